// Forward and backward of average pooling.
#include "reference/average_pooling.hpp"

#include <algorithm>

namespace constnet::reference {

AveragePooling::AveragePooling(Shape image, Window window)
    : image_(image), window_(window), output_{window.rows(image).count, window.columns(image).count, image.channels} {}

template <typename Visit>
void AveragePooling::for_each_pair(const Batch& images, Visit visit) const {
  const Batch outputs(output_, images.count);
  const auto inside = [](int place, Places places, int size, int stride, int length) {
    const int first = place * stride - places.before;
    return std::pair{std::max(0, first), std::min(length, first + size)};
  };
  for (int image = 0; image < images.count; ++image) {
    for (int y = 0; y < output_.height; ++y) {
      const auto [top, bottom] =
          inside(y, window_.rows(image_), window_.size.height, window_.strides.height, image_.height);
      for (int x = 0; x < output_.width; ++x) {
        const auto [left, right] =
            inside(x, window_.columns(image_), window_.size.width, window_.strides.width, image_.width);
        for (int row = top; row < bottom; ++row) {
          for (int column = left; column < right; ++column) {
            for (int channel = 0; channel < image_.channels; ++channel) {
              visit(outputs.index(image, y, x, channel), images.index(image, row, column, channel),
                    1.0 / ((bottom - top) * (right - left)));
            }
          }
        }
      }
    }
  }
}

Batch AveragePooling::forward(const Batch& images) {
  Batch outputs(output_, images.count);
  for_each_pair(images, [&](std::size_t output, std::size_t input, double share) {
    outputs.values[output] += share * images.values[input];
  });
  return outputs;
}

Batch AveragePooling::backward(const Batch& d_outputs, std::span<double>) {
  Batch d_images(image_, d_outputs.count);
  for_each_pair(d_images, [&](std::size_t output, std::size_t input, double share) {
    d_images.values[input] += share * d_outputs.values[output];
  });
  return d_images;
}

}  // namespace constnet::reference
