// Which activations steps can take along.
#include "plan/fused_layers.hpp"

namespace constnet::codegen {

bool is_fused(Activation activation) {
  return activation == Activation::linear || activation == Activation::relu || activation == Activation::softmax;
}

std::optional<ActivationFunction> function_of_layer(const Layer& layer) {
  if (const auto* own = std::get_if<Activation>(&layer.arguments)) {
    return *own == Activation::softmax || *own == Activation::linear ? std::nullopt : std::optional(function_of(*own));
  }
  if (const auto* own = std::get_if<ReLU>(&layer.arguments)) return function_of(*own);
  if (const auto* own = std::get_if<LeakyReLU>(&layer.arguments)) return function_of(*own);
  if (const auto* own = std::get_if<ELU>(&layer.arguments)) return function_of(*own);
  return std::nullopt;
}

DepthwiseConv2D depthwise_form(const Conv2D& convolution) {
  return {.kernel_size = convolution.kernel_size,
          .strides = convolution.strides,
          .padding = convolution.padding,
          .depth_multiplier = convolution.filters / convolution.groups,
          .dilation_rate = convolution.dilation_rate,
          .activation = convolution.activation,
          .use_bias = convolution.use_bias};
}

}  // namespace constnet::codegen
