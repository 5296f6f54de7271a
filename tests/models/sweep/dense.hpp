// Rows of values, and a whole small network.
#pragma once

#include "words.hpp"

namespace models {

using namespace constnet;

using SweepDenseOne = Sequential<Input{1, 1, 1}, Flatten{}, Dense{.units = 1}>;
using SweepDenseWide = Sequential<Input{5, 7, 2}, Flatten{}, Dense{.units = 33, .activation = relu},
                                  Dense{.units = 17, .activation = relu}, Dense{.units = 2, .activation = softmax}>;
using SweepDenseLanes = Sequential<Input{3, 3, 15}, Flatten{}, Dense{.units = 64},
                                   Dense{.units = 31, .activation = relu}, Dense{.units = 70, .activation = relu}>;
using SweepDenseRow =
    Sequential<Input{37}, Dense{.units = 18, .activation = relu}, Dense{.units = 3}, Dense{.units = 37}>;
// Weights beyond the second-level cache, which as many images as fit the registers pass together.
using SweepDenseLarge = Sequential<Input{29, 31, 5}, pixelwise(7, relu), Flatten{},
                                   Dense{.units = 35, .activation = relu}, Dense{.units = 3, .activation = softmax}>;
using SweepDigits =
    Sequential<Input{13, 13, 1}, conv(16, 3, 1, valid, relu), pool(2, 2, valid), conv(32, 3, 1, valid, relu), Flatten{},
               Dense{.units = 16, .activation = relu}, Dense{.units = 10, .activation = softmax}>;

}  // namespace models
