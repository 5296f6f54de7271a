// The network of make_fixtures/initializers.py.
#pragma once

#include <constnet/dsl.hpp>

namespace models {
using namespace constnet;

using KerasInitializers =
    Sequential<Input{8, 7, 4},
               Conv2D{.filters = 8,
                      .kernel_size = {3, 2},
                      .padding = same,
                      .bias_initializer = RandomUniform{.minval = -1, .maxval = 3}},
               Conv2D{.filters = 8,
                      .kernel_size = 3,
                      .padding = same,
                      .kernel_initializer = he_normal,
                      .bias_initializer = Constant{0.25}},
               Conv2D{.filters = 12,
                      .kernel_size = {1, 3},
                      .padding = same,
                      .kernel_initializer = lecun_uniform,
                      .bias_initializer = TruncatedNormal{.mean = 0.5, .stddev = 0.01}},
               DepthwiseConv2D{.kernel_size = 3,
                               .padding = same,
                               .depth_multiplier = 2,
                               .depthwise_initializer = glorot_normal,
                               .bias_initializer = ones},
               DepthwiseConv2D{.kernel_size = 2,
                               .padding = same,
                               .depthwise_initializer = he_uniform,
                               .bias_initializer = RandomNormal{.mean = 0.5, .stddev = 0.01}},
               SeparableConv2D{.filters = 6,
                               .kernel_size = 3,
                               .padding = same,
                               .depth_multiplier = 2,
                               .depthwise_initializer = he_normal,
                               .pointwise_initializer = lecun_normal,
                               .bias_initializer = glorot_uniform},
               Conv2D{.filters = 20, .kernel_size = 2, .padding = same, .kernel_initializer = Orthogonal{.gain = 2}},
               Conv2D{.filters = 40, .kernel_size = 1, .kernel_initializer = Orthogonal{}}, GlobalAveragePooling2D{},
               Dense{.units = 30, .kernel_initializer = Orthogonal{.gain = 0.5}},
               Dense{.units = 25, .kernel_initializer = glorot_normal, .bias_initializer = he_normal},
               Dense{
                   .units = 20, .kernel_initializer = RandomNormal{.stddev = 0.01}, .bias_initializer = lecun_uniform},
               Dense{.units = 16, .kernel_initializer = TruncatedNormal{}, .bias_initializer = glorot_normal},
               Dense{.units = 12, .kernel_initializer = RandomUniform{}, .bias_initializer = RandomNormal{}},
               Dense{.units = 10, .kernel_initializer = lecun_normal, .bias_initializer = Constant{}}>;

}  // namespace models
