// A network with everything that training draws and normalizes.
#pragma once

#include <constnet/dsl.hpp>

namespace models {
using namespace constnet;

using Normalized =
    Sequential<Input{1, 30, 1}, Conv2D{.filters = 7, .kernel_size = {1, 3}, .use_bias = false}, BatchNormalization{},
               Activation{relu}, MaxPooling2D{.pool_size = {1, 2}}, SpatialDropout2D{0.2}, Flatten{},
               Dense{.units = 12, .use_bias = false}, BatchNormalization{.momentum = 0.9}, Activation{relu},
               Dropout{0.5}, Dense{.units = 5, .activation = softmax}>;

}  // namespace models
