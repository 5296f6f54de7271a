// A convolution of each channel by itself, as plain loops.
#pragma once

#include <constnet/dsl.hpp>
#include <functional>

#include "reference/layer.hpp"
#include "reference/window.hpp"

namespace constnet::reference {

/// Kernel (row, column, channel, multiplier); output channel d * multiplier + k reads input channel d.
class Depthwise final : public Layer {
 public:
  Depthwise(Shape image, const constnet::DepthwiseConv2D& layer);

  Shape output_shape() const override { return output_; }
  std::vector<ParameterTensor> tensors() const override;
  void set_parameters(std::span<const double> values) override;
  Batch forward(const Batch& images) override;
  Batch backward(const Batch& d_outputs, std::span<double> d_parameters) override;

 private:
  /// Visits each product of the sums: (output index, input index, kernel index).
  void for_products(int images, const std::function<void(std::size_t, std::size_t, std::size_t)>& visit) const;

  Shape image_;
  constnet::DepthwiseConv2D layer_;
  Places rows_, columns_;
  Shape output_;
  std::vector<double> kernel_, bias_;
  Batch images_;
};

}  // namespace constnet::reference
