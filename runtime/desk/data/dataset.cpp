// Takes batches and parts out of a data set.
#include "constnet/desk/data/dataset.hpp"

#include <algorithm>

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

Dataset first_images(const Dataset& data, std::size_t count) {
  const std::size_t kept = std::min(count, data.size());
  const auto pixels = data.pixels.begin();
  const auto labels = data.labels.begin();
  return {data.height,
          data.width,
          data.channels,
          data.classes,
          {pixels, pixels + static_cast<std::ptrdiff_t>(kept * data.image_size())},
          {labels, labels + static_cast<std::ptrdiff_t>(kept)}};
}

}  // namespace constnet::runtime
