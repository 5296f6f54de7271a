// Where a sliding window stands along one dimension: how many positions, and how much padding before the first.
#pragma once

#include <constnet/dsl/padding.hpp>
#include <constnet/dsl/size2.hpp>

namespace constnet {

/// Positions of a window of `window` values that moves over `n` values by `stride`:
/// valid ceil((n - window + 1) / stride), same ceil(n / stride). All positive; under valid, window <= n.
/// Source: keras/src/ops/operation_utils.py, compute_conv_output_shape.
constexpr int output_length(int n, int window, int stride, Padding padding) {
  return padding == Padding::valid ? (n - window) / stride + 1 : (n - 1) / stride + 1;
}

/// Padding before the first value. Under same, an odd total puts the extra value after the last, as TensorFlow does.
/// Source: keras/src/backend/torch/nn.py, _compute_padding_length.
constexpr int padding_before(int n, int window, int stride, Padding padding) {
  if (padding == Padding::valid) return 0;
  const int total = (output_length(n, window, stride, padding) - 1) * stride - n + window;
  return total > 0 ? total / 2 : 0;
}

/// Rows and columns from the first to the last tap of a kernel whose taps lie `dilation_rate` apart.
constexpr Size2 dilated_length(Size2 kernel_size, Size2 dilation_rate) {
  return {(kernel_size.height - 1) * dilation_rate.height + 1, (kernel_size.width - 1) * dilation_rate.width + 1};
}

/// Whether a layer's dilation_rate is not positive, or above 1 together with its strides, which Keras refuses too.
template <typename L>
constexpr bool has_wrong_dilation(const L& layer) {
  const bool strided = layer.strides.height > 1 || layer.strides.width > 1;
  const bool dilated = layer.dilation_rate.height > 1 || layer.dilation_rate.width > 1;
  return !is_positive(layer.dilation_rate) || (strided && dilated);
}

}  // namespace constnet
