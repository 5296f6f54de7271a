// Forward and backward of a convolution in groups, one product after another.
#include "reference/grouped.hpp"

#include <algorithm>

namespace constnet::reference {

Grouped::Grouped(Shape image, int filters, int groups, Window window, bool use_bias, std::vector<int> kernel_shape)
    : image_(image),
      groups_(groups),
      window_(window),
      output_{window.rows(image).count, window.columns(image).count, filters},
      kernel_shape_(std::move(kernel_shape)),
      kernel_(ParameterTensor{"kernel", kernel_shape_}.size()),
      bias_(static_cast<std::size_t>(use_bias ? filters : 0)),
      images_(image, 0) {}

std::vector<ParameterTensor> Grouped::tensors() const {
  std::vector<ParameterTensor> tensors{{"kernel", kernel_shape_}};
  if (!bias_.empty()) tensors.push_back({"bias", {output_.channels}});
  return tensors;
}

void Grouped::set_parameters(std::span<const double> values) {
  std::copy_n(values.begin(), kernel_.size(), kernel_.begin());
  std::copy_n(values.begin() + static_cast<std::ptrdiff_t>(kernel_.size()), bias_.size(), bias_.begin());
}

void Grouped::for_products(int images, const std::function<void(std::size_t, std::size_t, std::size_t)>& visit) const {
  const Batch input(image_, images);
  const Batch output(output_, images);
  const Size2 kernel = window_.size;
  const int channels = image_.channels / groups_;
  const int filters = output_.channels / groups_;
  for (int image = 0; image < images; ++image) {
    for (int y = 0; y < output_.height; ++y) {
      for (int x = 0; x < output_.width; ++x) {
        for (int tap = 0; tap < kernel.height * kernel.width; ++tap) {
          const int row =
              y * window_.strides.height + tap / kernel.width * window_.dilation.height - window_.rows(image_).before;
          const int column =
              x * window_.strides.width + tap % kernel.width * window_.dilation.width - window_.columns(image_).before;
          if (row < 0 || row >= image_.height || column < 0 || column >= image_.width) continue;
          for (int f = 0; f < output_.channels; ++f) {
            for (int c = 0; c < channels; ++c) {
              visit(output.index(image, y, x, f), input.index(image, row, column, f / filters * channels + c),
                    static_cast<std::size_t>(tap * channels + c) * output_.channels + f);
            }
          }
        }
      }
    }
  }
}

Batch Grouped::forward(const Batch& images) {
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

Batch Grouped::backward(const Batch& d_outputs, std::span<double> d_parameters) {
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
