// A network with penalties on outputs, as an argument and as a layer: trained in tests, on rows of 30 values.
#pragma once

#include <constnet/dsl.hpp>

namespace models {

using namespace constnet;

using Penalized =
    Sequential<Input{1, 30, 1},
               Conv2D{.filters = 7, .kernel_size = {1, 3}, .activation = relu, .activity_regularizer = L1{0.01}},
               Flatten{}, Dense{.units = 12, .activation = relu}, ActivityRegularization{.l2 = 0.03},
               Dense{.units = 5, .activation = softmax}>;

}  // namespace models
