// Takes batches and parts out of a data set.
#include "constnet/desk/data/dataset.hpp"

#include <algorithm>

#include "constnet/desk/base/error.hpp"

namespace constnet::runtime {

namespace {

// The part of `values` that belongs to the images first ... last - 1, `size` each; nothing of nothing.
template <typename Value>
std::vector<Value> part(const std::vector<Value>& values, std::size_t first, std::size_t last, std::size_t size) {
  if (values.empty()) return {};
  const auto place = [&](std::size_t image) { return values.begin() + static_cast<std::ptrdiff_t>(image * size); };
  return {place(first), place(last)};
}

}  // namespace

void gather_as_they_are(const Dataset& data, std::span<const std::uint32_t> indices, float* out) {
  const std::size_t size = data.image_size();
  for (const std::uint32_t index : indices) {
    if (data.values.empty()) {
      const std::uint8_t* image = data.pixels.data() + index * size;
      for (std::size_t i = 0; i < size; ++i) out[i] = static_cast<float>(image[i]) / 255.0f;
    } else {
      std::copy_n(data.values.data() + index * size, size, out);
    }
    out += size;
  }
}

void gather(const Dataset& data, std::span<const std::uint32_t> indices, float* out) {
  gather_as_they_are(data, indices, out);
  data.normalization.apply(out, indices.size() * data.image_size());
}

void gather_labels(const Dataset& data, std::span<const std::uint32_t> indices, int* out) {
  std::ranges::transform(indices, out, [&data](std::uint32_t index) { return data.labels[index]; });
}

void gather_targets(const Dataset& data, std::span<const std::uint32_t> indices, float* out) {
  if (data.target_kind == TargetKind::images) return gather(data, indices, out);
  const auto size = static_cast<std::size_t>(data.target_size);
  for (const std::uint32_t index : indices) out = std::copy_n(data.targets.data() + index * size, size, out);
}

Dataset images_between(const Dataset& data, std::size_t first, std::size_t last) {
  return {data.height,
          data.width,
          data.channels,
          data.classes,
          part(data.pixels, first, last, data.image_size()),
          part(data.labels, first, last, 1),
          part(data.values, first, last, data.image_size()),
          data.target_kind,
          data.target_size,
          part(data.targets, first, last, static_cast<std::size_t>(data.target_size)),
          data.normalization};
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
  std::vector<std::uint32_t> kept;
  for (std::size_t i = 0; i < data.labels.size(); ++i) {
    if (std::ranges::find(classes, data.labels[i]) != classes.end()) kept.push_back(static_cast<std::uint32_t>(i));
  }
  Dataset result = images_between(data, 0, 0);
  for (const std::uint32_t i : kept) {
    Dataset one = images_between(data, i, i + 1);
    result.pixels.insert(result.pixels.end(), one.pixels.begin(), one.pixels.end());
    result.values.insert(result.values.end(), one.values.begin(), one.values.end());
    result.labels.push_back(one.labels[0]);
  }
  return result;
}

}  // namespace constnet::runtime
