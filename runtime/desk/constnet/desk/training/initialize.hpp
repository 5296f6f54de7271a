// Draws the values that parameters have before training.
#pragma once

#include <cstdint>
#include <span>

#include "constnet/firmware/network.hpp"

namespace constnet::runtime {

/// Fills the parameters of `tensors` at their offsets in `values`, each by its own initializer (Keras 3,
/// keras/src/initializers/random_initializers.py):
///   zeros:          0
///   glorot_uniform: uniform in [-L, L], L = sqrt(6 / (fan_in + fan_out))
/// A seed stands for the same bits on every machine.
void initialize(std::span<const Tensor> tensors, std::uint64_t seed, std::span<float> values);

}  // namespace constnet::runtime
