// DepthwiseConv2D: a convolution of each channel by itself, with bias and activation.
#pragma once

#include <constnet/dsl/activation.hpp>
#include <constnet/dsl/constraint.hpp>
#include <constnet/dsl/initializer.hpp>
#include <constnet/dsl/mistakes.hpp>
#include <constnet/dsl/padding.hpp>
#include <constnet/dsl/regularizer.hpp>
#include <constnet/dsl/shape.hpp>
#include <constnet/dsl/size2.hpp>
#include <constnet/dsl/window.hpp>
#include <cstdint>

namespace constnet {

/// Gives each channel d its own m = depth_multiplier kernels: output(y, x, d * m + k) = activation(bias(d * m + k) +
/// sum over r, c of input(y * strides.height + r * dilation_rate.height, x * strides.width + c * dilation_rate.width,
/// d) * kernel(r, c, d, k)), on the padded image under same. Input (height, width, channels), output (rows, columns,
/// channels * m). Source: keras/src/layers/convolutional/base_depthwise_conv.py.
/// Example: `DepthwiseConv2D{.kernel_size = 3, .padding = same, .activation = relu}`.
struct DepthwiseConv2D {
  Size2 kernel_size = {};
  Size2 strides = 1;
  Padding padding = valid;
  int depth_multiplier = 1;
  Size2 dilation_rate = 1;
  Activation activation = linear;
  bool use_bias = true;
  Initializer depthwise_initializer = glorot_uniform;
  Initializer bias_initializer = zeros;
  Regularizer depthwise_regularizer = Regularizer::none;
  Regularizer bias_regularizer = Regularizer::none;
  Regularizer activity_regularizer = Regularizer::none;  ///< of the outputs, behind the activation
  Constraint depthwise_constraint = Constraint::none;
  Constraint bias_constraint = Constraint::none;
  bool trainable = true;

  static constexpr const char* class_name = "DepthwiseConv2D";
  static constexpr const char* snake_name = "depthwise_conv2d";
};

/// Rows and columns from the first to the last tap of the kernel.
constexpr Size2 extent(const DepthwiseConv2D& layer) { return dilated_length(layer.kernel_size, layer.dilation_rate); }

constexpr Shape output_shape(const DepthwiseConv2D& layer, Shape in) {
  return {output_length(in.height, extent(layer).height, layer.strides.height, layer.padding),
          output_length(in.width, extent(layer).width, layer.strides.width, layer.padding),
          in.channels * layer.depth_multiplier};
}

/// One weight per kernel position and output channel, and one bias per output channel.
constexpr std::int64_t parameter_count(const DepthwiseConv2D& layer, Shape in) {
  return capped_product(layer.kernel_size.height, layer.kernel_size.width, in.channels, layer.depth_multiplier) +
         (layer.use_bias ? capped_product(in.channels, layer.depth_multiplier, 1, 1) : 0);
}

namespace mistake {

struct DepthwiseConv2DWithoutKernel {
  static constexpr bool found(const DepthwiseConv2D& layer, const Place&) { return !is_positive(layer.kernel_size); }
  template <typename Layer, typename Receives>
  struct at {
    static_assert(accepted<Layer>,
                  "DepthwiseConv2D's kernel_size must be 1 or more: say it, as in .kernel_size = 3 or {3, 5}");
  };
};

struct DepthwiseConv2DWithoutStrides {
  static constexpr bool found(const DepthwiseConv2D& layer, const Place&) { return !is_positive(layer.strides); }
  template <typename Layer, typename Receives>
  struct at {
    static_assert(accepted<Layer>,
                  "DepthwiseConv2D's strides must be 1 or more: leave them out for 1, or say .strides = 2");
  };
};

struct DepthwiseConv2DWithoutDepth {
  static constexpr bool found(const DepthwiseConv2D& layer, const Place&) { return layer.depth_multiplier < 1; }
  template <typename Layer, typename Receives>
  struct at {
    static_assert(accepted<Layer>, "DepthwiseConv2D's depth_multiplier must be 1 or more: leave it out for 1");
  };
};

struct DepthwiseConv2DDilation {
  static constexpr bool found(const DepthwiseConv2D& layer, const Place&) { return has_wrong_dilation(layer); }
  template <typename Layer, typename Receives>
  struct at {
    static_assert(accepted<Layer>,
                  "DepthwiseConv2D's dilation_rate must be 1 or more, and 1 where strides are above 1: leave one out");
  };
};

struct DepthwiseConv2DKernelLargerThanInput {
  static constexpr bool found(const DepthwiseConv2D& layer, const Place& place) {
    return layer.padding == Padding::valid &&
           (extent(layer).height > place.input.height || extent(layer).width > place.input.width);
  }
  template <typename Layer, typename Receives>
  struct at {
    static_assert(accepted<Layer>,
                  "DepthwiseConv2D's kernel is larger than the image it receives: "
                  "make kernel_size or dilation_rate smaller, say .padding = same, or pool less before it");
  };
};

}  // namespace mistake

constexpr auto mistakes_of(const DepthwiseConv2D&) {
  return MistakeList<mistake::ImageNeeded, mistake::DepthwiseConv2DWithoutKernel,
                     mistake::DepthwiseConv2DWithoutStrides, mistake::DepthwiseConv2DWithoutDepth,
                     mistake::DepthwiseConv2DDilation, mistake::DepthwiseConv2DKernelLargerThanInput,
                     mistake::SoftmaxBeforeTheEnd, mistake::ActivityRegularizerOfSoftmax>{};
}

}  // namespace constnet
