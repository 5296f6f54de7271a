// Branches.
#pragma once

#include "words.hpp"

namespace models {

using namespace constnet;

using SweepBranchesResidual =
    Sequential<Input{7, 5, 3}, keeping(17, 3, relu), Residual<keeping(8, 3, relu), keeping(17, 1, linear)>{},
               Activation{relu}, Flatten{}, Dense{.units = 5, .activation = softmax}>;
using SweepBranchesProjection = Sequential<
    Input{9, 7, 2}, keeping(5, 3, relu),
    Residual<Branch<conv(33, 3, 2, same, relu), keeping(33, 3, linear)>{}, Branch<conv(33, 1, 2, same, linear)>{}>{},
    conv(3, 2, 1, valid, relu)>;
using SweepBranchesConcatenate = Sequential<
    Input{7, 7, 2}, keeping(7, 1, relu),
    Concatenate<Branch<keeping(5, 3, relu)>{}, Branch<>{}, Branch<keeping(16, 5, relu), pool(3, 1, same)>{}>{},
    conv(17, 3, 1, valid, linear)>;
using SweepBranchesOfTheImage = Sequential<
    Input{6, 5, 3},
    Concatenate<Branch<keeping(9, 3, relu)>{}, Branch<pool(3, 1, same), pixelwise(4, linear)>{}, Branch<>{}>{},
    pixelwise(3, relu)>;
using SweepBranchesNested =
    Sequential<Input{6, 6, 1}, keeping(6, 3, linear),
               Residual<keeping(6, 3, relu), Residual<keeping(6, 1, relu)>{}, keeping(6, 3, linear)>{},
               Concatenate<Branch<Residual<keeping(6, 1, linear)>{}>{}, Branch<pixelwise(3, relu)>{}>{},
               pool(2, 2, valid), Flatten{}, Dense{.units = 9}>;
using SweepBranchesFlat = Sequential<Input{4, 3, 5},
                                     Concatenate<Branch<Flatten{}, Dense{.units = 7, .activation = relu}>{},
                                                 Branch<Flatten{}>{}, Branch<keeping(3, 3, relu), Flatten{}>{}>{},
                                     Residual<Dense{.units = 33, .activation = relu}, Dense{.units = 103}>{},
                                     Dense{.units = 3, .activation = softmax}>;
using SweepBranchesDouble = Sequential<Input{5, 5, 2}, keeping(4, 3, linear), Residual<>{}, keeping(3, 2, relu)>;

}  // namespace models
