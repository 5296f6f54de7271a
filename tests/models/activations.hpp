// Every activation beside the others, each with values of its own.
#pragma once

#include <constnet/dsl.hpp>
#include <cstddef>

namespace models {
using namespace constnet;

/// Values that each activation takes at a time.
inline constexpr int activated_values = 240;

/// Instantiates Wrap with all activations whose arithmetic differs.
template <template <auto...> typename Wrap>
using EveryActivation = Wrap<linear, relu, relu6, leaky_relu, sigmoid, Activation::tanh, elu, selu, softplus, softsign,
                             silu, gelu, gelu_tanh, hard_sigmoid, hard_silu, exponential,
                             ReLU{.max_value = 1.5, .negative_slope = 0.25, .threshold = 0.125},
                             ReLU{.threshold = -0.75}, LeakyReLU{}, ELU{.alpha = 0.5}, ELU{.alpha = 20}>;

/// What they are called, in the same order.
inline constexpr const char* activation_names[] = {"linear",
                                                   "relu",
                                                   "relu6",
                                                   "leaky_relu",
                                                   "sigmoid",
                                                   "tanh",
                                                   "elu",
                                                   "selu",
                                                   "softplus",
                                                   "softsign",
                                                   "silu",
                                                   "gelu",
                                                   "gelu_tanh",
                                                   "hard_sigmoid",
                                                   "hard_silu",
                                                   "exponential",
                                                   "ReLU with all arguments",
                                                   "ReLU with a threshold",
                                                   "LeakyReLU",
                                                   "ELU of 0.5",
                                                   "ELU of 20"};

/// On the values of the image: what prediction makes of each bit of them, the sign of zero too.
template <auto... Functions>
using OnTheImage = Sequential<Input{1, activated_values / 10, 10}, Concatenate<Branch<Functions>{}...>{}>;

/// On rows of a kernel: the image is 1, so that the kernel's gradient is the derivative times that of the output.
template <auto... Functions>
using OnKernels =
    Sequential<Input{1}, Concatenate<Branch<Dense{.units = activated_values, .use_bias = false}, Functions>{}...>{}>;

using ActivatedImage = EveryActivation<OnTheImage>;
using ActivatedKernels = EveryActivation<OnKernels>;

}  // namespace models
