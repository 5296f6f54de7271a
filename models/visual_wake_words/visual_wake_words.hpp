// The network of MLPerf Tiny that sees whether a picture shows a person: MobileNetV1 with a quarter of its channels.
#pragma once

#include <constnet/dsl.hpp>

namespace models {

using namespace constnet;

constexpr Conv2D mobile_first(Activation activation) {
  return {.filters = 8, .kernel_size = 3, .strides = 2, .padding = same, .activation = activation};
}

constexpr DepthwiseConv2D mobile_filter(int strides, Activation activation = relu) {
  return {.kernel_size = 3, .strides = strides, .padding = same, .activation = activation};
}

constexpr Conv2D mobile_mix(int filters, Activation activation = relu) {
  return {.filters = filters, .kernel_size = 1, .activation = activation};
}

/// The network as it predicts, with normalization folded into the layers before it.
using VisualWakeWords = Sequential<             // after each line:
    Input{96, 96, 3},                           // 96, 96, 3
    mobile_first(relu),                         // 48, 48, 8
    mobile_filter(1), mobile_mix(16),           // 48, 48, 16
    mobile_filter(2), mobile_mix(32),           // 24, 24, 32
    mobile_filter(1), mobile_mix(32),           // 24, 24, 32
    mobile_filter(2), mobile_mix(64),           // 12, 12, 64
    mobile_filter(1), mobile_mix(64),           // 12, 12, 64
    mobile_filter(2), mobile_mix(128),          // 6, 6, 128
    mobile_filter(1), mobile_mix(128),          // 6, 6, 128
    mobile_filter(1), mobile_mix(128),          // 6, 6, 128
    mobile_filter(1), mobile_mix(128),          // 6, 6, 128
    mobile_filter(1), mobile_mix(128),          // 6, 6, 128
    mobile_filter(1), mobile_mix(128),          // 6, 6, 128
    mobile_filter(2), mobile_mix(256),          // 3, 3, 256
    mobile_filter(1), mobile_mix(256),          // 3, 3, 256
    GlobalAveragePooling2D{},                   // 256
    Dense{.units = 2, .activation = softmax}>;  // 2

static_assert(VisualWakeWords::output_shape_of<27> == Shape{3, 3, 256});
static_assert(VisualWakeWords::parameter_count == 210'850);

/// The network as it is trained, with a normalization before each relu; 5,472 of its parameters are moving statistics.
using VisualWakeWordsTrainable = Sequential<
    Input{96, 96, 3}, mobile_first(linear), BatchNormalization{}, relu,                                         //
    mobile_filter(1, linear), BatchNormalization{}, relu, mobile_mix(16, linear), BatchNormalization{}, relu,   //
    mobile_filter(2, linear), BatchNormalization{}, relu, mobile_mix(32, linear), BatchNormalization{}, relu,   //
    mobile_filter(1, linear), BatchNormalization{}, relu, mobile_mix(32, linear), BatchNormalization{}, relu,   //
    mobile_filter(2, linear), BatchNormalization{}, relu, mobile_mix(64, linear), BatchNormalization{}, relu,   //
    mobile_filter(1, linear), BatchNormalization{}, relu, mobile_mix(64, linear), BatchNormalization{}, relu,   //
    mobile_filter(2, linear), BatchNormalization{}, relu, mobile_mix(128, linear), BatchNormalization{}, relu,  //
    mobile_filter(1, linear), BatchNormalization{}, relu, mobile_mix(128, linear), BatchNormalization{}, relu,  //
    mobile_filter(1, linear), BatchNormalization{}, relu, mobile_mix(128, linear), BatchNormalization{}, relu,  //
    mobile_filter(1, linear), BatchNormalization{}, relu, mobile_mix(128, linear), BatchNormalization{}, relu,  //
    mobile_filter(1, linear), BatchNormalization{}, relu, mobile_mix(128, linear), BatchNormalization{}, relu,  //
    mobile_filter(1, linear), BatchNormalization{}, relu, mobile_mix(128, linear), BatchNormalization{}, relu,  //
    mobile_filter(2, linear), BatchNormalization{}, relu, mobile_mix(256, linear), BatchNormalization{}, relu,  //
    mobile_filter(1, linear), BatchNormalization{}, relu, mobile_mix(256, linear), BatchNormalization{}, relu,  //
    GlobalAveragePooling2D{}, Dense{.units = 2, .activation = softmax}>;

static_assert(VisualWakeWordsTrainable::parameter_count == 221'794);

}  // namespace models
