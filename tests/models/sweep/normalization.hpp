// Normalization: folded into convolutions with what follows; steps of its own; without gamma or beta; not trained.
#pragma once

#include "words.hpp"

namespace models {

using namespace constnet;

using SweepNormalizationFolded =
    Sequential<Input{8, 7, 2}, Conv2D{.filters = 19, .kernel_size = 3, .use_bias = false}, BatchNormalization{},
               Activation{relu}, MaxPooling2D{}, Flatten{}, Dense{.units = 3, .activation = softmax}>;
using SweepNormalizationSteps = Sequential<
    Input{5, 6, 3}, BatchNormalization{.scale = false},
    Conv2D{.filters = 5, .kernel_size = 3, .padding = same, .activation = relu}, BatchNormalization{.epsilon = 0.01},
    Conv2D{.filters = 17, .kernel_size = 3, .padding = same, .use_bias = false}, MaxPooling2D{},
    BatchNormalization{.center = false}, ReLU{.max_value = 6}, Flatten{}, Dense{.units = 3, .activation = softmax}>;
using SweepNormalizationDepthwise =
    Sequential<Input{6, 5, 3}, DepthwiseConv2D{.kernel_size = 3, .depth_multiplier = 2, .use_bias = false},
               BatchNormalization{}, ReLU{}, SeparableConv2D{.filters = 9, .kernel_size = 2, .use_bias = false},
               BatchNormalization{}, Activation{silu}, Flatten{}, Dense{.units = 2}>;
using SweepNormalizationDense =
    Sequential<Input{3, 4, 2}, Flatten{}, Dense{.units = 21, .use_bias = false}, BatchNormalization{}, Activation{relu},
               Dropout{0.25}, Dense{.units = 3, .use_bias = false}, BatchNormalization{.center = false, .scale = false},
               Activation{softmax}>;
using SweepNormalizationFrozen =
    Sequential<Input{6, 6, 2}, Conv2D{.filters = 6, .kernel_size = 3, .trainable = false},
               BatchNormalization{.trainable = false}, Activation{relu}, Conv2D{.filters = 5, .kernel_size = 3},
               BatchNormalization{.trainable = false}, Flatten{}, Dense{.units = 3}>;
using SweepNormalizationBranch = Sequential<
    Input{5, 4, 2}, Conv2D{.filters = 4, .kernel_size = 1, .activation = relu},
    Residual<Conv2D{.filters = 4, .kernel_size = 3, .padding = same, .use_bias = false}, BatchNormalization{},
             Activation{relu}, Conv2D{.filters = 4, .kernel_size = 3, .padding = same, .use_bias = false},
             BatchNormalization{}>{},
    Activation{relu}, Flatten{}, Dense{.units = 3, .activation = softmax}>;
using SweepNormalizationWinograd =
    Sequential<Input{8, 8, 16}, Conv2D{.filters = 16, .kernel_size = 3, .use_bias = false}, BatchNormalization{},
               Activation{relu}, MaxPooling2D{}, Conv2D{.filters = 16, .kernel_size = 3, .use_bias = false},
               BatchNormalization{}, Flatten{}, Dense{.units = 2}>;
using SweepNormalizationPooled =
    Sequential<Input{7, 9, 2}, Conv2D{.filters = 19, .kernel_size = 3, .padding = same, .use_bias = false},
               BatchNormalization{}, MaxPooling2D{.pool_size = {2, 3}}, Activation{silu},
               Conv2D{.filters = 6, .kernel_size = 2, .use_bias = false}, BatchNormalization{.scale = false},
               Activation{sigmoid}, Conv2D{.filters = 4, .kernel_size = 1, .use_bias = false},
               BatchNormalization{.center = false}, ReLU{}, MaxPooling2D{}, Flatten{}, Dense{.units = 3}>;
// Maps so large that few images pass together, and a gradient that waits beside them for another part.
using SweepNormalizationGroups = Sequential<
    Input{36, 35, 2}, Conv2D{.filters = 8, .kernel_size = 1, .activation = silu},
    Residual<Conv2D{.filters = 8, .kernel_size = 1, .use_bias = false}, BatchNormalization{}, Activation{silu},
             Dropout{0.2}, DepthwiseConv2D{.kernel_size = 1, .use_bias = false}, BatchNormalization{}>{},
    AveragePooling2D{.pool_size = 5}, Flatten{}, Dense{.units = 3, .activation = softmax}>;

}  // namespace models
