// A set of images and targets in memory, and how batches are taken from it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "constnet/desk/data/normalization.hpp"

namespace constnet::runtime {

/// What the images of a data set should become.
enum class TargetKind {
  classes,  ///< labels
  rows,     ///< rows of floats
  images,   ///< the images themselves, as the network sees them: for an autoencoder
};

/// Images of one size, kept as bytes (MNIST's training set: 47 MB) or as floats, and what they should become.
struct Dataset {
  int height = 0;
  int width = 0;
  int channels = 0;
  int classes = 0;                   ///< 0 where targets are not classes
  std::vector<std::uint8_t> pixels;  ///< image after image, each (height, width, channels)
  std::vector<int> labels;           ///< one per image, 0 ... classes - 1
  std::vector<float> values = {};    ///< in place of pixels, in the same order
  TargetKind target_kind = TargetKind::classes;
  int target_size = 0;               ///< floats of a row of `targets`
  std::vector<float> targets = {};   ///< with TargetKind::rows: one row per image
  Normalization normalization = {};  ///< of what the network sees

  /// Number of images.
  std::size_t size() const {
    if (target_kind == TargetKind::classes) return labels.size();
    return image_size() == 0 ? 0 : (values.empty() ? pixels.size() : values.size()) / image_size();
  }
  /// Values per image.
  std::size_t image_size() const {
    return static_cast<std::size_t>(height) * static_cast<std::size_t>(width) * static_cast<std::size_t>(channels);
  }
};

/// The size of one image.
struct ImageShape {
  int height;
  int width;
  int channels;
};

/// A data set of the caller's own arrays: images of floats one after the other, which the network sees as they are, and
/// a class below `classes` for each, or a row of `target_size` floats for each. The arrays are copied. Throws Error,
/// with what was found and expected, where sizes do not fit, a class is out of range, or a number is not finite.
Dataset dataset_from(std::span<const float> images, const ImageShape& size, std::span<const int> labels, int classes);
Dataset dataset_from(std::span<const float> images, const ImageShape& size, std::span<const float> targets,
                     int target_size);

/// The same with the images themselves as targets, for an autoencoder; the second takes those of another data set.
Dataset autoencoder_dataset(std::span<const float> images, const ImageShape& size);
Dataset autoencoder_dataset(Dataset data);

/// A data set in its two parts, and where it came from in words for the user ("drawn digits, seed 1").
struct DataSplits {
  Dataset train;
  Dataset test;
  std::string origin;
};

/// Writes the images with these indices, each less than `data.size()`, one after the other to `out` as the network sees
/// them: floats, of pixels byte / 255, then normalised. `out` has room for `indices.size() * data.image_size()` floats.
void gather(const Dataset& data, std::span<const std::uint32_t> indices, float* out);

/// The same without normalisation.
void gather_as_they_are(const Dataset& data, std::span<const std::uint32_t> indices, float* out);

/// Writes the labels of the images with these indices to `out`.
void gather_labels(const Dataset& data, std::span<const std::uint32_t> indices, int* out);

/// Writes the targets of the images with these indices, one row after the other, to `out`; not for classes.
void gather_targets(const Dataset& data, std::span<const std::uint32_t> indices, float* out);

/// The images first ... last - 1 and their targets; first <= last <= data.size().
Dataset images_between(const Dataset& data, std::size_t first, std::size_t last);

/// The first `count` images and targets, all of them if there are fewer.
Dataset first_images(const Dataset& data, std::size_t count);

/// The images of these classes, in their order, with their labels as they are; the number of classes stays, too. Throws
/// Error for a class that the data set does not have.
Dataset images_of_classes(const Dataset& data, std::span<const int> classes);

}  // namespace constnet::runtime
