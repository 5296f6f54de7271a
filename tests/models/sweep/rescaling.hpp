// Rescaling of images where they are copied in, and of other maps.
#pragma once

#include "words.hpp"

namespace models {

using namespace constnet;

using SweepRescalingImage =
    Sequential<Input{6, 7, 1}, Rescaling{.scale = 1.0 / 127.5, .offset = -1}, conv(5, 3, 1, valid, relu),
               pool(2, 2, valid), Flatten{}, Dense{.units = 3, .activation = softmax}>;
using SweepRescalingTwice = Sequential<Input{5, 4, 3}, RandomFlip{}, Rescaling{.scale = -0.25}, Rescaling{2, 0.125},
                                       keeping(4, 3, relu), pool(3, 1, same), Rescaling{.scale = 3}>;
using SweepRescalingRow = Sequential<Input{7}, Rescaling{.scale = 0.1}, Dense{.units = 3}, Rescaling{0.5, -2}>;
using SweepRescalingMaps = Sequential<
    Input{5, 5, 2}, Concatenate<Branch<Rescaling{.scale = 2, .offset = 0.5}, keeping(5, 3, relu)>{}, Branch<>{}>{},
    Rescaling{-1.5, 1}, keeping(17, 3, relu), Rescaling{.scale = 0.75, .offset = 0.25}, keeping(2, 2, linear)>;

}  // namespace models
