// The network of make_fixtures/normalization.py.
#pragma once

#include <constnet/dsl.hpp>

namespace models {
using namespace constnet;

using KerasNormalization =
    Sequential<Input{5, 6, 2}, Conv2D{.filters = 3, .kernel_size = 2}, BatchNormalization{.momentum = 0.9},
               Activation{relu}, MaxPooling2D{}, BatchNormalization{.trainable = false}, Flatten{}, Dense{.units = 4},
               BatchNormalization{.momentum = 0.8, .epsilon = 0.01, .scale = false}, Dense{.units = 3},
               BatchNormalization{.center = false}>;

}  // namespace models
