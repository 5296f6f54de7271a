// Forward and backward of max pooling.
#include "reference/max_pooling.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace constnet::reference {

MaxPooling::MaxPooling(Shape image, Window window)
    : image_(image),
      window_(window),
      output_{window.rows(image).count, window.columns(image).count, image.channels},
      images_(image, 0) {}

template <typename Visit>
void MaxPooling::for_each_window(const Batch& images, int image, Visit visit) const {
  const Places rows = window_.rows(image_);
  const Places columns = window_.columns(image_);
  std::vector<std::size_t> inside;
  for (int top = 0; top < rows.count; ++top) {
    for (int left = 0; left < columns.count; ++left) {
      const int first_row = top * window_.strides.height - rows.before;
      const int first_column = left * window_.strides.width - columns.before;
      for (int channel = 0; channel < image_.channels; ++channel) {
        inside.clear();
        for (int row = std::max(0, first_row); row < std::min(image_.height, first_row + window_.size.height); ++row) {
          const int end = std::min(image_.width, first_column + window_.size.width);
          for (int column = std::max(0, first_column); column < end; ++column) {
            inside.push_back(images.index(image, row, column, channel));
          }
        }
        const int position = (image * output_.height + top) * output_.width + left;
        visit(static_cast<std::size_t>(position) * output_.channels + channel, inside);
      }
    }
  }
}

Batch MaxPooling::forward(const Batch& images) {
  images_ = images;
  Batch outputs(output_, images.count);
  winners_.assign(outputs.values.size(), 0);
  for (int image = 0; image < images.count; ++image) {
    for_each_window(images, image, [&](std::size_t output, const std::vector<std::size_t>& inside) {
      // max_element returns the first of several equal maxima.
      const std::size_t winner = *std::max_element(inside.begin(), inside.end(), [&](std::size_t a, std::size_t b) {
        return images.values[a] < images.values[b];
      });
      winners_[output] = winner;
      outputs.values[output] = images.values[winner];
    });
  }
  return outputs;
}

Batch MaxPooling::backward(const Batch& d_outputs, std::span<double>) {
  assert(d_outputs.values.size() == winners_.size());
  Batch d_images(image_, d_outputs.count);
  for (std::size_t i = 0; i < winners_.size(); ++i) d_images.values[winners_[i]] += d_outputs.values[i];
  return d_images;
}

double MaxPooling::smallest_margin(int image, const Layer*) const {
  double margin = std::numeric_limits<double>::infinity();
  for_each_window(images_, image, [&](std::size_t output, const std::vector<std::size_t>& inside) {
    const double largest = images_.values[winners_[output]];
    for (const std::size_t index : inside) {
      if (images_.values[index] < largest) margin = std::min(margin, largest - images_.values[index]);
    }
  });
  return margin;
}

double MaxPooling::smallest_winner(const Batch& images, int image) const {
  double margin = std::numeric_limits<double>::infinity();
  for_each_window(images, image, [&](std::size_t, const std::vector<std::size_t>& inside) {
    double largest = images.values[inside.front()];
    for (const std::size_t index : inside) largest = std::max(largest, images.values[index]);
    margin = std::min(margin, std::abs(largest));
  });
  return margin;
}

}  // namespace constnet::reference
