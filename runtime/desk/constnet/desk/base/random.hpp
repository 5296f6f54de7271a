// Random numbers that are a function of (seed, stream, counter): no state, so threads can draw them in any order.
#pragma once

#include <array>
#include <cstdint>

namespace constnet::runtime {

/// Philox4x32-10: a bijection of four words for each key. J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, "Parallel
/// random numbers: as easy as 1, 2, 3", SC 2011.
constexpr std::array<std::uint32_t, 4> philox4x32(std::array<std::uint32_t, 4> counter,
                                                  std::array<std::uint32_t, 2> key) {
  for (int round = 0; round < 10; ++round) {
    const std::uint64_t product0 = std::uint64_t{0xD2511F53} * counter[0];
    const std::uint64_t product1 = std::uint64_t{0xCD9E8D57} * counter[2];
    counter = {static_cast<std::uint32_t>(product1 >> 32) ^ counter[1] ^ key[0], static_cast<std::uint32_t>(product1),
               static_cast<std::uint32_t>(product0 >> 32) ^ counter[3] ^ key[1], static_cast<std::uint32_t>(product0)};
    key = {key[0] + 0x9E3779B9, key[1] + 0xBB67AE85};
  }
  return counter;
}

/// Independent random numbers, addressed by a counter. Different streams of one seed never share a number's position;
/// give each purpose (weights, shuffling of epoch e, image i) a stream of its own.
class Random {
 public:
  constexpr Random(std::uint64_t seed, std::uint64_t stream) : seed_(seed), stream_(stream) {}

  /// Four words at once: `block(n)[k] == bits(4 * n + k)`.
  constexpr std::array<std::uint32_t, 4> block(std::uint64_t n) const {
    return philox4x32({low(n), high(n), low(stream_), high(stream_)}, {low(seed_), high(seed_)});
  }

  /// 32 random bits.
  constexpr std::uint32_t bits(std::uint64_t counter) const { return block(counter / 4)[counter % 4]; }

  /// Uniform in [0, 1): a multiple of 2^-24.
  constexpr float uniform(std::uint64_t counter) const { return static_cast<float>(bits(counter) >> 8) * 0x1p-24f; }

  /// Uniform between `low` and `high`.
  constexpr float uniform(std::uint64_t counter, float low, float high) const {
    return low + (high - low) * uniform(counter);
  }

  /// Uniform in 0 ... bound - 1; uneven by less than bound / 2^32.
  constexpr std::uint32_t below(std::uint64_t counter, std::uint32_t bound) const {
    return static_cast<std::uint32_t>((std::uint64_t{bits(counter)} * bound) >> 32);
  }

 private:
  static constexpr std::uint32_t low(std::uint64_t value) { return static_cast<std::uint32_t>(value); }
  static constexpr std::uint32_t high(std::uint64_t value) { return static_cast<std::uint32_t>(value >> 32); }

  std::uint64_t seed_;
  std::uint64_t stream_;
};

}  // namespace constnet::runtime
