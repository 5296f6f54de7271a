// What only training draws: changed images.
#pragma once

#include "words.hpp"

namespace models {

using namespace constnet;

using SweepDrawnImages = Sequential<Input{9, 7, 2}, RandomFlip{}, RandomRotation{.factor = 0.1},
                                    conv(5, 3, 1, valid, relu), conv(3, 2, 1, same, linear)>;
/// What training draws from larger images.
using SweepDrawnCrops =
    Sequential<Input{8, 9, 2}, RandomFlip{}, RandomCrop{.height = 5, .width = 6}, conv(3, 2, 1, same, relu)>;

}  // namespace models
