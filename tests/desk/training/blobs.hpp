// Easy data for training tests: noisy images whose class shows in where they are bright.
#pragma once

#include <cstdint>

#include "constnet/desk/base/random.hpp"
#include "constnet/desk/data/dataset.hpp"

/// `count` images of 1 x `width` x 1; class c is bright in the c-th of `classes` equal parts.
inline constnet::runtime::Dataset blobs(std::size_t count, int width, int classes, std::uint64_t seed = 7) {
  constnet::runtime::Dataset data{1, width, 1, classes, {}, {}};
  const constnet::runtime::Random random(seed, 0);
  std::uint64_t counter = 0;
  for (std::size_t n = 0; n < count; ++n) {
    const int label = static_cast<int>(random.below(counter++, static_cast<std::uint32_t>(classes)));
    for (int x = 0; x < width; ++x) {
      const std::uint32_t base = x * classes / width == label ? 75 : 0;
      data.pixels.push_back(static_cast<std::uint8_t>(base + random.below(counter++, 180)));
    }
    data.labels.push_back(label);
  }
  return data;
}
