// Flatten and Reshape: the values stay in the order that they are stored in.
#pragma once

#include "reference/layer.hpp"

namespace constnet::reference {

/// The values stay as they are; only the shape changes.
class Reshape final : public Layer {
 public:
  Reshape(Shape input, Shape output) : input_(input), output_(output) {}

  Shape output_shape() const override { return output_; }

  Batch forward(const Batch& inputs) override { return reshaped(inputs, output_); }

  Batch backward(const Batch& d_outputs, std::span<double>) override { return reshaped(d_outputs, input_); }

 private:
  static Batch reshaped(const Batch& batch, Shape shape) {
    Batch result(shape, batch.count);
    result.values = batch.values;
    return result;
  }

  Shape input_;
  Shape output_;
};

}  // namespace constnet::reference
