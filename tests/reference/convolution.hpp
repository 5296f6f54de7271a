// A convolution as the product of im2col(images) and the kernel.
#pragma once

#include "reference/layer.hpp"
#include "reference/matrix.hpp"
#include "reference/window.hpp"

namespace constnet::reference {

/// outputs = im2col(images) kernel + bias, if it has one. Kernel (row, column, channel, filter), which is the matrix
/// without reordering.
class Convolution final : public Layer {
 public:
  Convolution(Shape image, int filters, Window window, bool use_bias = true);

  Shape output_shape() const override { return output_; }
  std::vector<ParameterTensor> tensors() const override;
  void set_parameters(std::span<const double> values) override;
  Batch forward(const Batch& images) override;
  Batch backward(const Batch& d_outputs, std::span<double> d_parameters) override;

 private:
  Shape image_;
  Window window_;
  Shape output_;
  Matrix kernel_;
  std::vector<double> bias_;
  Matrix columns_;
};

}  // namespace constnet::reference
