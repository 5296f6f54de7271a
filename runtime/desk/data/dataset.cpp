// Takes batches and parts out of a data set.
#include "constnet/desk/data/dataset.hpp"

#include <algorithm>

#include "constnet/desk/base/error.hpp"

namespace constnet::runtime {

void gather(const Dataset& data, std::span<const std::uint32_t> indices, float* out) {
  const std::size_t size = data.image_size();
  for (const std::uint32_t index : indices) {
    const std::uint8_t* image = data.pixels.data() + index * size;
    for (std::size_t i = 0; i < size; ++i) out[i] = static_cast<float>(image[i]) / 255.0f;
    out += size;
  }
}

void gather_labels(const Dataset& data, std::span<const std::uint32_t> indices, int* out) {
  std::ranges::transform(indices, out, [&data](std::uint32_t index) { return data.labels[index]; });
}

Dataset images_between(const Dataset& data, std::size_t first, std::size_t last) {
  const auto pixel = [&data](std::size_t image) {
    return data.pixels.begin() + static_cast<std::ptrdiff_t>(image * data.image_size());
  };
  const auto label = [&data](std::size_t image) { return data.labels.begin() + static_cast<std::ptrdiff_t>(image); };
  return {
      data.height, data.width, data.channels, data.classes, {pixel(first), pixel(last)}, {label(first), label(last)}};
}

Dataset first_images(const Dataset& data, std::size_t count) {
  return images_between(data, 0, std::min(count, data.size()));
}

Dataset images_of_classes(const Dataset& data, std::span<const int> classes) {
  for (const int one : classes) {
    if (one >= 0 && one < data.classes) continue;
    throw Error("found class " + std::to_string(one) + ", expected 0 to " + std::to_string(data.classes - 1) +
                ": the data set has " + std::to_string(data.classes) + " classes");
  }
  Dataset result{data.height, data.width, data.channels, data.classes, {}, {}};
  for (std::size_t i = 0; i < data.size(); ++i) {
    if (std::ranges::find(classes, data.labels[i]) == classes.end()) continue;
    const auto first = data.pixels.begin() + static_cast<std::ptrdiff_t>(i * data.image_size());
    result.pixels.insert(result.pixels.end(), first, first + static_cast<std::ptrdiff_t>(data.image_size()));
    result.labels.push_back(data.labels[i]);
  }
  return result;
}

}  // namespace constnet::runtime
