// MaxPooling2D: the largest value in each window, channel by channel.
#pragma once

#include <constnet/dsl/mistakes.hpp>
#include <constnet/dsl/padding.hpp>
#include <constnet/dsl/shape.hpp>
#include <constnet/dsl/size2.hpp>
#include <constnet/dsl/window.hpp>
#include <cstdint>

namespace constnet {

/// The largest value under a window of `pool_size` that moves by `strides`, or, where they are left out, by
/// `pool_size`. Padding never wins. Input (height, width, channels), output (rows, columns, channels). Source:
/// keras/src/layers/pooling/base_pooling.py. Example: `MaxPooling2D{}` halves height and width.
struct MaxPooling2D {
  Size2 pool_size = 2;
  OptionalSize2 strides = {};
  Padding padding = valid;

  static constexpr const char* class_name = "MaxPooling2D";
  static constexpr const char* snake_name = "max_pooling2d";
};

/// By how much the window moves: `strides`, or `pool_size` where they are left out.
constexpr Size2 step(const MaxPooling2D& layer) { return layer.strides.is_given ? layer.strides : layer.pool_size; }

constexpr Shape output_shape(const MaxPooling2D& layer, Shape in) {
  return {output_length(in.height, layer.pool_size.height, step(layer).height, layer.padding),
          output_length(in.width, layer.pool_size.width, step(layer).width, layer.padding), in.channels};
}

constexpr std::int64_t parameter_count(const MaxPooling2D&, Shape) { return 0; }

namespace mistake {

struct MaxPooling2DWithoutSize {
  static constexpr bool found(const MaxPooling2D& layer, const Place&) { return !is_positive(layer.pool_size); }
  template <typename Layer, typename Receives>
  struct at {
    static_assert(accepted<Layer>,
                  "MaxPooling2D's pool_size must be 1 or more: leave it out for 2, or say .pool_size = 3 or {2, 1}");
  };
};

struct MaxPooling2DWithoutStrides {
  static constexpr bool found(const MaxPooling2D& layer, const Place&) { return !is_positive(step(layer)); }
  template <typename Layer, typename Receives>
  struct at {
    static_assert(accepted<Layer>,
                  "MaxPooling2D's strides must be 1 or more: leave them out for pool_size, or say .strides = 2");
  };
};

struct MaxPooling2DLargerThanInput {
  static constexpr bool found(const MaxPooling2D& layer, const Place& place) {
    return layer.padding == Padding::valid &&
           (layer.pool_size.height > place.input.height || layer.pool_size.width > place.input.width);
  }
  template <typename Layer, typename Receives>
  struct at {
    static_assert(accepted<Layer>,
                  "MaxPooling2D's window is larger than the image it receives: "
                  "make pool_size smaller, say .padding = same, or remove this layer");
  };
};

}  // namespace mistake

constexpr auto mistakes_of(const MaxPooling2D&) {
  return MistakeList<mistake::ImageNeeded, mistake::MaxPooling2DWithoutSize, mistake::MaxPooling2DWithoutStrides,
                     mistake::MaxPooling2DLargerThanInput>{};
}

}  // namespace constnet
