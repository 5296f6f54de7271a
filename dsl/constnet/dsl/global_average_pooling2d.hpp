// GlobalAveragePooling2D: the mean of each channel.
#pragma once

#include <constnet/dsl/pooling.hpp>

namespace constnet {

/// The mean of each channel of the image. Input (height, width, channels), output (channels), or (1, 1, channels) with
/// `keepdims`. Source: keras/src/layers/pooling/global_average_pooling2d.py.
struct GlobalAveragePooling2D {
  bool keepdims = false;

  static constexpr const char* class_name = "GlobalAveragePooling2D";
  static constexpr const char* snake_name = "global_average_pooling2d";
};

}  // namespace constnet
