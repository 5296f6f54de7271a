// RandomContrast: pulls the values of an image apart.
#pragma once

#include <constnet/dsl/augmentation.hpp>

namespace constnet {

/// In training makes of each value x of a channel (x - mean) * c + mean, with the channel's mean over the image and one
/// c for the whole image, drawn between 1 - lower and 1 + upper; what leaves `value_range` is cut off. As Keras does it
/// (not as it says), one number f stands for {0, f}: `RandomContrast{.factor = 0.3}` only adds contrast, and
/// `{0.3, 0.3}` goes both ways. Keras' value_range is {0, 255}: images here are floats from 0 to 1. Source:
/// keras/src/layers/preprocessing/image_preprocessing/random_contrast.py.
struct RandomContrast {
  Factor factor = {};
  ValueRange value_range = {};

  static constexpr double smallest_factor = 0;
  static constexpr bool is_augmentation = true;
  static constexpr const char* class_name = "RandomContrast";
  static constexpr const char* snake_name = "random_contrast";
};

constexpr auto mistakes_of(const RandomContrast&) {
  return AugmentationMistakes{} + MistakeList<mistake::FactorOutOfRange, mistake::ValueRangeIsEmpty>{};
}

}  // namespace constnet
