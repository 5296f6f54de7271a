// Ten steps of an optimizer, with gradients in several blocks.
#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

#include "catch.hpp"
#include "constnet/desk/base/random.hpp"
#include "constnet/desk/optimizers/optimizers.hpp"

namespace constnet::runtime {

constexpr std::size_t size = 1003;  // not a multiple of any vector
constexpr std::size_t shards = 3;
constexpr int steps = 10;

inline float gradient(int step, std::size_t shard, std::size_t i) {
  // Sizes from 1e-4 to 1, as in real training.
  const Random random(5, static_cast<std::uint64_t>(step) * shards + shard);
  return random.uniform(2 * i, -1, 1) * std::pow(10.0f, -4 * random.uniform(2 * i + 1));
}

inline float start_value(std::size_t i) { return Random(6, 0).uniform(i, -0.2f, 0.2f); }

/// The parameters after ten steps, the whole updated in ranges of `piece` floats.
inline std::vector<float> after_steps(Optimizer& optimizer, std::size_t piece) {
  FloatBlock parameters(size);
  for (std::size_t i = 0; i < size; ++i) parameters.data()[i] = start_value(i);
  std::vector<FloatBlock> blocks;
  std::vector<float*> pointers;
  for (std::size_t s = 0; s < shards; ++s) pointers.push_back(blocks.emplace_back(size).data());
  optimizer.start(size);
  for (int step = 0; step < steps; ++step) {
    for (std::size_t s = 0; s < shards; ++s) {
      for (std::size_t i = 0; i < size; ++i) {
        REQUIRE(pointers[s][i] == 0);
        pointers[s][i] = gradient(step, s, i);
      }
    }
    optimizer.next_iteration();
    const std::size_t end = parameters.padded_size();
    for (std::size_t first = 0; first < end; first += piece) {
      optimizer.update(parameters.data(), pointers, first, std::min(end, first + piece));
    }
  }
  CHECK(optimizer.iterations() == steps);
  for (std::size_t i = size; i < parameters.padded_size(); ++i) CHECK(parameters.data()[i] == 0);
  return {parameters.data(), parameters.data() + size};
}

}  // namespace constnet::runtime
