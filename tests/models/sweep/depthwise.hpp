// Depthwise convolutions, each behind a layer with parameters.
#pragma once

#include "words.hpp"

namespace models {

using namespace constnet;

using SweepDepthwisePlain = Sequential<Input{9, 21, 2}, pixelwise(5, linear),
                                       DepthwiseConv2D{.kernel_size = 3, .padding = same, .activation = relu},
                                       DepthwiseConv2D{.kernel_size = 2}, pixelwise(3, relu)>;
using SweepDepthwiseStrides =
    Sequential<Input{11, 9, 3}, pixelwise(33, relu),
               DepthwiseConv2D{.kernel_size = {3, 2}, .strides = 2, .padding = same},
               DepthwiseConv2D{.kernel_size = 3, .strides = {1, 2}, .activation = relu, .use_bias = false}, Flatten{},
               Dense{.units = 3, .activation = softmax}>;
using SweepDepthwiseDilation =
    Sequential<Input{9, 10, 1}, pixelwise(17, linear),
               DepthwiseConv2D{.kernel_size = 3, .padding = same, .dilation_rate = 2, .activation = silu},
               DepthwiseConv2D{.kernel_size = {2, 3}, .dilation_rate = {3, 1}, .activation = relu}, pool(2, 2, valid)>;
using SweepDepthwiseMultiplier =
    Sequential<Input{6, 7, 3}, DepthwiseConv2D{.kernel_size = 3, .depth_multiplier = 2, .activation = relu6},
               DepthwiseConv2D{.kernel_size = {2, 1}, .padding = same, .depth_multiplier = 3, .activation = relu},
               keeping(4, 3, linear)>;
using SweepDepthwiseFrozen = Sequential<Input{7, 6, 2}, keeping(16, 3, relu),
                                        DepthwiseConv2D{.kernel_size = 3, .activation = relu, .trainable = false},
                                        DepthwiseConv2D{.kernel_size = {1, 4}}, Flatten{}, Dense{.units = 2}>;
using SweepDepthwiseFirst =
    Sequential<Input{8, 8, 3}, DepthwiseConv2D{.kernel_size = 5, .padding = same, .activation = relu},
               pool(2, 2, valid), DepthwiseConv2D{.kernel_size = 4, .activation = softmax}>;

}  // namespace models
