// A network that puts out the part of an image that RandomCrop leaves.
#pragma once

#include <constnet/dsl.hpp>

namespace models {
using namespace constnet;

using CroppedAtRandom = Sequential<Input{7, 6, 2}, RandomCrop{.height = 4, .width = 3}, Cropping2D{0}>;

}  // namespace models
