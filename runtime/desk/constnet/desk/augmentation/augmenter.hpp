// What training does to each image before the network sees it: a network's augmentation layers, one after the other.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "constnet/desk/augmentation/draw.hpp"

namespace constnet::runtime {

/// Which image is changed: what is drawn depends on these three numbers alone, not on threads or on what was before.
struct ImageInTraining {
  std::uint64_t seed = 0;
  std::uint64_t step = 0;   ///< counted over all epochs; below 2^48
  std::uint64_t place = 0;  ///< of the image in its batch
};

/// Applies augmentation layers. Holds no state: threads may share it, each with a scratch of its own.
class Augmenter {
 public:
  /// `layers` must outlive the augmenter; images are of this size.
  Augmenter(std::span<const Augmentation> layers, ImageSize size, int channels);

  bool is_empty() const { return layers_.empty(); }
  /// Floats that apply needs besides the image; 0 where there is nothing to do.
  std::size_t scratch_floats() const;

  /// Changes an image, (height, width, channels), in its place. What a crop leaves comes to lie in the middle, where
  /// the network takes it from; around it is nothing of use. Allocates nothing.
  void apply(float* image, const ImageInTraining& which, float* scratch) const;

 private:
  /// Copies an image of size `size` to row and column `place` of `image`; both may be in the same memory.
  void spread(const float* part, ImageSize size, ImageSize place, float* image) const;

  std::span<const Augmentation> layers_;
  ImageSize size_;
  int channels_;
};

/// What RandomFlip does to an image, (height, width, channels), that it flips.
void flip(float* image, ImageSize size, int channels, bool horizontal, bool vertical);

/// What RandomCrop leaves of an image, (height, width, channels): afterwards its rows follow each other where the image
/// began. Returns their size.
ImageSize crop(float* image, ImageSize size, int channels, const Augmentation& layer, const Drawn& drawn);

/// (x - mean) * factor + mean, with the mean of each channel, cut off at `values`. `scratch` has width * channels
/// floats.
void change_contrast(float* image, ImageSize size, int channels, float factor, const Augmentation::Range& values,
                     float* scratch);

/// x + delta, cut off at `values`.
void change_brightness(float* image, ImageSize size, int channels, float delta, const Augmentation::Range& values);

}  // namespace constnet::runtime
