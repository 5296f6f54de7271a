// Convolutions with gaps between the taps of their kernels, each also as a first layer or behind others.
#pragma once

#include "words.hpp"

namespace models {

using namespace constnet;

constexpr Conv2D dilated(int filters, Size2 kernel_size, Size2 dilation_rate, Padding padding, Activation activation) {
  return {.filters = filters,
          .kernel_size = kernel_size,
          .padding = padding,
          .dilation_rate = dilation_rate,
          .activation = activation};
}

using SweepDilatedValid =
    Sequential<Input{11, 12, 1}, dilated(5, 3, 2, valid, relu), dilated(17, {2, 3}, {3, 2}, valid, linear)>;
using SweepDilatedSame =
    Sequential<Input{9, 8, 3}, dilated(16, 3, 2, same, relu), dilated(33, {3, 2}, {1, 4}, same, relu),
               dilated(4, {1, 3}, 3, same, linear), Flatten{}, Dense{.units = 3, .activation = softmax}>;
/// Behind padding that reaches beyond the image: some taps never meet a pixel.
using SweepDilatedBeyond =
    Sequential<Input{5, 4, 2}, dilated(8, 3, {5, 4}, same, relu), dilated(3, 5, 2, same, linear)>;
/// Pooled within the convolution, the second one with enough channels for Winograd, which must not be taken.
using SweepDilatedPooled =
    Sequential<Input{16, 17, 1}, dilated(18, 3, {1, 2}, same, relu), MaxPooling2D{}, dilated(20, 3, 2, same, relu),
               MaxPooling2D{}, Flatten{}, Dense{.units = 4, .activation = softmax}>;
/// Kernels of more rows and runs than fit the registers.
using SweepDilatedLarge = Sequential<Input{14, 14, 2}, dilated(3, 1, 2, valid, relu), dilated(33, 5, 2, same, linear),
                                     MaxPooling2D{}, dilated(16, {2, 7}, {1, 2}, same, relu)>;
using SweepDilatedWinograd =
    Sequential<Input{8, 8, 16}, dilated(16, 3, 2, same, relu), dilated(17, 3, 2, valid, linear)>;
using SweepDilatedSilu = Sequential<Input{6, 7, 2}, dilated(5, 2, {2, 3}, same, silu), dilated(3, 1, 1, valid, linear)>;
using SweepDilatedMixed =
    Sequential<Input{10, 9, 2},
               Conv2D{.filters = 9, .kernel_size = 3, .padding = same, .dilation_rate = 2, .activation = relu},
               pool(2, 2, valid), Conv2D{.filters = 5, .kernel_size = {3, 2}, .padding = same, .dilation_rate = {1, 2}},
               Flatten{}, Dense{.units = 3, .activation = softmax}>;

}  // namespace models
