// Pooling of whole images.
#pragma once

#include "words.hpp"

namespace models {

using namespace constnet;

using SweepGlobalMean = Sequential<Input{5, 6, 2}, keeping(70, 3, relu), GlobalAveragePooling2D{},
                                   Dense{.units = 5, .activation = softmax}>;
using SweepGlobalMax =
    Sequential<Input{4, 3, 2}, keeping(33, 3, relu), GlobalMaxPooling2D{}, Dense{.units = 5, .activation = softmax}>;
using SweepGlobalKeepdims =
    Sequential<Input{4, 4, 2}, keeping(9, 3, linear),
               Concatenate<Branch<GlobalAveragePooling2D{.keepdims = true}, pixelwise(3, relu)>{},
                           Branch<GlobalMaxPooling2D{.keepdims = true}>{}, Branch<mean(4, 1, valid)>{}>{},
               pixelwise(4, linear)>;
using SweepGlobalEnd = Sequential<Input{3, 1, 4}, pixelwise(19, linear), GlobalMaxPooling2D{}>;

}  // namespace models
