// ActivityRegularization in training. Prediction leaves it out.
#pragma once

#include <string>

#include "steps/step.hpp"

namespace constnet::codegen {

class ActivityRegularizationStep : public Step {
 public:
  ActivityRegularizationStep(std::string name, Surroundings surroundings, ActivityRegularization layer, Shape shape)
      : Step(std::move(name), surroundings), l1_(layer.l1.value()), l2_(layer.l2.value()), shape_(shape) {}

  std::string title() const override;
  Shape output_shape() const override { return shape_; }
  bool input_in_vectors() const override { return true; }
  bool adds_to_loss() const override { return true; }
  void emit_forward(Writer&) const override {}  // there is no forward without a loss
  void emit_forward_batch(Writer& out) const override;
  void emit_training(Writer& out) const override;

 private:
  double l1_;
  double l2_;
  Shape shape_;
};

}  // namespace constnet::codegen
