// The residual network of MLPerf Tiny for small colour pictures, ResNet-8.
#pragma once

#include <constnet/dsl.hpp>

namespace models {

using namespace constnet;

constexpr Conv2D residual_conv(int filters, int kernel_size, int strides, Activation activation) {
  return {.filters = filters,
          .kernel_size = kernel_size,
          .strides = strides,
          .padding = same,
          .activation = activation,
          .kernel_initializer = he_normal};
}

/// The network as it predicts, with normalization folded into the layers before it.
using ImageClassification = Sequential<                                                 // after each layer:
    Input{32, 32, 3},                                                                   // 32, 32, 3
    residual_conv(16, 3, 1, relu),                                                      // 32, 32, 16
    Residual<residual_conv(16, 3, 1, relu), residual_conv(16, 3, 1, linear)>{},         // 32, 32, 16
    Activation{relu},                                                                   //
    Residual<Branch<residual_conv(32, 3, 2, relu), residual_conv(32, 3, 1, linear)>{},  //
             Branch<residual_conv(32, 1, 2, linear)>{}>{},                              // 16, 16, 32
    Activation{relu},                                                                   //
    Residual<Branch<residual_conv(64, 3, 2, relu), residual_conv(64, 3, 1, linear)>{},  //
             Branch<residual_conv(64, 1, 2, linear)>{}>{},                              // 8, 8, 64
    Activation{relu},                                                                   //
    GlobalAveragePooling2D{},                                                           // 64
    Dense{.units = 10, .activation = softmax, .kernel_initializer = he_normal}>;        // 10

static_assert(ImageClassification::output_shape_of<7> == Shape{8, 8, 64});
static_assert(ImageClassification::parameter_count == 77'706);

/// The network as it is trained, with a normalization behind each convolution of 3x3; 480 of its parameters are moving
/// statistics.
using ImageClassificationTrainable =
    Sequential<Input{32, 32, 3}, residual_conv(16, 3, 1, linear), BatchNormalization{}, relu,  //
               Residual<residual_conv(16, 3, 1, linear), BatchNormalization{}, relu,           //
                        residual_conv(16, 3, 1, linear), BatchNormalization{}>{},              //
               relu,                                                                           //
               Residual<Branch<residual_conv(32, 3, 2, linear), BatchNormalization{}, relu,    //
                               residual_conv(32, 3, 1, linear), BatchNormalization{}>{},       //
                        Branch<residual_conv(32, 1, 2, linear)>{}>{},                          //
               relu,                                                                           //
               Residual<Branch<residual_conv(64, 3, 2, linear), BatchNormalization{}, relu,    //
                               residual_conv(64, 3, 1, linear), BatchNormalization{}>{},       //
                        Branch<residual_conv(64, 1, 2, linear)>{}>{},                          //
               relu, GlobalAveragePooling2D{},
               Dense{.units = 10, .activation = softmax, .kernel_initializer = he_normal}>;

static_assert(ImageClassificationTrainable::parameter_count == 78'666);

}  // namespace models
