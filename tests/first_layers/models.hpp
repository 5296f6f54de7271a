// A small network, the part of it that ends behind a convolution, and a convolution for filters made by hand.
#pragma once

#include <constnet/dsl.hpp>

namespace models {

using namespace constnet;

using Whole = Sequential<Input{6, 5, 1}, Conv2D{.filters = 3, .kernel_size = 3, .activation = relu}, MaxPooling2D{},
                         Flatten{}, Dense{.units = 2, .activation = softmax}>;
using Features = FirstLayers<Whole, 2>;
using Filter = Sequential<Input{6, 5, 1}, Conv2D{.filters = 1, .kernel_size = 3, .use_bias = false}>;

}  // namespace models
