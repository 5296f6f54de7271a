// The mnist network with more filters and larger images.
#pragma once

#include <constnet/dsl.hpp>

namespace bench {

using namespace constnet;

/// Images of `pixels` x `pixels`, `times` the filters.
template <int pixels, int times>
using Growing =
    Sequential<Input{pixels, pixels, 1}, Conv2D{.filters = 32 * times, .kernel_size = 3, .activation = relu},
               MaxPooling2D{}, Conv2D{.filters = 64 * times, .kernel_size = 3, .activation = relu}, MaxPooling2D{},
               Conv2D{.filters = 64 * times, .kernel_size = 3, .activation = relu}, Flatten{},
               Dense{.units = 64, .activation = relu}, Dense{.units = 10, .activation = softmax}>;

}  // namespace bench
