// GlobalMaxPooling2D: the largest value of each channel.
#pragma once

#include <constnet/dsl/pooling.hpp>

namespace constnet {

/// The largest value of each channel of the image. Input (height, width, channels), output (channels), or
/// (1, 1, channels) with `keepdims`. Source: keras/src/layers/pooling/global_max_pooling2d.py.
struct GlobalMaxPooling2D {
  bool keepdims = false;

  static constexpr const char* class_name = "GlobalMaxPooling2D";
  static constexpr const char* snake_name = "global_max_pooling2d";
};

}  // namespace constnet
