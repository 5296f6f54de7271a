// Which stream of random numbers serves what, so that no two purposes share numbers.
#pragma once

#include <cstdint>

namespace constnet::runtime {

/// What random numbers are drawn for. Values are part of what a seed means: never renumber.
enum class RandomPurpose : std::uint64_t { initial_values = 1, shuffling = 2, gradient_check = 3, augmentation = 4 };

/// The stream for the `index`-th tensor, epoch or image of a purpose; index < 2^48.
constexpr std::uint64_t random_stream(RandomPurpose purpose, std::uint64_t index) {
  return static_cast<std::uint64_t>(purpose) << 48 | index;
}

}  // namespace constnet::runtime
