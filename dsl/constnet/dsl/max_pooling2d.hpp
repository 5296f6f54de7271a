// MaxPooling2D: the largest value in each window, channel by channel.
#pragma once

#include <constnet/dsl/pooling.hpp>

namespace constnet {

/// The largest value under a window of `pool_size` that moves by `strides`, or, where they are left out, by
/// `pool_size`. Padding never wins. Input (height, width, channels), output (rows, columns, channels). Source:
/// keras/src/layers/pooling/max_pooling2d.py. Example: `MaxPooling2D{}` halves height and width.
struct MaxPooling2D {
  Size2 pool_size = 2;
  OptionalSize2 strides = {};
  Padding padding = valid;

  static constexpr const char* class_name = "MaxPooling2D";
  static constexpr const char* snake_name = "max_pooling2d";
};

}  // namespace constnet
