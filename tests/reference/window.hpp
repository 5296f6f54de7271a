// Where the windows of a convolution or a pooling stand: Keras' rules for valid and same, written without the DSL's.
#pragma once

#include <constnet/dsl/padding.hpp>
#include <constnet/dsl/shape.hpp>
#include <constnet/dsl/size2.hpp>

namespace constnet::reference {

/// The places of windows along one axis: window `i` begins at `i * stride - before`, which may be outside the image.
struct Places {
  int count;
  int before;
};

/// valid: floor((length - size) / stride) + 1 windows. same: ceil(length / stride) windows; what is missing around the
/// image, max(0, (count - 1) * stride + size - length), is put half before it, the odd one after it.
/// Source: keras/src/ops/operation_utils.py and backend/torch/nn.py:_compute_padding_length.
Places places(int length, int size, int stride, Padding padding);

/// A window that moves over an image.
struct Window {
  Size2 size;
  Size2 strides;
  Padding padding;
  Size2 dilation = 1;  ///< steps from one value under the window to the next

  Places rows(Shape image) const {
    return places(image.height, (size.height - 1) * dilation.height + 1, strides.height, padding);
  }
  Places columns(Shape image) const {
    return places(image.width, (size.width - 1) * dilation.width + 1, strides.width, padding);
  }
};

}  // namespace constnet::reference
