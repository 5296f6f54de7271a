// The network of make_fixtures/penalties.py.
#pragma once

#include <constnet/dsl.hpp>

namespace models {
using namespace constnet;

using KerasPenalties = Sequential<Input{5, 6, 2},
                                  Conv2D{.filters = 3,
                                         .kernel_size = 3,
                                         .activation = relu,
                                         .kernel_regularizer = L1L2{.l1 = 0.01, .l2 = 0.02},
                                         .bias_regularizer = L2{0.25},
                                         .kernel_constraint = MaxNorm{0.75}},
                                  DepthwiseConv2D{.kernel_size = 2,
                                                  .depthwise_regularizer = L2{0.125},
                                                  .bias_regularizer = L1{0.03},
                                                  .depthwise_constraint = non_neg,
                                                  .bias_constraint = MaxNorm{0.5}},
                                  Flatten{},
                                  Dense{.units = 4,
                                        .activation = softmax,
                                        .kernel_regularizer = L1{0.02},
                                        .bias_regularizer = L2{0.0625},
                                        .kernel_constraint = unit_norm,
                                        .bias_constraint = non_neg}>;

}  // namespace models
