// The network of MLPerf Tiny that sees whether a picture shows a person: MobileNetV1 with a quarter of its channels.
#pragma once

#include <constnet/dsl.hpp>

namespace models {

using namespace constnet;

constexpr DepthwiseConv2D mobile_filter(int strides) {
  return {.kernel_size = 3, .strides = strides, .padding = same, .activation = relu};
}

constexpr Conv2D mobile_mix(int filters) { return {.filters = filters, .kernel_size = 1, .activation = relu}; }

using VisualWakeWords = Sequential<                                                             // after each line:
    Input{96, 96, 3},                                                                           // 96, 96, 3
    Conv2D{.filters = 8, .kernel_size = 3, .strides = 2, .padding = same, .activation = relu},  // 48, 48, 8
    mobile_filter(1), mobile_mix(16),                                                           // 48, 48, 16
    mobile_filter(2), mobile_mix(32),                                                           // 24, 24, 32
    mobile_filter(1), mobile_mix(32),                                                           // 24, 24, 32
    mobile_filter(2), mobile_mix(64),                                                           // 12, 12, 64
    mobile_filter(1), mobile_mix(64),                                                           // 12, 12, 64
    mobile_filter(2), mobile_mix(128),                                                          // 6, 6, 128
    mobile_filter(1), mobile_mix(128),                                                          // 6, 6, 128
    mobile_filter(1), mobile_mix(128),                                                          // 6, 6, 128
    mobile_filter(1), mobile_mix(128),                                                          // 6, 6, 128
    mobile_filter(1), mobile_mix(128),                                                          // 6, 6, 128
    mobile_filter(1), mobile_mix(128),                                                          // 6, 6, 128
    mobile_filter(2), mobile_mix(256),                                                          // 3, 3, 256
    mobile_filter(1), mobile_mix(256),                                                          // 3, 3, 256
    GlobalAveragePooling2D{},                                                                   // 256
    Dense{.units = 2, .activation = softmax}>;                                                  // 2

static_assert(VisualWakeWords::output_shape_of<27> == Shape{3, 3, 256});
static_assert(VisualWakeWords::parameter_count == 210'850);

}  // namespace models
