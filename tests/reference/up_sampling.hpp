// UpSampling2D with the nearest pixel.
#pragma once

#include <constnet/dsl/size2.hpp>

#include "reference/layer.hpp"

namespace constnet::reference {

/// output(y, x, channel) = input(y / size.height, x / size.width, channel), rounded down.
class UpSampling final : public Layer {
 public:
  UpSampling(Shape input, Size2 size)
      : input_(input), size_(size), output_{input.height * size.height, input.width * size.width, input.channels} {}

  Shape output_shape() const override { return output_; }

  Batch forward(const Batch& inputs) override {
    Batch outputs(output_, inputs.count);
    for_each_output(outputs, [&](int image, int y, int x, int channel) {
      outputs.at(image, y, x, channel) = inputs.at(image, y / size_.height, x / size_.width, channel);
    });
    return outputs;
  }

  Batch backward(const Batch& d_outputs, std::span<double>) override {
    Batch d_inputs(input_, d_outputs.count);
    for_each_output(d_outputs, [&](int image, int y, int x, int channel) {
      d_inputs.at(image, y / size_.height, x / size_.width, channel) += d_outputs.at(image, y, x, channel);
    });
    return d_inputs;
  }

 private:
  template <typename Visit>
  void for_each_output(const Batch& outputs, Visit visit) const {
    for (int image = 0; image < outputs.count; ++image) {
      for (int y = 0; y < output_.height; ++y) {
        for (int x = 0; x < output_.width; ++x) {
          for (int channel = 0; channel < output_.channels; ++channel) visit(image, y, x, channel);
        }
      }
    }
  }

  Shape input_;
  Size2 size_;
  Shape output_;
};

}  // namespace constnet::reference
