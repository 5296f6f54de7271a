// How a feature map lies in memory.
#pragma once

#include <constnet/dsl.hpp>

namespace constnet::codegen {

/// Rows and columns of zeros around a map, in pixels: the padding of the convolution that reads it.
struct Border {
  int top = 0;
  int left = 0;
  int bottom = 0;
  int right = 0;

  constexpr bool empty() const { return top == 0 && left == 0 && bottom == 0 && right == 0; }
};

/// A map of `shape` in (row, column, channel) order inside a zero border. Each pixel has `pixel_stride` floats, the
/// channels first and then zeros, so that vectors along the channels never straddle two pixels.
struct MapLayout {
  Shape shape;
  int pixel_stride = 0;
  Border border;

  constexpr int row_stride() const { return (shape.width + border.left + border.right) * pixel_stride; }
  constexpr int rows() const { return shape.height + border.top + border.bottom; }
  constexpr int size() const { return rows() * row_stride(); }
  /// Distance of pixel (row, column) from the start of the block; the border has negative coordinates.
  constexpr int offset(int row, int column) const {
    return (row + border.top) * row_stride() + (column + border.left) * pixel_stride;
  }
  /// Whether the values follow each other without gaps, as in a user's image.
  constexpr bool dense() const { return pixel_stride == shape.channels && border.empty(); }
};

}  // namespace constnet::codegen
