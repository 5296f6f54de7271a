// A batch of CIFAR-10 in its binary version, with pixels that tell their place.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

/// One record for each label; pixel i of plane c of image n is 7 n + 80 c + i, modulo 256.
inline std::vector<std::uint8_t> cifar10_batch(const std::vector<std::uint8_t>& labels) {
  std::vector<std::uint8_t> bytes;
  for (std::size_t n = 0; n < labels.size(); ++n) {
    bytes.push_back(labels[n]);
    for (std::size_t c = 0; c < 3; ++c) {
      for (std::size_t i = 0; i < 1024; ++i) bytes.push_back(static_cast<std::uint8_t>(7 * n + 80 * c + i));
    }
  }
  return bytes;
}
