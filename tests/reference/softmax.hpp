// softmax over the channels of each pixel; after Flatten or Dense, over all values of an image.
#pragma once

#include "reference/layer.hpp"

namespace constnet::reference {

/// exp(x - max) / sum of exp(x - max).
class Softmax final : public Layer {
 public:
  explicit Softmax(Shape shape) : shape_(shape), outputs_(shape, 0) {}

  Shape output_shape() const override { return shape_; }
  Batch forward(const Batch& inputs) override;

  /// d_x = y (d_y - sum of y d_y), the whole Jacobian of softmax.
  Batch backward(const Batch& d_outputs, std::span<double> d_parameters) override;

 private:
  Shape shape_;
  Batch outputs_;
};

}  // namespace constnet::reference
