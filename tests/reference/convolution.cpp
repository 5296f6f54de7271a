// Forward and backward of a convolution, in the words of im2col and col2im.
#include "reference/convolution.hpp"

#include "reference/affine.hpp"
#include "reference/im2col.hpp"

namespace constnet::reference {
namespace {

std::size_t inputs_of_one_filter(Shape image, const Window& window) {
  return static_cast<std::size_t>(window.size.height) * window.size.width * image.channels;
}

}  // namespace

Convolution::Convolution(Shape image, int filters, Window window, bool use_bias)
    : image_(image),
      window_(window),
      output_{window.rows(image).count, window.columns(image).count, filters},
      kernel_(inputs_of_one_filter(image, window), static_cast<std::size_t>(filters)),
      bias_(static_cast<std::size_t>(use_bias ? filters : 0)),
      columns_(0, 0) {}

std::vector<ParameterTensor> Convolution::tensors() const {
  std::vector<ParameterTensor> tensors{
      {"kernel", {window_.size.height, window_.size.width, image_.channels, output_.channels}}};
  if (!bias_.empty()) tensors.push_back({"bias", {output_.channels}});
  return tensors;
}

void Convolution::set_parameters(std::span<const double> values) { split_parameters(values, kernel_, bias_); }

Batch Convolution::forward(const Batch& images) {
  columns_ = im2col(images, window_);
  Batch outputs(output_, images.count);
  outputs.values = multiply_and_add_bias(columns_, kernel_, bias_).values;
  return outputs;
}

Batch Convolution::backward(const Batch& d_outputs, std::span<double> d_parameters) {
  const Matrix d_rows(columns_.rows, kernel_.columns, d_outputs.values);
  add_parameter_gradients(columns_, d_rows, d_parameters);
  return col2im(product_transposed_right(d_rows, kernel_), window_, image_, d_outputs.count);
}

}  // namespace constnet::reference
