// RandomZoom: brings an image nearer, or takes it away.
#pragma once

#include <constnet/dsl/augmentation.hpp>

namespace constnet {

/// In training zooms each image about its middle. What is drawn from the factors is how much more of it is seen: 0.2
/// shows it smaller, by 1 / 1.2, and -0.2 larger. Without `width_factor` the width goes with the height:
/// `RandomZoom{.height_factor = 0.1}`. Source:
/// keras/src/layers/preprocessing/image_preprocessing/random_zoom.py.
struct RandomZoom {
  Factor height_factor = {};
  Factor width_factor = {};
  FillMode fill_mode = reflect;
  Interpolation interpolation = bilinear;
  Number fill_value = 0;

  static constexpr bool width_follows_height = true;
  static constexpr bool is_augmentation = true;
  static constexpr const char* class_name = "RandomZoom";
  static constexpr const char* snake_name = "random_zoom";
};

constexpr auto mistakes_of(const RandomZoom&) {
  return AugmentationMistakes{} + MistakeList<mistake::SideFactorOutOfRange>{};
}

}  // namespace constnet
