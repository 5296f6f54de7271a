// RandomTranslation: moves an image.
#pragma once

#include <constnet/dsl/augmentation.hpp>

namespace constnet {

/// In training moves each image down and to the right by parts of its height and width drawn from the factors:
/// `RandomTranslation{.height_factor = 0.1, .width_factor = {0, 0.2}}`. Source:
/// keras/src/layers/preprocessing/image_preprocessing/random_translation.py.
struct RandomTranslation {
  Factor height_factor = {};
  Factor width_factor = {};
  FillMode fill_mode = reflect;
  Interpolation interpolation = bilinear;
  Number fill_value = 0;

  static constexpr bool width_follows_height = false;
  static constexpr bool is_augmentation = true;
  static constexpr const char* class_name = "RandomTranslation";
  static constexpr const char* snake_name = "random_translation";
};

constexpr auto mistakes_of(const RandomTranslation&) {
  return AugmentationMistakes{} + MistakeList<mistake::SideFactorOutOfRange>{};
}

}  // namespace constnet
