// What is drawn for one image by one augmentation layer, and the matrix that it amounts to.
#pragma once

#include <cstdint>

#include "constnet/desk/base/random.hpp"
#include "constnet/firmware/augmentation.hpp"

namespace constnet::runtime {

/// Height and width of an image, in pixels.
struct ImageSize {
  int height = 0;
  int width = 0;
};

/// Where a pixel of the output is taken from: column a0 x + a1 y + a2 and row b0 x + b1 y + b2 of the input, for the
/// pixel in column x and row y; counted from the middle of the first pixel.
struct Affine {
  float a0 = 1, a1 = 0, a2 = 0;
  float b0 = 0, b1 = 1, b2 = 0;
};

/// Numbers that a layer takes for each image.
inline constexpr std::uint64_t draws_per_layer = 2;

/// What a layer drew: whether it flips; an angle in whole turns; how far down and to the right in parts of the sides;
/// zooms of height and width; a factor of contrast; what is added to brightness; the first row and column of a crop.
struct Drawn {
  bool flips = false;
  float factor = 0;
  float width_factor = 0;
};

/// Draws for one image: the numbers `first` and `first + 1` of `random`.
Drawn draw(const Augmentation& layer, const Random& random, std::uint64_t first);

/// The matrix of a rotation, translation or zoom. Source: random_rotation.py, random_translation.py, random_zoom.py,
/// and base_image_preprocessing_layer.py (_compute_affine_matrix) in
/// keras/src/layers/preprocessing/image_preprocessing.
Affine affine_of(const Augmentation& layer, const Drawn& drawn, ImageSize size);

}  // namespace constnet::runtime
