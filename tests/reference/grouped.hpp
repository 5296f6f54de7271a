// A convolution whose filters see a part of the channels each, or one channel, as plain loops.
#pragma once

#include <functional>

#include "reference/layer.hpp"
#include "reference/window.hpp"

namespace constnet::reference {

/// Filter f is of group f / (filters / groups) and sees that group's channels. Kernel (row, column, channel of the
/// group, filter). A depthwise convolution has a group for each channel.
class Grouped final : public Layer {
 public:
  /// `kernel_shape` is what the kernel is called by its layer; the values lie as said above.
  Grouped(Shape image, int filters, int groups, Window window, bool use_bias, std::vector<int> kernel_shape);

  Shape output_shape() const override { return output_; }
  std::vector<ParameterTensor> tensors() const override;
  void set_parameters(std::span<const double> values) override;
  Batch forward(const Batch& images) override;
  Batch backward(const Batch& d_outputs, std::span<double> d_parameters) override;

 private:
  /// Visits each product of the sums: (output index, input index, kernel index).
  void for_products(int images, const std::function<void(std::size_t, std::size_t, std::size_t)>& visit) const;

  Shape image_;
  int groups_;
  Window window_;
  Shape output_;
  std::vector<int> kernel_shape_;
  std::vector<double> kernel_, bias_;
  Batch images_;
};

}  // namespace constnet::reference
