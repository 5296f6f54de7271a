// Other shapes: from a row, between images whose pixels are padded or not, beside a reader of the same map.
#pragma once

#include "words.hpp"

namespace models {

using namespace constnet;

using SweepReshapeRow = Sequential<Input{5}, Dense{.units = 60}, Reshape{.target_shape = {4, -1, 3}},
                                   keeping(17, 3, relu), Flatten{}, Dense{.units = 3, .activation = softmax}>;
using SweepReshapeImages = Sequential<Input{4, 6, 5}, Reshape{.target_shape = {6, 4, 5}}, pixelwise(16, relu),
                                      Reshape{.target_shape = {12, 8, -1}}, keeping(3, 2, linear),
                                      Reshape{.target_shape = {16, 6, 3}}, pool(2, 2, valid)>;
using SweepReshapeBeside =
    Sequential<Input{3, 4, 2}, pixelwise(4, linear),
               Concatenate<Branch<keeping(2, 3, relu), Flatten{}>{}, Branch<Reshape{.target_shape = -1}>{}>{},
               Reshape{.target_shape = 72}, Dense{.units = 4}>;

}  // namespace models
