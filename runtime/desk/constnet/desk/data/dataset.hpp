// A labelled set of images in memory, and how batches are taken from it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace constnet::runtime {

/// Labelled images of one size, kept as bytes (MNIST's training set: 47 MB).
struct Dataset {
  int height = 0;
  int width = 0;
  int channels = 0;
  int classes = 0;
  std::vector<std::uint8_t> pixels;  ///< image after image, each (height, width, channels)
  std::vector<int> labels;           ///< one per image, 0 ... classes - 1

  /// Number of images.
  std::size_t size() const { return labels.size(); }
  /// Values per image.
  std::size_t image_size() const {
    return static_cast<std::size_t>(height) * static_cast<std::size_t>(width) * static_cast<std::size_t>(channels);
  }
};

/// A data set in its two parts, and where it came from in words for the user ("drawn digits, seed 1").
struct DataSplits {
  Dataset train;
  Dataset test;
  std::string origin;
};

/// Writes the images with these indices, each less than `data.size()`, one after the other to `out` as floats in [0,
/// 1]: byte / 255. `out` has room for `indices.size() * data.image_size()` floats.
void gather(const Dataset& data, std::span<const std::uint32_t> indices, float* out);

/// Writes the labels of the images with these indices to `out`.
void gather_labels(const Dataset& data, std::span<const std::uint32_t> indices, int* out);

/// The images first ... last - 1 and their labels; first <= last <= data.size().
Dataset images_between(const Dataset& data, std::size_t first, std::size_t last);

/// The first `count` images and labels, all of them if there are fewer.
Dataset first_images(const Dataset& data, std::size_t count);

/// The images of these classes, in their order, with their labels as they are; the number of classes stays, too. Throws
/// Error for a class that the data set does not have.
Dataset images_of_classes(const Dataset& data, std::span<const int> classes);

}  // namespace constnet::runtime
