// Where the windows of a pooling layer lie, and what the steps that pool have in common.
#pragma once

#include <optional>
#include <string>

#include "steps/step.hpp"

namespace constnet::codegen {

/// The windows of one layer that pools; a global one has a single window, the whole image.
struct PoolingWindow {
  std::string layer;  ///< "AveragePooling2D 2x2 strides 2x2", for titles
  Size2 size;
  Size2 strides;
  int padding_top = 0;
  int padding_left = 0;
  Shape input;
  Shape output;

  std::string title() const;
  /// Rows and columns that windows stand for, from the first row and column of the input; the last windows may reach
  /// past the input where there is padding.
  Size2 reach() const;
  /// The rows and columns of the input, from the top left, that some window reads.
  Size2 needed_input() const;
  /// Zeros that windows cover around the input.
  Border border() const;
};

template <Pooling L>
PoolingWindow pooling_window(const L& layer, Shape input) {
  const Size2 strides = constnet::step(layer);
  return {fmt::format("{} {} strides {}{}", L::class_name, text_of(layer.pool_size), text_of(strides),
                      layer.padding == Padding::same ? " same" : ""),
          layer.pool_size,
          strides,
          padding_before(input.height, layer.pool_size.height, strides.height, layer.padding),
          padding_before(input.width, layer.pool_size.width, strides.width, layer.padding),
          input,
          constnet::output_shape(layer, input)};
}

template <GlobalPooling L>
PoolingWindow pooling_window(const L& layer, Shape input) {
  const Size2 whole{input.height, input.width};
  return {L::class_name, whole, whole, 0, 0, input, constnet::output_shape(layer, input)};
}

}  // namespace constnet::codegen
