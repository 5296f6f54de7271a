// Handwritten digits with all that keeps a network from learning them by heart: augmentation, normalization, dropout.
#pragma once

#include <constnet/dsl.hpp>

namespace models {

using namespace constnet;

using MnistNormalized = Sequential<  // after each layer:
    Input{28, 28, 1},                // 28, 28, 1
    RandomRotation{.factor = 0.03, .fill_mode = constant},
    RandomTranslation{.height_factor = 0.08, .width_factor = 0.08, .fill_mode = constant},
    RandomZoom{.height_factor = 0.1, .width_factor = 0.1, .fill_mode = constant},
    Conv2D{.filters = 32, .kernel_size = 3, .use_bias = false},                                          // 26, 26, 32
    BatchNormalization{}, Activation{relu}, MaxPooling2D{},                                              // 13, 13, 32
    Conv2D{.filters = 64, .kernel_size = 3, .use_bias = false},                                          // 11, 11, 64
    BatchNormalization{}, Activation{relu}, Conv2D{.filters = 64, .kernel_size = 3, .use_bias = false},  // 9, 9, 64
    BatchNormalization{}, Activation{relu}, MaxPooling2D{},                                              // 4, 4, 64
    Flatten{},                                                                                           // 1024
    Dropout{0.3}, Dense{.units = 128, .use_bias = false}, BatchNormalization{}, Activation{relu},        // 128
    Dropout{0.4}, Dense{.units = 10, .activation = softmax}>;                                            // 10

static_assert(MnistNormalized::output_shape == Shape{10});
static_assert(MnistNormalized::parameter_count == 189'098);

}  // namespace models
