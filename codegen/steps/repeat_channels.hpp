// Each channel of a map several times side by side: what a depthwise convolution with a depth multiplier reads.
#pragma once

#include <string>

#include "steps/step.hpp"

namespace constnet::codegen {

/// output(y, x, d * times + k) = input(y, x, d).
class RepeatChannelsStep : public Step {
 public:
  RepeatChannelsStep(std::string name, Surroundings surroundings, Shape input, int times)
      : Step(std::move(name), surroundings), input_shape_(input), times_(times) {}

  std::string title() const override;
  Shape output_shape() const override {
    return {input_shape_.height, input_shape_.width, input_shape_.channels * times_};
  }
  void emit_forward(Writer& out) const override;
  void emit_training(Writer& out) const override;

 private:
  Shape input_shape_;
  int times_;
};

}  // namespace constnet::codegen
