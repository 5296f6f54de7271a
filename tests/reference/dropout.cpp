// Masks of dropout, forward and backward.
#include "reference/dropout.hpp"

#include <cmath>

namespace constnet::reference {
namespace {

// MurmurHash3's finalizer (Austin Appleby).
std::uint32_t mixed(std::uint32_t x) {
  x ^= x >> 16;
  x *= 0x85ebca6bu;
  x ^= x >> 13;
  x *= 0xc2b2ae35u;
  x ^= x >> 16;
  return x;
}

Batch times(const Batch& batch, const std::vector<double>& factors) {
  Batch product = batch;
  for (std::size_t i = 0; i < factors.size(); ++i) product.values[i] *= factors[i];
  return product;
}

}  // namespace

Batch Dropout::forward(const Batch& inputs) {
  factors_.assign(inputs.values.size(), 1);
  return inputs;
}

Batch Dropout::forward_in_training(const Batch& inputs, const Numbers& numbers) {
  factors_.clear();
  const double bound = std::round(rate_ * 0x1p24);
  for (int image = 0; image < inputs.count; ++image) {
    std::uint32_t key = mixed(numbers.seed) ^ numbers.step;
    key = mixed(key) ^ (numbers.first_image + static_cast<std::uint32_t>(image));
    key = mixed(mixed(key) ^ static_cast<std::uint32_t>(number_));
    for (std::size_t value = 0; value < inputs.size_of_one(); ++value) {
      const std::size_t place = whole_channels_ ? value % static_cast<std::size_t>(shape_.channels) : value;
      const std::uint32_t drawn = mixed(key ^ (static_cast<std::uint32_t>(place) * 0x9e3779b9u)) >> 8;
      factors_.push_back(drawn < bound ? 0 : 1 / (1 - rate_));
    }
  }
  return times(inputs, factors_);
}

Batch Dropout::backward(const Batch& d_outputs, std::span<double>) { return times(d_outputs, factors_); }

}  // namespace constnet::reference
