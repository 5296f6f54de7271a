// Parameters and inputs for a network that nobody trained: the same on every processor.
#pragma once

#include <cmath>
#include <constnet/firmware/tensor.hpp>
#include <cstdint>

namespace drawn {

/// In [-1, 1), by 32 bits of the index, mixed (Chris Wellons, "Prospecting for hash functions", 2018).
inline float value(std::uint32_t index) {
  std::uint32_t x = index + 1;
  x = (x ^ (x >> 16)) * 0x7feb352du;
  x = (x ^ (x >> 15)) * 0x846ca68bu;
  x ^= x >> 16;
  return static_cast<float>(static_cast<std::int32_t>(x)) * 0x1p-31f;
}

/// Uniform with the variance of he_uniform for kernels, so that activations neither vanish nor explode; biases in
/// [-1/8, 1/8).
template <typename Network>
void parameters(float* values) {
  for (const constnet::runtime::Tensor& tensor : Network::tensors) {
    const bool kernel = tensor.rank > 1;
    const float scale = kernel ? std::sqrt(6.0f / static_cast<float>(tensor.fan_in)) : 0.125f;
    for (std::uint32_t i = 0; i < tensor.size; ++i) {
      values[tensor.offset + i] = scale * value(static_cast<std::uint32_t>(tensor.offset) + i);
    }
  }
}

template <typename Network>
void image(float* values) {
  for (int i = 0; i < Network::input_size; ++i) values[i] = 0.5f + 0.5f * value(0x40000000u + static_cast<unsigned>(i));
}

}  // namespace drawn
