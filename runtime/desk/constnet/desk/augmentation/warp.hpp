// Images through an affine map: what rotation, translation and zoom do.
#pragma once

#include <cstddef>

#include "constnet/desk/augmentation/draw.hpp"

namespace constnet::runtime {

/// What lies between pixels and outside of the image.
struct Filling {
  Interpolation interpolation = Interpolation::bilinear;
  FillMode fill_mode = FillMode::reflect;
  float fill_value = 0;
};

/// Floats that `out` needs: whole vectors of pixels are written.
constexpr std::size_t warped_floats(ImageSize size, int channels) {
  const std::size_t pixels = static_cast<std::size_t>(size.height) * static_cast<std::size_t>(size.width);
  return (pixels + 15) / 16 * 16 * static_cast<std::size_t>(channels);
}

/// Writes to `out` the image (height, width, channels), each pixel from where `affine` says. Neither overlaps the
/// other. Of constant filling each of four pixels is the image's or the fill_value by itself. Nearest pixels: halves
/// are rounded away from zero. Source: keras/src/backend/jax/image.py (affine_transform) and what it calls there.
void warp(const float* image, ImageSize size, int channels, const Affine& affine, const Filling& filling, float* out);

}  // namespace constnet::runtime
