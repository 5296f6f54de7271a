// Winograd's tiles: many to an image, of odd and even numbers of pixels, and kernels that are taken in blocks.
#pragma once

#include "words.hpp"

namespace models {

using namespace constnet;

using SweepWinogradEven =
    Sequential<Input{10, 12, 2}, conv(17, 3, 1, same, relu), conv(33, 3, 1, valid, relu), conv(16, 3, 1, same, linear)>;
using SweepWinogradOdd =
    Sequential<Input{11, 9, 2}, conv(20, 3, 1, same, relu), conv(33, 3, 1, valid, relu), conv(16, 3, 1, same, relu)>;
using SweepWinogradDeep = Sequential<Input{11, 10, 2}, conv(96, 3, 1, same, relu), conv(192, 3, 1, valid, relu),
                                     pool(2, 2, valid), conv(16, 1, 1, valid, linear)>;
using SweepWinogradManyTiles = Sequential<Input{12, 12, 1}, conv(256, 3, 1, same, relu), conv(64, 3, 1, valid, relu),
                                          pool(2, 2, valid), conv(8, 1, 1, valid, linear)>;
using SweepWinogradDeepOdd =
    Sequential<Input{11, 11, 2}, conv(112, 3, 1, valid, relu), conv(160, 3, 1, valid, relu), pixelwise(4, linear)>;
/// One tile for the whole map, whose sums of gradients outgrow half of a second-level cache.
using SweepWinogradWide =
    Sequential<Input{5, 5, 2}, pixelwise(64, relu), conv(56, 3, 1, valid, relu), Flatten{}, Dense{.units = 3}>;

}  // namespace models
