// Where a sliding window stands along one dimension: how many positions, and how much padding before the first.
#pragma once

#include <constnet/dsl/padding.hpp>

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

}  // namespace constnet
