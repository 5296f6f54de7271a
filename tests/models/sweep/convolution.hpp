// Convolutions: every padding and stride up to 3, odd sizes, 1 to 70 channels, kernels of rows and columns.
#pragma once

#include "words.hpp"

namespace models {

using namespace constnet;

using SweepConvValid1 = Sequential<Input{9, 7, 1}, conv(2, 3, 1, valid, relu), conv(3, 2, 1, valid, linear)>;
using SweepConvValid2 = Sequential<Input{15, 13, 3}, conv(5, 3, 2, valid, relu), conv(8, 3, 2, valid, linear)>;
using SweepConvValid3 = Sequential<Input{17, 19, 8}, conv(15, 3, 3, valid, linear), conv(16, 2, 3, valid, relu)>;
using SweepConvSame1 = Sequential<Input{7, 5, 16}, conv(17, 3, 1, same, relu), conv(31, 4, 1, same, linear)>;
using SweepConvSame2 = Sequential<Input{9, 7, 31}, conv(32, 3, 2, same, relu), conv(33, 2, 2, same, linear)>;
using SweepConvSame3 = Sequential<Input{13, 7, 33}, conv(64, 3, 3, same, relu), conv(70, 3, 3, same, linear)>;
using SweepConvManyChannels = Sequential<Input{5, 5, 70}, conv(70, 3, 1, same, relu), conv(33, 3, 1, valid, relu)>;
using SweepConvRows =
    Sequential<Input{7, 9, 2}, conv(17, {1, 5}, {1, 2}, same, relu), conv(64, {3, 1}, 1, valid, relu)>;
using SweepConvColumns =
    Sequential<Input{9, 7, 5}, conv(8, {5, 2}, {3, 1}, same, linear), conv(1, {2, 5}, 1, valid, relu)>;
using SweepConvLarge = Sequential<Input{11, 9, 3}, conv(32, 5, 1, same, relu), conv(3, 5, 2, same, linear)>;
using SweepConvPixels =
    Sequential<Input{5, 7, 70}, pixelwise(15, relu), conv(31, 1, 2, valid, relu), pixelwise(2, linear)>;
using SweepConvGaps = Sequential<Input{11, 11, 2}, conv(16, 2, 3, same, relu), conv(5, 1, 3, same, linear)>;
using SweepConvWholeImage = Sequential<Input{3, 5, 1}, pixelwise(8, relu), conv(33, {3, 5}, 1, valid, linear)>;
using SweepConvWinogradFirst =
    Sequential<Input{8, 10, 33}, conv(16, 3, 1, valid, linear), pool(2, 2, same), Flatten{}, Dense{.units = 2}>;
using SweepConvSoftmax = Sequential<Input{5, 3, 2}, conv(3, 2, 1, same, relu), conv(5, 3, 1, same, softmax)>;

}  // namespace models
