// Cropping2D: an image without some rows and columns at its sides.
#pragma once

#include <constnet/dsl/mistakes.hpp>
#include <constnet/dsl/shape.hpp>
#include <constnet/dsl/sides.hpp>
#include <cstdint>

namespace constnet {

/// output(y, x, d) = input(y + top, x + left, d). `cropping` is one number for all sides, {rows, columns}, or {{top,
/// bottom}, {left, right}}. Input (height, width, channels), output (height - top - bottom, width - left - right,
/// channels). Source: keras/src/layers/reshaping/cropping2d.py. Example: `Cropping2D{.cropping = 2}`.
struct Cropping2D {
  Sides cropping = 0;

  static constexpr const char* class_name = "Cropping2D";
  static constexpr const char* snake_name = "cropping2d";
};

constexpr Shape output_shape(const Cropping2D& layer, Shape in) { return without_sides(in, layer.cropping); }

constexpr std::int64_t parameter_count(const Cropping2D&, Shape) { return 0; }

namespace mistake {

struct NegativeCropping2D {
  static constexpr bool found(const Cropping2D& layer, const Place&) { return !is_not_negative(layer.cropping); }
  template <typename Layer, typename Receives>
  struct at {
    static_assert(accepted<Layer>,
                  "Cropping2D's cropping must be 0 or more at each side: say it, as in .cropping = 2 or {{0, 1}, {0, "
                  "1}}; ZeroPadding2D puts zeros around an image");
  };
};

struct Cropping2DLeavesNothing {
  static constexpr bool found(const Cropping2D& layer, const Place& place) {
    const Shape left = output_shape(layer, place.input);
    return left.height < 1 || left.width < 1;
  }
  template <typename Layer, typename Receives>
  struct at {
    static_assert(accepted<Layer>,
                  "Cropping2D takes all rows or columns of the image that it receives: make cropping smaller");
  };
};

}  // namespace mistake

constexpr auto mistakes_of(const Cropping2D&) {
  return MistakeList<mistake::ImageNeeded, mistake::NegativeCropping2D, mistake::Cropping2DLeavesNothing>{};
}

}  // namespace constnet
