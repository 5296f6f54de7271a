// Means of windows. Where relu follows a mean, its windows hold a power of two: means of small whole numbers are exact
// then, and what is 0 in the reference is 0 in floats.
#pragma once

#include "words.hpp"

namespace models {

using namespace constnet;

using SweepMeanPlain = Sequential<Input{9, 8, 2}, keeping(33, 3, relu), AveragePooling2D{}, keeping(5, 3, relu),
                                  mean({1, 3}, {2, 1}, valid), pixelwise(3, linear)>;
using SweepMeanSame = Sequential<Input{11, 7, 2}, keeping(17, 3, linear), mean(2, 2, same), keeping(8, 2, relu),
                                 mean(3, {1, 2}, same), Flatten{}, Dense{.units = 3, .activation = softmax}>;
using SweepMeanGaps =
    Sequential<Input{11, 13, 1}, keeping(4, 3, relu), mean({2, 1}, 3, valid), keeping(16, 3, relu), mean(1, 2, same)>;
using SweepMeanLarge =
    Sequential<Input{9, 8, 3}, keeping(83, 1, relu), mean({5, 4}, {2, 3}, same), mean({3, 2}, 1, valid)>;
using SweepMeanFirst = Sequential<Input{8, 8, 3}, mean(3, 2, same), mean(2, 1, valid), pixelwise(5, linear)>;

}  // namespace models
