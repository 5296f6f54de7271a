// The one-convolution network of "Deep Learning from Scratch" for handwritten digits.
#pragma once

#include <constnet/dsl.hpp>

namespace models {

using namespace constnet;

/// The book draws its first weights from a normal distribution of this width; biases begin with 0.
inline constexpr Initializer narrow = RandomNormal{.stddev = 0.01};

using SimpleConvnet = Sequential<                                                               // after each layer:
    Input{28, 28, 1},                                                                           // 28, 28, 1
    Conv2D{.filters = 30, .kernel_size = 5, .activation = relu, .kernel_initializer = narrow},  // 24, 24, 30
    MaxPooling2D{.pool_size = 2},                                                               // 12, 12, 30
    Flatten{},                                                                                  // 4320
    Dense{.units = 100, .activation = relu, .kernel_initializer = narrow},                      // 100
    Dense{.units = 10, .activation = softmax, .kernel_initializer = narrow}>;                   // 10

static_assert(SimpleConvnet::output_shape_of<2> == Shape{12, 12, 30});
static_assert(SimpleConvnet::output_shape_of<3> == Shape{4'320});
static_assert(SimpleConvnet::parameter_count == 433'890);

}  // namespace models
