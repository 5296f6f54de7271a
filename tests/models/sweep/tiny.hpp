// The four networks of MLPerf Tiny in models/, narrower and on smaller inputs.
#pragma once

#include "words.hpp"

namespace models {

using namespace constnet;

constexpr Conv2D tiny_conv(int filters, Size2 kernel_size, Size2 strides, Activation activation) {
  return conv(filters, kernel_size, strides, same, activation);
}

constexpr DepthwiseConv2D tiny_depthwise(int strides) {
  return {.kernel_size = 3, .strides = strides, .padding = same, .activation = relu};
}

using SweepTinyKeywords = Sequential<Input{17, 10, 1}, tiny_conv(20, {10, 4}, 2, relu), tiny_depthwise(1),
                                     tiny_conv(20, 1, 1, relu), tiny_depthwise(1), tiny_conv(20, 1, 1, relu),
                                     GlobalAveragePooling2D{}, Dense{.units = 12, .activation = softmax}>;

using SweepTinyPictures = Sequential<
    Input{10, 10, 3}, tiny_conv(6, 3, 1, relu), Residual<tiny_conv(6, 3, 1, relu), tiny_conv(6, 3, 1, linear)>{},
    Activation{relu},
    Residual<Branch<tiny_conv(12, 3, 2, relu), tiny_conv(12, 3, 1, linear)>{}, Branch<tiny_conv(12, 1, 2, linear)>{}>{},
    Activation{relu}, GlobalAveragePooling2D{}, Dense{.units = 10, .activation = softmax}>;

using SweepTinyPersons = Sequential<Input{11, 12, 3}, tiny_conv(8, 3, 2, relu), tiny_depthwise(1),
                                    tiny_conv(16, 1, 1, relu), tiny_depthwise(2), tiny_conv(33, 1, 1, relu),
                                    GlobalAveragePooling2D{}, Dense{.units = 2, .activation = softmax}>;

using SweepTinySounds =
    Sequential<Input{40}, Dense{.units = 24, .activation = relu}, Dense{.units = 24, .activation = relu},
               Dense{.units = 8, .activation = relu}, Dense{.units = 24, .activation = relu}, Dense{.units = 40}>;

}  // namespace models
