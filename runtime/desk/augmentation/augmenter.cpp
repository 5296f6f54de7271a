// Augmenter: warps go back and forth between two buffers, all else happens in its place.
#include "constnet/desk/augmentation/augmenter.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

#include "constnet/desk/augmentation/warp.hpp"
#include "constnet/desk/training/random_streams.hpp"

namespace constnet::runtime {
namespace {

std::size_t row_floats(ImageSize size, int channels) {
  return static_cast<std::size_t>(size.width) * static_cast<std::size_t>(channels);
}

std::size_t floats(ImageSize size, int channels) {
  return static_cast<std::size_t>(size.height) * row_floats(size, channels);
}

}  // namespace

Augmenter::Augmenter(std::span<const Augmentation> layers, ImageSize size, int channels)
    : layers_(layers), size_(size), channels_(channels) {}

std::size_t Augmenter::scratch_floats() const {
  return is_empty() ? 0 : 2 * warped_floats(size_, channels_) + row_floats(size_, channels_);
}

void Augmenter::apply(float* image, const ImageInTraining& which, float* scratch) const {
  const Random random(which.seed, random_stream(RandomPurpose::augmentation, which.step));
  float* const row = scratch + 2 * warped_floats(size_, channels_);
  float* present = image;
  float* free = scratch;
  ImageSize size = size_;    // of what crops have left, which lies in `present` row after row
  ImageSize place = {0, 0};  // of its first row and column in an image of which prediction takes the middle
  std::uint64_t first = which.place * layers_.size() * draws_per_layer;
  for (const Augmentation& layer : layers_) {
    const Drawn drawn = draw(layer, random, first);
    first += draws_per_layer;
    switch (layer.kind) {
      case Augmentation::Kind::flip:
        if (drawn.flips) flip(present, size, channels_, layer.horizontal, layer.vertical);
        break;
      case Augmentation::Kind::contrast:
        change_contrast(present, size, channels_, drawn.factor, layer.value_range, row);
        break;
      case Augmentation::Kind::brightness:
        change_brightness(present, size, channels_, drawn.factor, layer.value_range);
        break;
      case Augmentation::Kind::crop:
        place = {place.height + (size.height - layer.height) / 2, place.width + (size.width - layer.width) / 2};
        size = crop(present, size, channels_, layer, drawn);
        break;
      case Augmentation::Kind::rotation:
      case Augmentation::Kind::translation:
      case Augmentation::Kind::zoom:
        warp(present, size, channels_, affine_of(layer, drawn, size),
             {layer.interpolation, layer.fill_mode, layer.fill_value}, free);
        present = std::exchange(free, present == image ? scratch + warped_floats(size_, channels_) : present);
        break;
    }
  }
  spread(present, size, place, image);
}

void Augmenter::spread(const float* part, ImageSize size, ImageSize place, float* image) const {
  const std::size_t row = row_floats(size, channels_);
  const std::size_t first = static_cast<std::size_t>(place.height) * row_floats(size_, channels_) +
                            static_cast<std::size_t>(place.width) * static_cast<std::size_t>(channels_);
  // Where the part lies in the image's own memory, rows move to where later rows were: the last one goes first.
  for (auto y = static_cast<std::size_t>(size.height); y-- > 0;) {
    float* const to = image + first + y * row_floats(size_, channels_);
    if (to != part + y * row) std::memmove(to, part + y * row, row * sizeof(float));
  }
}

ImageSize crop(float* image, ImageSize size, int channels, const Augmentation& layer, const Drawn& drawn) {
  const ImageSize left{layer.height, layer.width};
  const auto first = [](float drawn_place, int last) {
    return static_cast<std::size_t>(std::min(static_cast<int>(drawn_place), last));
  };
  const std::size_t top = first(drawn.factor, size.height - left.height);
  const std::size_t start = first(drawn.width_factor, size.width - left.width) * static_cast<std::size_t>(channels);
  const std::size_t row = row_floats(left, channels);
  for (std::size_t y = 0; y < static_cast<std::size_t>(left.height); ++y) {
    std::memmove(image + y * row, image + (top + y) * row_floats(size, channels) + start, row * sizeof(float));
  }
  return left;
}

void flip(float* image, ImageSize size, int channels, bool horizontal, bool vertical) {
  const std::size_t row = row_floats(size, channels);
  const auto width = static_cast<std::size_t>(size.width);
  const auto pixel = static_cast<std::size_t>(channels);
  float* const end = image + floats(size, channels);
  if (horizontal) {
    for (float* start = image; start != end; start += row) {
      if (channels == 1) {
        std::reverse(start, start + row);
        continue;
      }
      for (std::size_t x = 0; x < width / 2; ++x) {
        float* const left = start + x * pixel;
        std::swap_ranges(left, left + pixel, start + (width - 1 - x) * pixel);
      }
    }
  }
  if (!vertical) return;
  for (std::size_t y = 0; y < static_cast<std::size_t>(size.height) / 2; ++y) {
    std::swap_ranges(image + y * row, image + (y + 1) * row, end - (y + 1) * row);
  }
}

void change_contrast(float* image, ImageSize size, int channels, float factor, const Augmentation::Range& values,
                     float* scratch) {
  // As in Keras, sums go down the columns first, where they are independent of each other.
  const std::size_t row = row_floats(size, channels);
  const std::size_t count = floats(size, channels);
  const auto pixel = static_cast<std::size_t>(channels);
  float* const sums = scratch;
  std::copy_n(image, row, sums);
  for (std::size_t start = row; start < count; start += row) {
    for (std::size_t i = 0; i < row; ++i) sums[i] += image[start + i];
  }
  for (std::size_t i = pixel; i < row; ++i) sums[i % pixel] += sums[i];
  const float part = 1 / (static_cast<float>(size.height) * static_cast<float>(size.width));
  for (std::size_t c = 0; c < pixel; ++c) sums[c] *= part;
  for (std::size_t i = pixel; i < row; ++i) sums[i] = sums[i - pixel];
  for (std::size_t start = 0; start < count; start += row) {
    for (std::size_t i = 0; i < row; ++i) {
      const float changed = (image[start + i] - sums[i]) * factor + sums[i];
      image[start + i] = std::min(std::max(changed, values.low), values.high);
    }
  }
}

void change_brightness(float* image, ImageSize size, int channels, float delta, const Augmentation::Range& values) {
  const std::size_t count = floats(size, channels);
  for (std::size_t i = 0; i < count; ++i) image[i] = std::min(std::max(image[i] + delta, values.low), values.high);
}

}  // namespace constnet::runtime
