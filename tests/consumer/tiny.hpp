// A network small enough to check by hand.
#pragma once

#include <constnet/dsl.hpp>

namespace consumer {
using namespace constnet;

using Tiny = Sequential<Input{4, 4, 1}, Conv2D{.filters = 2, .kernel_size = 3, .activation = relu},
                        MaxPooling2D{.pool_size = 2}, Flatten{}, Dense{.units = 3}>;
static_assert(Tiny::parameter_count == 20 + 9);

}  // namespace consumer
