// The mnist network, and what it is cut off behind each of its layers: to see what each of them puts out.
#pragma once

#include "../../models/mnist/mnist.hpp"

namespace models {

using UpToConv2d1 =
    Sequential<Input{28, 28, 1}, Conv2D{.filters = 32, .kernel_size = 3, .activation = relu}, MaxPooling2D{}>;
using UpToConv2d2 =
    Sequential<Input{28, 28, 1}, Conv2D{.filters = 32, .kernel_size = 3, .activation = relu}, MaxPooling2D{},
               Conv2D{.filters = 64, .kernel_size = 3, .activation = relu}, MaxPooling2D{}>;
using UpToConv2d3 = Sequential<Input{28, 28, 1}, Conv2D{.filters = 32, .kernel_size = 3, .activation = relu},
                               MaxPooling2D{}, Conv2D{.filters = 64, .kernel_size = 3, .activation = relu},
                               MaxPooling2D{}, Conv2D{.filters = 64, .kernel_size = 3, .activation = relu}>;
using UpToDense1 = Sequential<Input{28, 28, 1}, Conv2D{.filters = 32, .kernel_size = 3, .activation = relu},
                              MaxPooling2D{}, Conv2D{.filters = 64, .kernel_size = 3, .activation = relu},
                              MaxPooling2D{}, Conv2D{.filters = 64, .kernel_size = 3, .activation = relu}, Flatten{},
                              Dense{.units = 64, .activation = relu}>;

}  // namespace models
