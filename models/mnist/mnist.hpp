// The convolutional network of the Keras tutorials for handwritten digits.
#pragma once

#include <constnet/dsl.hpp>

namespace models {

using namespace constnet;

using Mnist = Sequential<                                              // after each layer:
    Input{28, 28, 1},                                                  // 28, 28, 1
    Conv2D{.filters = 32, .kernel_size = {3, 3}, .activation = relu},  // 26, 26, 32
    MaxPooling2D{.pool_size = 2},                                      // 13, 13, 32
    Conv2D{.filters = 64, .kernel_size = 3, .activation = relu},       // 11, 11, 64
    MaxPooling2D{},                                                    // 5, 5, 64
    Conv2D{.filters = 64, .kernel_size = 3, .activation = relu},       // 3, 3, 64
    Flatten{},                                                         // 576
    Dense{.units = 64, .activation = relu},                            // 64
    Dense{.units = 10, .activation = softmax}>;                        // 10

static_assert(Mnist::output_shape_of<4> == Shape{5, 5, 64});
static_assert(Mnist::output_shape_of<6> == Shape{576});
static_assert(Mnist::parameter_count == 93'322);

}  // namespace models
