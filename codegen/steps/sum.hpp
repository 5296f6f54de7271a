// Where the branches of a Residual meet: the sum of two maps, with the relu that may follow.
#pragma once

#include <string>

#include "steps/step.hpp"

namespace constnet::codegen {

class SumStep : public Step {
 public:
  SumStep(std::string name, Surroundings surroundings, Shape shape, bool relu)
      : Step(std::move(name), surroundings), shape_(shape), relu_(relu) {}

  std::string title() const override;
  Shape output_shape() const override { return shape_; }
  bool input_in_vectors() const override { return true; }
  void emit_forward(Writer& out) const override;
  void emit_training(Writer& out) const override;

 private:
  Shape shape_;
  bool relu_;
};

}  // namespace constnet::codegen
