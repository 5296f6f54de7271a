// RandomBrightness: adds a number to all values of an image.
#pragma once

#include <constnet/dsl/augmentation.hpp>

namespace constnet {

/// In training adds to all values of an image one number, drawn from `factor` and multiplied by the width of
/// `value_range`; what leaves the range is cut off: `RandomBrightness{.factor = {-0.1, 0.2}}`. Keras' value_range is
/// {0, 255}: images here are floats from 0 to 1. Source:
/// keras/src/layers/preprocessing/image_preprocessing/random_brightness.py.
struct RandomBrightness {
  Factor factor = {};
  ValueRange value_range = {};

  static constexpr double smallest_factor = -1;
  static constexpr bool is_augmentation = true;
  static constexpr const char* class_name = "RandomBrightness";
  static constexpr const char* snake_name = "random_brightness";
};

constexpr auto mistakes_of(const RandomBrightness&) {
  return AugmentationMistakes{} + MistakeList<mistake::FactorOutOfRange, mistake::ValueRangeIsEmpty>{};
}

}  // namespace constnet
