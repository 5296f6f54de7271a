// RandomFlip: mirrors an image, or not.
#pragma once

#include <constnet/dsl/augmentation.hpp>

namespace constnet {

/// Which way an image is flipped: left and right change places, top and bottom, or both.
enum class FlipMode { horizontal_and_vertical, horizontal, vertical };

inline constexpr FlipMode horizontal_and_vertical = FlipMode::horizontal_and_vertical;
inline constexpr FlipMode horizontal = FlipMode::horizontal;
inline constexpr FlipMode vertical = FlipMode::vertical;

/// In training flips every second image, by chance: `RandomFlip{horizontal}`. As in Keras one draw decides for both
/// ways, so that horizontal_and_vertical turns an image by 180 degrees or leaves it. Source:
/// keras/src/layers/preprocessing/image_preprocessing/random_flip.py.
struct RandomFlip {
  FlipMode mode = horizontal_and_vertical;

  static constexpr bool is_augmentation = true;
  static constexpr const char* class_name = "RandomFlip";
  static constexpr const char* snake_name = "random_flip";
};

constexpr auto mistakes_of(const RandomFlip&) { return AugmentationMistakes{}; }

}  // namespace constnet
