// What all layers that pool have in common: windows that move over the image, or the whole image as one window.
#pragma once

#include <concepts>
#include <constnet/dsl/mistakes.hpp>
#include <constnet/dsl/padding.hpp>
#include <constnet/dsl/shape.hpp>
#include <constnet/dsl/size2.hpp>
#include <constnet/dsl/window.hpp>
#include <cstdint>

namespace constnet {

/// MaxPooling2D, AveragePooling2D: a window of `pool_size` that moves by `strides`, or, where they are left out, by
/// `pool_size`. Input (height, width, channels), output (rows, columns, channels). No parameters. Source:
/// keras/src/layers/pooling/base_pooling.py.
template <typename L>
concept Pooling = requires(const L& layer) {
  { layer.pool_size } -> std::same_as<const Size2&>;
  { layer.strides } -> std::same_as<const OptionalSize2&>;
  { layer.padding } -> std::same_as<const Padding&>;
};

/// GlobalMaxPooling2D, GlobalAveragePooling2D: the window is the whole image. Input (height, width, channels), output
/// (channels), or (1, 1, channels) with `keepdims`. No parameters. Source:
/// keras/src/layers/pooling/base_global_pooling.py.
template <typename L>
concept GlobalPooling = requires(const L& layer) {
  { layer.keepdims } -> std::same_as<const bool&>;
};

/// By how much the window moves: `strides`, or `pool_size` where they are left out.
template <Pooling L>
constexpr Size2 step(const L& layer) {
  return layer.strides.is_given ? layer.strides : layer.pool_size;
}

template <Pooling L>
constexpr Shape output_shape(const L& layer, Shape in) {
  return {output_length(in.height, layer.pool_size.height, step(layer).height, layer.padding),
          output_length(in.width, layer.pool_size.width, step(layer).width, layer.padding), in.channels};
}

template <GlobalPooling L>
constexpr Shape output_shape(const L& layer, Shape in) {
  return layer.keepdims ? Shape{1, 1, in.channels} : Shape{in.channels};
}

template <typename L>
  requires Pooling<L> || GlobalPooling<L>
constexpr std::int64_t parameter_count(const L&, Shape) {
  return 0;
}

namespace mistake {

struct PoolingWithoutSize {
  template <Pooling L>
  static constexpr bool found(const L& layer, const Place&) {
    return !is_positive(layer.pool_size);
  }
  template <typename Layer, typename Receives>
  struct at {
    static_assert(accepted<Layer>,
                  "Pooling needs a pool_size of 1 or more: leave it out for 2, or say .pool_size = 3 or {2, 1}");
  };
};

struct PoolingWithoutStrides {
  template <Pooling L>
  static constexpr bool found(const L& layer, const Place&) {
    return !is_positive(step(layer));
  }
  template <typename Layer, typename Receives>
  struct at {
    static_assert(accepted<Layer>,
                  "Pooling needs strides of 1 or more: leave them out for pool_size, or say .strides = 2");
  };
};

struct PoolingLargerThanInput {
  template <Pooling L>
  static constexpr bool found(const L& layer, const Place& place) {
    return layer.padding == Padding::valid &&
           (layer.pool_size.height > place.input.height || layer.pool_size.width > place.input.width);
  }
  template <typename Layer, typename Receives>
  struct at {
    static_assert(accepted<Layer>,
                  "The pooling window is larger than the image it receives: "
                  "make pool_size smaller, say .padding = same, or remove this layer");
  };
};

}  // namespace mistake

template <Pooling L>
constexpr auto mistakes_of(const L&) {
  return MistakeList<mistake::ImageNeeded, mistake::PoolingWithoutSize, mistake::PoolingWithoutStrides,
                     mistake::PoolingLargerThanInput>{};
}

template <GlobalPooling L>
constexpr auto mistakes_of(const L&) {
  return MistakeList<mistake::ImageNeeded>{};
}

}  // namespace constnet
