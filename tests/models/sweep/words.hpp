// Short words for the layers of the sweep.
#pragma once

#include <constnet/dsl.hpp>

namespace models {

using namespace constnet;

/// A convolution of one pixel, to give pools something with parameters to pass their gradient to.
constexpr Conv2D pixelwise(int filters, Activation activation) {
  return {.filters = filters, .kernel_size = 1, .activation = activation};
}

constexpr Conv2D conv(int filters, Size2 kernel_size, Size2 strides, Padding padding, Activation activation) {
  return {
      .filters = filters, .kernel_size = kernel_size, .strides = strides, .padding = padding, .activation = activation};
}

/// A convolution that keeps height and width.
constexpr Conv2D keeping(int filters, Size2 kernel_size, Activation activation) {
  return conv(filters, kernel_size, 1, same, activation);
}

constexpr Conv2D frozen(Conv2D layer) {
  layer.trainable = false;
  return layer;
}

constexpr MaxPooling2D pool(Size2 pool_size, Size2 strides, Padding padding) { return {pool_size, strides, padding}; }

constexpr AveragePooling2D mean(Size2 pool_size, Size2 strides, Padding padding) {
  return {pool_size, strides, padding};
}

}  // namespace models
