// Repeated pixels: of the image, before a convolution that puts zeros around them, in large blocks, at the end.
#pragma once

#include "words.hpp"

namespace models {

using namespace constnet;

using SweepUpSamplingPlain = Sequential<Input{5, 4, 3}, UpSampling2D{}, keeping(18, 3, relu), pool(2, 2, valid),
                                        UpSampling2D{{2, 3}}, keeping(3, 3, relu), UpSampling2D{.size = {1, 2}}>;
using SweepUpSamplingLarge =
    Sequential<Input{2, 3, 2}, pixelwise(33, linear), UpSampling2D{{6, 4}}, conv(2, 3, 2, valid, linear),
               UpSampling2D{1}, Flatten{}, Dense{.units = 3, .activation = softmax}>;
/// A convolutional autoencoder.
using SweepUpSamplingAutoencoder =
    Sequential<Input{8, 8, 1}, keeping(8, 3, relu), pool(2, 2, same), keeping(4, 3, relu), pool(2, 2, same),
               keeping(4, 3, relu), UpSampling2D{}, keeping(8, 3, relu), UpSampling2D{},
               Conv2D{.filters = 1, .kernel_size = 3, .padding = same, .activation = sigmoid}>;

}  // namespace models
