// Activations, each behind a layer with parameters and before one.
#pragma once

#include "words.hpp"

namespace models {

using namespace constnet;

template <auto... Layers>
using Activated = Sequential<Input{5, 4, 3}, pixelwise(9, linear), Layers..., pixelwise(3, linear)>;
using SweepActivationsSigmoid = Activated<Activation{sigmoid}>;
using SweepActivationsTanh = Activated<Activation{Activation::tanh}>;
using SweepActivationsElu = Activated<Activation{elu}, ELU{.alpha = 0.5}>;
using SweepActivationsSelu = Activated<Activation{selu}>;
using SweepActivationsSoftplus = Activated<Activation{softplus}>;
using SweepActivationsSoftsign = Activated<Activation{softsign}>;
using SweepActivationsSilu = Activated<Activation{silu}>;
using SweepActivationsGelu = Activated<Activation{gelu}, Activation{gelu_tanh}>;
using SweepActivationsHardSilu = Activated<Activation{hard_silu}>;
using SweepActivationsHardSigmoid = Activated<Activation{hard_sigmoid}>;
using SweepActivationsExponential = Activated<Activation{exponential}>;
using SweepActivationsRelu6 = Activated<Activation{relu6}>;
using SweepActivationsLeaky = Activated<LeakyReLU{}, Activation{leaky_relu}>;
using SweepActivationsRelu =
    Activated<ReLU{.max_value = 1.5, .negative_slope = 0.25, .threshold = 0.125}, Activation{relu}>;
using SweepActivationsArguments =
    Sequential<Input{6, 6, 2}, keeping(5, 3, silu), pool(2, 2, valid), Flatten{}, Dense{.units = 6, .activation = gelu},
               Dense{.units = 3, .activation = sigmoid}>;

}  // namespace models
