// What steps compute besides their own layer, and layers that are another one in disguise.
#pragma once

#include <constnet/codegen/network.hpp>
#include <optional>

#include "emit/activation_function.hpp"

namespace constnet::codegen {

/// What convolutions, dense layers and sums apply while they compute; softmax is applied behind the last step.
bool is_fused(Activation activation);

/// The function of a layer that does nothing but apply one to each value, and that is not left to others.
std::optional<ActivationFunction> function_of_layer(const Layer& layer);

/// A convolution with a group for each channel: its kernel lies as that of a depthwise one.
DepthwiseConv2D depthwise_form(const Conv2D& convolution);

}  // namespace constnet::codegen
