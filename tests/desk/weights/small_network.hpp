// The parameter tensors of a network small enough to write its file by hand.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "constnet/firmware/network.hpp"

namespace small_network {

using constnet::runtime::Initializer;
using constnet::runtime::Tensor;

inline constexpr std::array<Tensor, 4> tensors = {{
    {"conv2d_1/kernel", 4, {3, 3, 1, 2}, 0, 18, 9, 18, Initializer::glorot_uniform},
    {"conv2d_1/bias", 1, {2, 1, 1, 1}, 18, 2, 9, 18, Initializer::zeros},
    {"dense_1/kernel", 2, {4, 3, 1, 1}, 20, 12, 4, 3, Initializer::glorot_uniform},
    {"dense_1/bias", 1, {3, 1, 1, 1}, 32, 3, 4, 3, Initializer::zeros},
}};

/// In each tensor 0/8 - 1, 1/8 - 1, 2/8 - 1 and so on.
inline std::vector<float> values() {
  std::vector<float> all;
  for (const Tensor& tensor : tensors) {
    for (std::size_t i = 0; i < tensor.size; ++i) all.push_back(static_cast<float>(i) / 8 - 1);
  }
  return all;
}

}  // namespace small_network
