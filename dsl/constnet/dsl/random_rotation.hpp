// RandomRotation: turns an image about its middle.
#pragma once

#include <constnet/dsl/augmentation.hpp>

namespace constnet {

/// In training turns each image by an angle drawn from `factor`, in parts of a whole turn, counter-clockwise:
/// `RandomRotation{.factor = 0.05}` turns by up to 18 degrees either way. Source:
/// keras/src/layers/preprocessing/image_preprocessing/random_rotation.py.
struct RandomRotation {
  Factor factor = {};
  FillMode fill_mode = reflect;
  Interpolation interpolation = bilinear;
  Number fill_value = 0;

  static constexpr double smallest_factor = -1;
  static constexpr bool is_augmentation = true;
  static constexpr const char* class_name = "RandomRotation";
  static constexpr const char* snake_name = "random_rotation";
};

constexpr auto mistakes_of(const RandomRotation&) {
  return AugmentationMistakes{} + MistakeList<mistake::FactorOutOfRange>{};
}

}  // namespace constnet
