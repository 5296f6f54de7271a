// Maxima of windows: within convolutions, apart from them, with gaps, overlapping, at each pixel.
#pragma once

#include "words.hpp"

namespace models {

using namespace constnet;

using SweepPoolApart = Sequential<Input{11, 9, 1}, conv(33, 3, 1, same, relu), pool(2, 2, valid),
                                  conv(17, 2, 1, same, relu), pool(1, 2, valid)>;
using SweepPoolGaps = Sequential<Input{13, 11, 2}, conv(3, 3, 1, valid, relu), pool(2, 3, valid), pixelwise(70, linear),
                                 pool(2, 3, same)>;
using SweepPoolOverlapping = Sequential<Input{11, 13, 1}, conv(15, 3, 1, same, relu), pool(3, 2, valid),
                                        conv(31, 3, 1, same, relu), pool(3, 2, same)>;
using SweepPoolEveryPixel = Sequential<Input{7, 9, 3}, conv(8, 2, 1, valid, relu), pool(3, 1, valid),
                                       conv(16, 2, 1, valid, linear), pool(2, 1, same)>;
using SweepPoolSame = Sequential<Input{11, 7, 5}, conv(32, 3, 1, same, linear), pool(2, 2, same),
                                 conv(64, 3, 1, same, relu), pool(3, 3, same)>;
using SweepPoolRectangles = Sequential<Input{9, 11, 1}, conv(5, 3, 1, same, relu), pool({1, 3}, {1, 2}, valid),
                                       pixelwise(17, linear), pool({3, 2}, {2, 3}, same)>;
using SweepPoolThree = Sequential<Input{11, 10, 2}, conv(16, 3, 1, same, relu), pool(3, 3, valid),
                                  conv(2, 2, 1, same, relu), pool(2, 1, valid)>;
/// Maps beyond the first-level cache, whose sparse gradients run in strips of their rows.
using SweepPoolTall = Sequential<Input{78, 10, 2}, conv(48, 3, 1, same, relu), conv(17, 3, 1, valid, relu),
                                 pool(2, 2, valid), pixelwise(3, linear)>;
using SweepPoolPool = Sequential<Input{11, 11, 1}, conv(31, 2, 2, same, relu), pool(3, 1, same), pool(2, 2, valid),
                                 Flatten{}, Dense{.units = 5}>;
using SweepPoolFirst = Sequential<Input{9, 9, 3}, pool(3, 2, same), conv(8, 3, 1, valid, relu), Flatten{},
                                  Dense{.units = 3, .activation = softmax}>;
/// One channel in vectors, and nothing that is trained before it.
using SweepPoolOneChannel = Sequential<Input{9, 9, 1}, pool(2, 1, valid), conv(5, 3, 1, valid, relu), pool(2, 2, valid),
                                       Flatten{}, Dense{.units = 2}>;

}  // namespace models
