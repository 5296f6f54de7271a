// Dropout: of values, of nothing, of channels, in a branch, of the image and at the end.
#pragma once

#include "words.hpp"

namespace models {

using namespace constnet;

using SweepDropoutValues = Sequential<Input{7, 6, 2}, Conv2D{.filters = 5, .kernel_size = 3, .activation = relu},
                                      MaxPooling2D{}, Dropout{0.25}, Flatten{}, Dense{.units = 19, .activation = relu},
                                      Dropout{.rate = 0.5}, Dropout{0}, Dense{.units = 3, .activation = softmax}>;
using SweepDropoutChannels =
    Sequential<Input{6, 6, 3}, Conv2D{.filters = 18, .kernel_size = 3, .padding = same, .activation = relu},
               SpatialDropout2D{.rate = 0.3}, Conv2D{.filters = 4, .kernel_size = 3, .padding = same}, Flatten{},
               Dense{.units = 3}>;
using SweepDropoutBranch =
    Sequential<Input{4, 5, 2}, Conv2D{.filters = 3, .kernel_size = 1, .activation = relu},
               Residual<Dropout{0.4}, Conv2D{.filters = 3, .kernel_size = 3, .padding = same}, Dropout{0.2}>{},
               Flatten{}, Dense{.units = 3, .activation = softmax}>;
using SweepDropoutFirst = Sequential<Input{5, 4, 1}, Dropout{0.5}, Conv2D{.filters = 3, .kernel_size = 2},
                                     Conv2D{.filters = 2, .kernel_size = 2}, Dropout{0.125}>;

}  // namespace models
