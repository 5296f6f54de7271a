// Where the branches of a Concatenate meet: their channels side by side.
#pragma once

#include <string>

#include "steps/step.hpp"

namespace constnet::codegen {

class JoinedStep : public Step {
 public:
  JoinedStep(std::string name, Surroundings surroundings, std::vector<int> channels, Shape shape)
      : Step(std::move(name), surroundings), channels_(std::move(channels)), shape_(shape) {}

  std::string title() const override;
  Shape output_shape() const override { return shape_; }
  void emit_forward(Writer& out) const override;
  void emit_training(Writer& out) const override;

 private:
  void emit_pixels(Writer& out, bool forward) const;

  std::vector<int> channels_;  ///< of each branch
  Shape shape_;
};

}  // namespace constnet::codegen
