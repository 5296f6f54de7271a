// Slopes that are learnt: one for each value, for each channel, for each pixel, for each row or column, for all.
#pragma once

#include "words.hpp"

namespace models {

using namespace constnet;

using SweepSlopesPlain = Sequential<Input{4, 3, 2}, keeping(18, 3, linear), PReLU{}, keeping(3, 2, linear),
                                    PReLU{.alpha_initializer = Constant{0.25}}, Flatten{}, Dense{.units = 5}, PReLU{}>;
using SweepSlopesChannels =
    Sequential<Input{5, 6, 3}, keeping(33, 3, linear), PReLU{.shared_axes = {1, 2}}, pool(2, 2, valid),
               keeping(4, 3, linear), PReLU{.shared_axes = {2, 1}, .trainable = false}, Flatten{}, Dense{.units = 2}>;
using SweepSlopesShared =
    Sequential<Input{4, 5, 2}, PReLU{.shared_axes = 3}, keeping(19, 1, linear), PReLU{.shared_axes = {1, 3}},
               keeping(5, 1, linear), PReLU{.shared_axes = 2}, keeping(18, 1, linear), PReLU{.shared_axes = {1, 2, 3}},
               keeping(3, 1, linear), PReLU{.shared_axes = {3}}>;
using SweepSlopesRow = Sequential<Input{9}, PReLU{}, Dense{.units = 17}, PReLU{.shared_axes = 1}, Dense{.units = 3}>;

}  // namespace models
