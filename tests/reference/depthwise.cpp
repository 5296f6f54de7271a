// Forward and backward of a depthwise convolution, one product after another.
#include "reference/depthwise.hpp"

#include <algorithm>

namespace constnet::reference {

Depthwise::Depthwise(Shape image, const constnet::DepthwiseConv2D& layer)
    : image_(image),
      layer_(layer),
      rows_(places(image.height, (layer.kernel_size.height - 1) * layer.dilation_rate.height + 1, layer.strides.height,
                   layer.padding)),
      columns_(places(image.width, (layer.kernel_size.width - 1) * layer.dilation_rate.width + 1, layer.strides.width,
                      layer.padding)),
      output_{rows_.count, columns_.count, image.channels * layer.depth_multiplier},
      kernel_(static_cast<std::size_t>(layer.kernel_size.height) * layer.kernel_size.width * output_.channels),
      bias_(static_cast<std::size_t>(layer.use_bias ? output_.channels : 0)),
      images_(image, 0) {}

std::vector<ParameterTensor> Depthwise::tensors() const {
  std::vector<ParameterTensor> tensors{
      {"kernel", {layer_.kernel_size.height, layer_.kernel_size.width, image_.channels, layer_.depth_multiplier}}};
  if (!bias_.empty()) tensors.push_back({"bias", {output_.channels}});
  return tensors;
}

void Depthwise::set_parameters(std::span<const double> values) {
  std::copy_n(values.begin(), kernel_.size(), kernel_.begin());
  std::copy_n(values.begin() + static_cast<std::ptrdiff_t>(kernel_.size()), bias_.size(), bias_.begin());
}

void Depthwise::for_products(int images,
                             const std::function<void(std::size_t, std::size_t, std::size_t)>& visit) const {
  const Batch input(image_, images);
  const Batch output(output_, images);
  const Size2 kernel = layer_.kernel_size;
  for (int image = 0; image < images; ++image) {
    for (int y = 0; y < output_.height; ++y) {
      for (int x = 0; x < output_.width; ++x) {
        for (int r = 0; r < kernel.height; ++r) {
          for (int c = 0; c < kernel.width; ++c) {
            const int row = y * layer_.strides.height + r * layer_.dilation_rate.height - rows_.before;
            const int column = x * layer_.strides.width + c * layer_.dilation_rate.width - columns_.before;
            if (row < 0 || row >= image_.height || column < 0 || column >= image_.width) continue;
            for (int f = 0; f < output_.channels; ++f) {
              const auto tap = static_cast<std::size_t>(r * kernel.width + c) * output_.channels + f;
              visit(output.index(image, y, x, f), input.index(image, row, column, f / layer_.depth_multiplier), tap);
            }
          }
        }
      }
    }
  }
}

Batch Depthwise::forward(const Batch& images) {
  images_ = images;
  Batch outputs(output_, images.count);
  for (std::size_t i = 0; i < outputs.values.size(); ++i) {
    outputs.values[i] = bias_.empty() ? 0 : bias_[i % bias_.size()];
  }
  for_products(images.count, [&](std::size_t output, std::size_t input, std::size_t tap) {
    outputs.values[output] += images.values[input] * kernel_[tap];
  });
  return outputs;
}

Batch Depthwise::backward(const Batch& d_outputs, std::span<double> d_parameters) {
  Batch d_images(image_, d_outputs.count);
  for_products(d_outputs.count, [&](std::size_t output, std::size_t input, std::size_t tap) {
    d_images.values[input] += d_outputs.values[output] * kernel_[tap];
    d_parameters[tap] += d_outputs.values[output] * images_.values[input];
  });
  for (std::size_t i = 0; i < d_outputs.values.size() && !bias_.empty(); ++i) {
    d_parameters[kernel_.size() + i % bias_.size()] += d_outputs.values[i];
  }
  return d_images;
}

}  // namespace constnet::reference
