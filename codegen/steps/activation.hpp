// An activation as a step of its own: the layers Activation, ReLU, LeakyReLU, ELU, Rescaling, and what other layers
// cannot apply while they compute.
#pragma once

#include <string>

#include "steps/step.hpp"

namespace constnet::codegen {

class ActivationStep : public Step {
 public:
  ActivationStep(std::string name, Surroundings surroundings, ActivationFunction function, Shape shape)
      : Step(std::move(name), surroundings), function_(std::move(function)), shape_(shape) {}

  std::string title() const override;
  Shape output_shape() const override { return shape_; }
  bool input_in_vectors() const override { return true; }
  const ActivationFunction* activation_function() const override { return &function_; }
  void emit_forward(Writer& out) const override;
  void emit_training(Writer& out) const override;

 private:
  ActivationFunction function_;
  Shape shape_;
};

}  // namespace constnet::codegen
