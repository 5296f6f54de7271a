// AveragePooling2D: the mean of each window, channel by channel.
#pragma once

#include <constnet/dsl/pooling.hpp>

namespace constnet {

/// The mean of the values under a window of `pool_size` that moves by `strides`, or, where they are left out, by
/// `pool_size`. Under same, padding does not count: the sum is divided by the number of values that lie in the image.
/// Input (height, width, channels), output (rows, columns, channels). Source:
/// keras/src/layers/pooling/average_pooling2d.py. Example: `AveragePooling2D{.pool_size = {25, 5}}`.
struct AveragePooling2D {
  Size2 pool_size = 2;  ///< as in Keras 2; Keras 3 has no default
  OptionalSize2 strides = {};
  Padding padding = valid;

  static constexpr const char* class_name = "AveragePooling2D";
  static constexpr const char* snake_name = "average_pooling2d";
};

}  // namespace constnet
