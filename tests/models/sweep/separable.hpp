// Separable convolutions.
#pragma once

#include "words.hpp"

namespace models {

using namespace constnet;

using SweepSeparablePlain =
    Sequential<Input{9, 8, 3}, SeparableConv2D{.filters = 17, .kernel_size = 3, .padding = same, .activation = relu},
               SeparableConv2D{.filters = 5, .kernel_size = 2, .strides = 2, .use_bias = false}, Flatten{},
               Dense{.units = 3, .activation = softmax}>;
using SweepSeparableMultiplier =
    Sequential<Input{7, 8, 2}, keeping(3, 1, linear),
               SeparableConv2D{
                   .filters = 9, .kernel_size = {3, 2}, .dilation_rate = 2, .depth_multiplier = 2, .activation = silu},
               keeping(4, 3, relu)>;

}  // namespace models
