// Random numbers that are the same with every compiler and standard library.
#pragma once

#include <cstdint>

namespace constnet::reference {

/// splitmix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014).
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t bits() {
    std::uint64_t z = state_ += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
  }

  /// Uniform in [lowest, highest).
  double uniform(double lowest, double highest) {
    return lowest + (highest - lowest) * static_cast<double>(bits() >> 11) * 0x1p-53;
  }

  /// Any of lowest, ..., highest.
  int integer(int lowest, int highest) {
    return lowest + static_cast<int>(bits() % static_cast<std::uint64_t>(highest - lowest + 1));
  }

  bool chance(double probability) { return uniform(0, 1) < probability; }

 private:
  std::uint64_t state_;
};

}  // namespace constnet::reference
