// ZeroPadding2D and Cropping2D: an image inside zeros, or without its sides.
#pragma once

#include <constnet/dsl.hpp>

#include "reference/layer.hpp"

namespace constnet::reference {

/// output(y, x, channel) = input(y + top, x + left, channel), or 0 outside of the input.
class Frame final : public Layer {
 public:
  Frame(Shape input, Shape output, int top, int left) : input_(input), output_(output), top_(top), left_(left) {}
  Frame(Shape input, const constnet::ZeroPadding2D& layer)
      : Frame(input, constnet::output_shape(layer, input), -layer.padding.top, -layer.padding.left) {}
  Frame(Shape input, const constnet::Cropping2D& layer)
      : Frame(input, constnet::output_shape(layer, input), layer.cropping.top, layer.cropping.left) {}

  Shape output_shape() const override { return output_; }

  Batch forward(const Batch& inputs) override {
    Batch outputs(output_, inputs.count);
    for_each_pair(inputs, outputs,
                  [&](std::size_t input, std::size_t output) { outputs.values[output] = inputs.values[input]; });
    return outputs;
  }

  Batch backward(const Batch& d_outputs, std::span<double>) override {
    Batch d_inputs(input_, d_outputs.count);
    for_each_pair(d_inputs, d_outputs,
                  [&](std::size_t input, std::size_t output) { d_inputs.values[input] = d_outputs.values[output]; });
    return d_inputs;
  }

 private:
  /// Calls visit(index of an input, index of the output that is the same value).
  template <typename Visit>
  void for_each_pair(const Batch& inputs, const Batch& outputs, Visit visit) const {
    for (int image = 0; image < inputs.count; ++image) {
      for (int y = 0; y < output_.height; ++y) {
        for (int x = 0; x < output_.width; ++x) {
          const int row = y + top_;
          const int column = x + left_;
          if (row < 0 || row >= input_.height || column < 0 || column >= input_.width) continue;
          for (int channel = 0; channel < input_.channels; ++channel) {
            visit(inputs.index(image, row, column, channel), outputs.index(image, y, x, channel));
          }
        }
      }
    }
  }

  Shape input_;
  Shape output_;
  int top_;
  int left_;
};

}  // namespace constnet::reference
