// What the random numbers of a network with dropout depend on.
#pragma once

#include <cstdint>

namespace constnet::runtime {

/// Set in the training arena before each forward. The same three numbers give the same masks, on every processor.
struct Randomness {
  std::uint32_t seed;
  std::uint32_t step;         ///< another one for each batch
  std::uint32_t first_image;  ///< the place in the batch of the first image that forward gets
};

}  // namespace constnet::runtime
