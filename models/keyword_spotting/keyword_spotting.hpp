// The depthwise separable network of MLPerf Tiny for spoken keywords.
#pragma once

#include <constnet/dsl.hpp>

namespace models {

using namespace constnet;

constexpr Conv2D keyword_first(Activation activation) {
  return {.filters = 64, .kernel_size = {10, 4}, .strides = 2, .padding = same, .activation = activation};
}

constexpr DepthwiseConv2D keyword_filter(Activation activation) {
  return {.kernel_size = 3, .padding = same, .activation = activation};
}

constexpr Conv2D keyword_mix(Activation activation) {
  return {.filters = 64, .kernel_size = 1, .activation = activation};
}

/// The network as it predicts, with normalization folded into the layers before it.
using KeywordSpotting = Sequential<              // after each line:
    Input{49, 10, 1},                            // 49, 10, 1: a second of sound, 10 cepstral coefficients every 20 ms
    keyword_first(relu),                         // 25, 5, 64
    keyword_filter(relu), keyword_mix(relu),     // 25, 5, 64
    keyword_filter(relu), keyword_mix(relu),     // 25, 5, 64
    keyword_filter(relu), keyword_mix(relu),     // 25, 5, 64
    keyword_filter(relu), keyword_mix(relu),     // 25, 5, 64
    GlobalAveragePooling2D{},                    // 64
    Dense{.units = 12, .activation = softmax}>;  // 12

static_assert(KeywordSpotting::output_shape_of<9> == Shape{25, 5, 64});
static_assert(KeywordSpotting::parameter_count == 22'604);

/// The network as it is trained, with a normalization before each relu; 1,152 of its parameters are moving statistics.
using KeywordSpottingTrainable =
    Sequential<Input{49, 10, 1}, keyword_first(linear), BatchNormalization{}, relu,                                  //
               keyword_filter(linear), BatchNormalization{}, relu, keyword_mix(linear), BatchNormalization{}, relu,  //
               keyword_filter(linear), BatchNormalization{}, relu, keyword_mix(linear), BatchNormalization{}, relu,  //
               keyword_filter(linear), BatchNormalization{}, relu, keyword_mix(linear), BatchNormalization{}, relu,  //
               keyword_filter(linear), BatchNormalization{}, relu, keyword_mix(linear), BatchNormalization{}, relu,  //
               GlobalAveragePooling2D{}, Dense{.units = 12, .activation = softmax}>;

static_assert(KeywordSpottingTrainable::parameter_count == 24'908);

}  // namespace models
