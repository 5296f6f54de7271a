// Data sets of the caller's own arrays, checked before they are copied.
#include <algorithm>
#include <cmath>
#include <utility>

#include "constnet/desk/base/error.hpp"
#include "constnet/desk/data/dataset.hpp"

namespace constnet::runtime {
namespace {

void expect_finite(std::span<const float> values, std::size_t per_image, const char* what) {
  const auto bad = std::ranges::find_if(values, [](float value) { return !std::isfinite(value); });
  if (bad == values.end()) return;
  throw Error(std::string("dataset: found a ") + what + " that is not finite, of image " +
              std::to_string(static_cast<std::size_t>(bad - values.begin()) / per_image));
}

// The images, without targets.
Dataset with_images(std::span<const float> images, const ImageShape& size) {
  if (size.height < 1 || size.width < 1 || size.channels < 1) {
    throw Error("dataset: found images of " + std::to_string(size.height) + " x " + std::to_string(size.width) + " x " +
                std::to_string(size.channels) + ", expected 1 or more of each");
  }
  Dataset data{size.height, size.width, size.channels, 0, {}, {}};
  if (images.empty() || images.size() % data.image_size() != 0) {
    throw Error("dataset: found " + std::to_string(images.size()) + " floats of images, expected a multiple of " +
                std::to_string(data.image_size()) + ": " + std::to_string(size.height) + " x " +
                std::to_string(size.width) + " x " + std::to_string(size.channels) + " for each");
  }
  expect_finite(images, data.image_size(), "value");
  data.values.assign(images.begin(), images.end());
  return data;
}

void expect_count(std::size_t found, const char* what, std::size_t images, std::size_t per_image) {
  if (found == images * per_image) return;
  throw Error("dataset: found " + std::to_string(found) + " " + what + " for " + std::to_string(images) +
              " images, expected " + std::to_string(images * per_image));
}

}  // namespace

Dataset dataset_from(std::span<const float> images, const ImageShape& size, std::span<const int> labels, int classes) {
  Dataset data = with_images(images, size);
  expect_count(labels.size(), "labels", images.size() / data.image_size(), 1);
  const auto wrong = std::ranges::find_if(labels, [classes](int label) { return label < 0 || label >= classes; });
  if (wrong != labels.end()) {
    throw Error("dataset: found label " + std::to_string(*wrong) + " of image " +
                std::to_string(wrong - labels.begin()) + ", expected 0 to " + std::to_string(classes - 1));
  }
  data.classes = classes;
  data.labels.assign(labels.begin(), labels.end());
  return data;
}

Dataset dataset_from(std::span<const float> images, const ImageShape& size, std::span<const float> targets,
                     int target_size) {
  if (target_size < 1)
    throw Error("dataset: found target_size " + std::to_string(target_size) + ", expected 1 or more");
  Dataset data = with_images(images, size);
  const auto per_image = static_cast<std::size_t>(target_size);
  expect_count(targets.size(), "floats of targets", images.size() / data.image_size(), per_image);
  expect_finite(targets, per_image, "target");
  data.target_kind = TargetKind::rows;
  data.target_size = target_size;
  data.targets.assign(targets.begin(), targets.end());
  return data;
}

Dataset autoencoder_dataset(std::span<const float> images, const ImageShape& size) {
  return autoencoder_dataset(with_images(images, size));
}

Dataset autoencoder_dataset(Dataset data) {
  data.target_kind = TargetKind::images;
  data.classes = 0;
  data.labels.clear();
  data.target_size = static_cast<int>(data.image_size());
  return data;
}

}  // namespace constnet::runtime
