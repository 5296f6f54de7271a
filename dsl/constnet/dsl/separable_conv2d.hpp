// SeparableConv2D: a convolution of each channel by itself, then one of single pixels across the channels.
#pragma once

#include <constnet/dsl/conv2d.hpp>
#include <constnet/dsl/depthwise_conv2d.hpp>

namespace constnet {

/// activation(pointwise(depthwise(input)) + bias): DepthwiseConv2D without bias and activation, then `filters` sums
/// over its channels. Input (height, width, channels), output (rows, columns, filters). Source:
/// keras/src/layers/convolutional/base_separable_conv.py. Example: `SeparableConv2D{.filters = 32, .kernel_size = 3,
/// .activation = relu}`.
struct SeparableConv2D {
  int filters = 0;
  Size2 kernel_size = {};
  Size2 strides = 1;
  Padding padding = valid;
  Size2 dilation_rate = 1;
  int depth_multiplier = 1;
  Activation activation = linear;
  bool use_bias = true;
  Initializer depthwise_initializer = glorot_uniform;
  Initializer pointwise_initializer = glorot_uniform;
  Initializer bias_initializer = zeros;
  Regularizer depthwise_regularizer = Regularizer::none;
  Regularizer pointwise_regularizer = Regularizer::none;
  Regularizer bias_regularizer = Regularizer::none;
  Regularizer activity_regularizer = Regularizer::none;  ///< of the outputs, behind the activation
  Constraint depthwise_constraint = Constraint::none;
  Constraint pointwise_constraint = Constraint::none;
  Constraint bias_constraint = Constraint::none;
  bool trainable = true;

  static constexpr const char* class_name = "SeparableConv2D";
  static constexpr const char* snake_name = "separable_conv2d";
};

/// The first half: each channel by itself.
constexpr DepthwiseConv2D depthwise_part(const SeparableConv2D& layer) {
  return {.kernel_size = layer.kernel_size,
          .strides = layer.strides,
          .padding = layer.padding,
          .depth_multiplier = layer.depth_multiplier,
          .dilation_rate = layer.dilation_rate,
          .use_bias = false,
          .depthwise_initializer = layer.depthwise_initializer,
          .depthwise_regularizer = layer.depthwise_regularizer,
          .depthwise_constraint = layer.depthwise_constraint,
          .trainable = layer.trainable};
}

/// The second half: each pixel by itself.
constexpr Conv2D pointwise_part(const SeparableConv2D& layer) {
  return {.filters = layer.filters,
          .kernel_size = 1,
          .activation = layer.activation,
          .use_bias = layer.use_bias,
          .kernel_initializer = layer.pointwise_initializer,
          .bias_initializer = layer.bias_initializer,
          .kernel_regularizer = layer.pointwise_regularizer,
          .bias_regularizer = layer.bias_regularizer,
          .kernel_constraint = layer.pointwise_constraint,
          .bias_constraint = layer.bias_constraint,
          .trainable = layer.trainable};
}

constexpr Shape output_shape(const SeparableConv2D& layer, Shape in) {
  return output_shape(pointwise_part(layer), output_shape(depthwise_part(layer), in));
}

constexpr std::int64_t parameter_count(const SeparableConv2D& layer, Shape in) {
  return parameter_count(depthwise_part(layer), in) +
         parameter_count(pointwise_part(layer), output_shape(depthwise_part(layer), in));
}

namespace mistake {

struct SeparableConv2DWithoutFilters {
  static constexpr bool found(const SeparableConv2D& layer, const Place&) { return layer.filters < 1; }
  template <typename Layer, typename Receives>
  struct at {
    static_assert(accepted<Layer>, "SeparableConv2D's filters must be 1 or more: say how many, as in .filters = 32");
  };
};

struct SeparableConv2DWithoutKernel {
  static constexpr bool found(const SeparableConv2D& layer, const Place&) { return !is_positive(layer.kernel_size); }
  template <typename Layer, typename Receives>
  struct at {
    static_assert(accepted<Layer>,
                  "SeparableConv2D's kernel_size must be 1 or more: say it, as in .kernel_size = 3 or {3, 5}");
  };
};

struct SeparableConv2DWithoutStrides {
  static constexpr bool found(const SeparableConv2D& layer, const Place&) { return !is_positive(layer.strides); }
  template <typename Layer, typename Receives>
  struct at {
    static_assert(accepted<Layer>,
                  "SeparableConv2D's strides must be 1 or more: leave them out for 1, or say .strides = 2");
  };
};

struct SeparableConv2DWithoutDepth {
  static constexpr bool found(const SeparableConv2D& layer, const Place&) { return layer.depth_multiplier < 1; }
  template <typename Layer, typename Receives>
  struct at {
    static_assert(accepted<Layer>, "SeparableConv2D's depth_multiplier must be 1 or more: leave it out for 1");
  };
};

struct SeparableConv2DDilation {
  static constexpr bool found(const SeparableConv2D& layer, const Place& place) {
    return DepthwiseConv2DDilation::found(depthwise_part(layer), place);
  }
  template <typename Layer, typename Receives>
  struct at {
    static_assert(accepted<Layer>,
                  "SeparableConv2D's dilation_rate must be 1 or more, and 1 where strides are above 1: leave one out");
  };
};

struct SeparableConv2DKernelLargerThanInput {
  static constexpr bool found(const SeparableConv2D& layer, const Place& place) {
    return DepthwiseConv2DKernelLargerThanInput::found(depthwise_part(layer), place);
  }
  template <typename Layer, typename Receives>
  struct at {
    static_assert(accepted<Layer>,
                  "SeparableConv2D's kernel is larger than the image it receives: make kernel_size or dilation_rate "
                  "smaller, say .padding = same, or pool less before it");
  };
};

}  // namespace mistake

constexpr auto mistakes_of(const SeparableConv2D&) {
  return MistakeList<mistake::ImageNeeded, mistake::SeparableConv2DWithoutFilters,
                     mistake::SeparableConv2DWithoutKernel, mistake::SeparableConv2DWithoutStrides,
                     mistake::SeparableConv2DWithoutDepth, mistake::SeparableConv2DDilation,
                     mistake::SeparableConv2DKernelLargerThanInput, mistake::SoftmaxBeforeTheEnd,
                     mistake::ActivityRegularizerOfSoftmax>{};
}

}  // namespace constnet
