// Zeros around images: taken along by convolutions of every kind, also more of them than the kernel reaches over, and
// beside other readers; as steps of their own. Images without their sides.
#pragma once

#include "words.hpp"

namespace models {

using namespace constnet;

using SweepFramePadding =
    Sequential<Input{9, 8, 2}, ZeroPadding2D{{{0, 1}, {1, 2}}}, conv(17, 3, 2, valid, relu), ZeroPadding2D{},
               DepthwiseConv2D{.kernel_size = 3, .strides = 2, .activation = relu}, ZeroPadding2D{{1, 0}},
               SeparableConv2D{.filters = 5, .kernel_size = 2, .depth_multiplier = 2}, Flatten{},
               Dense{.units = 3, .activation = softmax}>;
using SweepFrameWide =
    Sequential<Input{3, 4, 2}, keeping(3, 1, linear), ZeroPadding2D{{{4, 0}, {1, 3}}}, conv(5, 2, 1, same, relu),
               ZeroPadding2D{{{0, 5}, {3, 0}}}, conv(18, {2, 3}, 1, valid, linear), ZeroPadding2D{2},
               conv(3, 1, {3, 2}, valid, linear)>;
using SweepFramePooled = Sequential<Input{3, 4, 2}, pixelwise(3, linear), ZeroPadding2D{{{2, 1}, {1, 2}}},
                                    conv(4, {2, 3}, 1, valid, relu), pool(2, 2, valid), ZeroPadding2D{},
                                    conv(3, 3, 1, valid, linear), pool(2, 2, valid), Flatten{}, Dense{.units = 2}>;
using SweepFrameWinograd =
    Sequential<Input{7, 8, 2}, pixelwise(16, relu), ZeroPadding2D{{{1, 2}, {3, 1}}}, conv(17, 3, 1, valid, relu),
               ZeroPadding2D{}, conv(16, 3, 1, valid, relu), pool(2, 2, valid), Cropping2D{{{1, 0}, {1, 1}}},
               ZeroPadding2D{1}, conv(16, 3, 1, valid, linear)>;
using SweepFrameSteps =
    Sequential<Input{6, 5, 3}, ZeroPadding2D{{{2, 0}, {0, 1}}}, pool(3, 2, valid), keeping(19, 1, linear),
               ZeroPadding2D{1}, mean(2, 1, valid),
               Concatenate<Branch<ZeroPadding2D{1}, conv(4, 3, 1, valid, relu)>{}, Branch<>{},
                           Branch<ZeroPadding2D{{{2, 0}, {2, 0}}}, Cropping2D{{{1, 1}, {2, 0}}}>{}>{},
               ZeroPadding2D{{0, 1}}>;
using SweepFrameCropping =
    Sequential<Input{9, 10, 2}, Cropping2D{{{1, 0}, {2, 1}}}, keeping(5, 3, relu), Cropping2D{{{0, 2}, {0, 1}}},
               conv(17, 2, 1, valid, linear), Cropping2D{1}, Flatten{}, Dense{.units = 3, .activation = softmax}>;

}  // namespace models
