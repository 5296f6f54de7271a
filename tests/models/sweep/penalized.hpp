// Networks with penalties on outputs, as arguments and as layers.
#pragma once

#include <constnet/dsl.hpp>

namespace models {

using namespace constnet;

/// Pooling that would be part of the convolution, a layer that the padding of the next one leaves a border around.
using SweepPenalizedConvolutions =
    Sequential<Input{7, 8, 2},
               Conv2D{.filters = 5, .kernel_size = 3, .activation = relu, .activity_regularizer = L1L2{0.25, 0.125}},
               MaxPooling2D{},
               SeparableConv2D{.filters = 17, .kernel_size = 2, .padding = same, .activity_regularizer = L2{0.5}},
               DepthwiseConv2D{.kernel_size = 2, .padding = same, .activation = relu, .activity_regularizer = L1{0.5}},
               Conv2D{.filters = 3, .kernel_size = 2, .activation = silu, .activity_regularizer = L2{0.25}}>;
/// In a branch, before a Flatten, and of rates of 0.
using SweepPenalizedBranches =
    Sequential<Input{5, 4, 3}, Conv2D{.filters = 6, .kernel_size = 1},
               Residual<Conv2D{.filters = 6, .kernel_size = 3, .padding = same, .activity_regularizer = L1{0.125}},
                        ActivityRegularization{.l2 = 0.25}>{},
               ActivityRegularization{}, ActivityRegularization{.l1 = 0.5, .l2 = 0.25}, Flatten{},
               Dense{.units = 9, .activation = relu, .activity_regularizer = L1{0.25}},
               Dense{.units = 4, .activation = softmax}>;
/// At the end, and behind layers that are not trained.
using SweepPenalizedEnds =
    Sequential<Input{4, 4, 2}, ActivityRegularization{.l2 = 1},
               Conv2D{.filters = 3, .kernel_size = 2, .trainable = false}, Activation{relu}, Dropout{0.25}, Flatten{},
               Dense{.units = 5, .activity_regularizer = L1L2{0.5, 0.5}}>;

}  // namespace models
