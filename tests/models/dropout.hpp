// Networks of one layer of dropout, whose outputs show the mask.
#pragma once

#include <constnet/dsl.hpp>

namespace models {
using namespace constnet;

using DropoutAlone = Sequential<Input{40, 50, 5}, Dropout{0.3}>;
using DropoutOfChannels = Sequential<Input{3, 2, 1000}, SpatialDropout2D{0.3}>;
using DropoutOfAll = Sequential<Input{4, 4, 3}, Dropout{1}>;
using DropoutOfNothing = Sequential<Input{4, 4, 3}, Dropout{0}>;

}  // namespace models
