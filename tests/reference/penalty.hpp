// A penalty on values, which pass on unchanged.
#pragma once

#include "reference/layer.hpp"

namespace constnet::reference {

/// The loss has scale * (l1 * sum |x| + l2 * sum x^2) more, over all images of the last forward.
class Penalty final : public Layer {
 public:
  Penalty(Shape shape, double l1, double l2) : shape_(shape), l1_(l1), l2_(l2), inputs_(shape, 0) {}

  Shape output_shape() const override { return shape_; }
  Batch forward(const Batch& inputs) override;
  Batch backward(const Batch& d_outputs, std::span<double> d_parameters) override;
  double smallest_margin(int image, const Layer* next) const override;
  void set_penalty_scale(double scale) override { scale_ = scale; }
  double penalty() const override;

 private:
  Shape shape_;
  double l1_;
  double l2_;
  double scale_ = 1;
  Batch inputs_;
};

}  // namespace constnet::reference
