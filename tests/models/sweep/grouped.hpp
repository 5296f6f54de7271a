// Convolutions in groups: of whole vectors, of parts of vectors, of single channels.
#pragma once

#include "words.hpp"

namespace models {

using namespace constnet;

constexpr Conv2D grouped(int filters, Size2 kernel_size, int groups, Padding padding, Activation activation) {
  return {
      .filters = filters, .kernel_size = kernel_size, .padding = padding, .groups = groups, .activation = activation};
}

/// Groups that fill vectors, up to 16 lanes, and then half of them.
using SweepGroupedVectors = Sequential<Input{6, 7, 2}, grouped(32, 1, 1, valid, relu), grouped(64, 3, 2, same, relu),
                                       grouped(32, {2, 3}, 8, valid, linear)>;
using SweepGroupedStrides =
    Sequential<Input{9, 8, 8}, grouped(16, 1, 4, same, linear),
               Conv2D{.filters = 32, .kernel_size = 3, .strides = {2, 3}, .padding = same, .groups = 4}>;
/// Numbers that no vector likes, and more vectors than a tile has.
using SweepGroupedOdd = Sequential<Input{6, 5, 6}, grouped(9, 3, 3, same, relu), grouped(6, 2, 3, valid, linear),
                                   Flatten{}, Dense{.units = 3, .activation = softmax}>;
using SweepGroupedWide = Sequential<Input{5, 4, 3}, grouped(66, 1, 3, valid, linear), grouped(102, 2, 6, same, relu),
                                    grouped(138, 1, 2, valid, linear)>;
/// The first layer needs no gradient of its input; pools within the convolutions.
using SweepGroupedPooled =
    Sequential<Input{12, 11, 4}, grouped(32, 3, 2, valid, relu), MaxPooling2D{}, grouped(12, 2, 4, same, relu),
               MaxPooling2D{}, Flatten{}, Dense{.units = 3, .activation = softmax}>;
/// A group for each channel.
using SweepGroupedChannels = Sequential<Input{6, 7, 3}, grouped(3, 3, 3, same, relu), grouped(6, 2, 3, valid, silu),
                                        grouped(4, 1, 2, valid, linear)>;
using SweepGroupedDilated =
    Sequential<Input{8, 7, 2}, grouped(20, 1, 1, valid, linear),
               Conv2D{.filters = 10, .kernel_size = 3, .padding = same, .dilation_rate = {2, 1}, .groups = 5},
               grouped(8, {3, 1}, 2, valid, silu)>;
using SweepGroupedNormalized =
    Sequential<Input{6, 5, 4}, Conv2D{.filters = 18, .kernel_size = 3, .groups = 2, .use_bias = false},
               BatchNormalization{.trainable = false}, grouped(6, 2, 6, same, relu), BatchNormalization{}, Flatten{},
               Dense{.units = 2}>;
using SweepGroupedMixed =
    Sequential<Input{8, 7, 4}, Conv2D{.filters = 8, .kernel_size = 3, .padding = same, .groups = 2, .activation = relu},
               pool(2, 2, valid), Conv2D{.filters = 8, .kernel_size = {2, 3}, .padding = same, .groups = 4},
               Conv2D{.filters = 24, .kernel_size = 2, .groups = 2, .activation = relu}, Flatten{},
               Dense{.units = 3, .activation = softmax}>;

}  // namespace models
