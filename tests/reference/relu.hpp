// relu: negative values become 0.
#pragma once

#include "reference/layer.hpp"

namespace constnet::reference {

/// max(x, 0), with derivative 1 where x > 0 and 0 elsewhere, at 0 too.
class Relu final : public Layer {
 public:
  explicit Relu(Shape shape) : shape_(shape), inputs_(shape, 0) {}

  Shape output_shape() const override { return shape_; }
  Batch forward(const Batch& inputs) override;
  Batch backward(const Batch& d_outputs, std::span<double> d_parameters) override;

  /// The smallest absolute value of an input. Where pooling follows, only the largest value of a window can matter: the
  /// others lose whatever their sign.
  double smallest_margin(int image, const Layer* next) const override;

 private:
  Shape shape_;
  Batch inputs_;
};

}  // namespace constnet::reference
