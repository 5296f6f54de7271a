// A network for handwritten digits with augmentation: no image comes twice.
#pragma once

#include <constnet/dsl.hpp>

namespace models {

using namespace constnet;

using MnistAugmented = Sequential<  // after each layer:
    Input{28, 28, 1},               // 28, 28, 1
    RandomRotation{.factor = 0.03, .fill_mode = constant},
    RandomTranslation{.height_factor = 0.08, .width_factor = 0.08, .fill_mode = constant},
    RandomZoom{.height_factor = 0.1, .width_factor = 0.1, .fill_mode = constant},
    Conv2D{.filters = 32, .kernel_size = 3, .activation = relu},  // 26, 26, 32
    MaxPooling2D{.pool_size = 2},                                 // 13, 13, 32
    Conv2D{.filters = 64, .kernel_size = 3, .activation = relu},  // 11, 11, 64
    Conv2D{.filters = 64, .kernel_size = 3, .activation = relu},  // 9, 9, 64
    MaxPooling2D{},                                               // 4, 4, 64
    Flatten{},                                                    // 1024
    Dense{.units = 128, .activation = relu},                      // 128
    Dense{.units = 10, .activation = softmax}>;                   // 10

static_assert(MnistAugmented::parameter_count == 188'234);

}  // namespace models
