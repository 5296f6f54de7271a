// Conv2D: a two-dimensional convolution with bias and activation.
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

/// Slides `filters` kernels over an image: output(y, x, f) = activation(bias(f) + sum over r, c, d of
/// input(y * strides.height + r * dilation_rate.height, x * strides.width + c * dilation_rate.width, d) *
/// kernel(r, c, d, f)), on the padded image under same. With `groups`, channels and filters are cut into as many equal
/// parts, and each part of the filters sees its own part of the channels only. Input (height, width, channels), output
/// (rows, columns, filters), kernel (rows, columns, channels / groups, filters).
/// Source: keras/src/layers/convolutional/conv2d.py.
/// Example: `Conv2D{.filters = 32, .kernel_size = {3, 3}, .activation = relu}`.
struct Conv2D {
  int filters = 0;
  Size2 kernel_size = {};
  Size2 strides = 1;
  Padding padding = valid;
  Size2 dilation_rate = 1;
  int groups = 1;
  Activation activation = linear;
  bool use_bias = true;
  Initializer kernel_initializer = glorot_uniform;
  Initializer bias_initializer = zeros;
  Regularizer kernel_regularizer = Regularizer::none;
  Regularizer bias_regularizer = Regularizer::none;
  Regularizer activity_regularizer = Regularizer::none;  ///< of the outputs, behind the activation
  Constraint kernel_constraint = Constraint::none;
  Constraint bias_constraint = Constraint::none;
  bool trainable = true;

  static constexpr const char* class_name = "Conv2D";
  static constexpr const char* snake_name = "conv2d";
};

/// Rows and columns from the first to the last tap of the kernel.
constexpr Size2 extent(const Conv2D& layer) { return dilated_length(layer.kernel_size, layer.dilation_rate); }

constexpr Shape output_shape(const Conv2D& layer, Shape in) {
  return {output_length(in.height, extent(layer).height, layer.strides.height, layer.padding),
          output_length(in.width, extent(layer).width, layer.strides.width, layer.padding), layer.filters};
}

/// One weight per kernel position, channel of the group and filter, and one bias per filter.
constexpr std::int64_t parameter_count(const Conv2D& layer, Shape in) {
  return capped_product(layer.kernel_size.height, layer.kernel_size.width, in.channels / layer.groups, layer.filters) +
         (layer.use_bias ? layer.filters : 0);
}

namespace mistake {

struct Conv2DWithoutFilters {
  static constexpr bool found(const Conv2D& layer, const Place&) { return layer.filters < 1; }
  template <typename Layer, typename Receives>
  struct at {
    static_assert(accepted<Layer>, "Conv2D's filters must be 1 or more: say how many, as in .filters = 32");
  };
};

struct Conv2DWithoutKernel {
  static constexpr bool found(const Conv2D& layer, const Place&) { return !is_positive(layer.kernel_size); }
  template <typename Layer, typename Receives>
  struct at {
    static_assert(accepted<Layer>, "Conv2D's kernel_size must be 1 or more: say it, as in .kernel_size = 3 or {3, 5}");
  };
};

struct Conv2DWithoutStrides {
  static constexpr bool found(const Conv2D& layer, const Place&) { return !is_positive(layer.strides); }
  template <typename Layer, typename Receives>
  struct at {
    static_assert(accepted<Layer>, "Conv2D's strides must be 1 or more: leave them out for 1, or say .strides = 2");
  };
};

struct Conv2DDilation {
  static constexpr bool found(const Conv2D& layer, const Place&) { return has_wrong_dilation(layer); }
  template <typename Layer, typename Receives>
  struct at {
    static_assert(accepted<Layer>,
                  "Conv2D's dilation_rate must be 1 or more, and 1 where strides are above 1: leave one out");
  };
};

struct Conv2DGroups {
  static constexpr bool found(const Conv2D& layer, const Place& place) {
    return layer.groups < 1 || layer.filters % layer.groups != 0 || place.input.channels % layer.groups != 0;
  }
  template <typename Layer, typename Receives>
  struct at {
    static_assert(accepted<Layer>,
                  "Conv2D's groups must divide both its filters and the channels it receives: leave it out for 1");
  };
};

struct Conv2DKernelLargerThanInput {
  static constexpr bool found(const Conv2D& layer, const Place& place) {
    return layer.padding == Padding::valid &&
           (extent(layer).height > place.input.height || extent(layer).width > place.input.width);
  }
  template <typename Layer, typename Receives>
  struct at {
    static_assert(accepted<Layer>,
                  "Conv2D's kernel is larger than the image it receives: "
                  "make kernel_size or dilation_rate smaller, say .padding = same, or pool less before it");
  };
};

}  // namespace mistake

constexpr auto mistakes_of(const Conv2D&) {
  return MistakeList<mistake::ImageNeeded, mistake::Conv2DWithoutFilters, mistake::Conv2DWithoutKernel,
                     mistake::Conv2DWithoutStrides, mistake::Conv2DDilation, mistake::Conv2DGroups,
                     mistake::Conv2DKernelLargerThanInput, mistake::SoftmaxBeforeTheEnd,
                     mistake::ActivityRegularizerOfSoftmax>{};
}

}  // namespace constnet
