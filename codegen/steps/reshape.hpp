// The same values as a map of another shape: Reshape, and Flatten where something else than Dense reads it.
#pragma once

#include <string>

#include "steps/step.hpp"

namespace constnet::codegen {

class ReshapeStep : public Step {
 public:
  ReshapeStep(std::string name, Surroundings surroundings, Shape input, Shape output)
      : Step(std::move(name), surroundings), input_shape_(input), output_shape_(output) {}

  std::string title() const override;
  Shape output_shape() const override { return output_shape_; }
  void emit_forward(Writer& out) const override;
  void emit_training(Writer& out) const override;

 private:
  void emit_copy(Writer& out, bool forward) const;

  Shape input_shape_;
  Shape output_shape_;
};

}  // namespace constnet::codegen
