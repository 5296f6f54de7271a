// Without biases, and parts that are not trained.
#pragma once

#include "words.hpp"

namespace models {

using namespace constnet;

using SweepFrozenBias =
    Sequential<Input{5, 5, 2}, Conv2D{.filters = 17, .kernel_size = 3, .activation = relu, .use_bias = false},
               pool(3, 3, valid), Flatten{}, Dense{.units = 4, .use_bias = false}>;
/// SweepDigits with its first layer frozen: the same tensors.
using SweepFrozenDigits =
    Sequential<Input{13, 13, 1}, frozen(conv(16, 3, 1, valid, relu)), pool(2, 2, valid), conv(32, 3, 1, valid, relu),
               Flatten{}, Dense{.units = 16, .activation = relu}, Dense{.units = 10, .activation = softmax}>;
using SweepFrozenPrefix =
    Sequential<Input{9, 9, 1}, frozen(keeping(4, 3, relu)), pool(2, 2, valid), frozen(keeping(8, 3, silu)), Flatten{},
               Dense{.units = 6, .activation = relu}, Dense{.units = 3, .activation = softmax}>;
using SweepFrozenMiddle =
    Sequential<Input{7, 7, 2}, keeping(4, 3, relu), frozen(keeping(5, 3, relu)), pool(2, 2, valid),
               keeping(3, 3, linear), Flatten{}, Dense{.units = 5, .trainable = false}>;

}  // namespace models
