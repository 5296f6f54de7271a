// ZeroPadding2D: an image inside rows and columns of zeros.
#pragma once

#include <constnet/dsl/mistakes.hpp>
#include <constnet/dsl/shape.hpp>
#include <constnet/dsl/sides.hpp>
#include <cstdint>

namespace constnet {

/// output(y, x, d) = input(y - top, x - left, d), or 0 outside of the input. `padding` is one number for all sides,
/// {rows, columns}, or {{top, bottom}, {left, right}}. Input (height, width, channels), output (height + top + bottom,
/// width + left + right, channels). Source: keras/src/layers/reshaping/zero_padding2d.py.
/// Example: `ZeroPadding2D{.padding = {{0, 1}, {0, 1}}}`.
struct ZeroPadding2D {
  Sides padding = 1;

  static constexpr const char* class_name = "ZeroPadding2D";
  static constexpr const char* snake_name = "zero_padding2d";
};

constexpr Shape output_shape(const ZeroPadding2D& layer, Shape in) { return with_sides(in, layer.padding); }

constexpr std::int64_t parameter_count(const ZeroPadding2D&, Shape) { return 0; }

namespace mistake {

struct NegativeZeroPadding2D {
  static constexpr bool found(const ZeroPadding2D& layer, const Place&) { return !is_not_negative(layer.padding); }
  template <typename Layer, typename Receives>
  struct at {
    static_assert(accepted<Layer>,
                  "ZeroPadding2D's padding must be 0 or more at each side: say it, as in .padding = 1 or {{0, 1}, {0, "
                  "1}}; Cropping2D takes rows and columns away");
  };
};

}  // namespace mistake

constexpr auto mistakes_of(const ZeroPadding2D&) {
  return MistakeList<mistake::ImageNeeded, mistake::NegativeZeroPadding2D>{};
}

}  // namespace constnet
