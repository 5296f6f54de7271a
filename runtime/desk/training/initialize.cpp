// Initializers: each value depends on the seed, the tensor's number and its own place alone.
#include "constnet/desk/training/initialize.hpp"

#include <algorithm>
#include <cmath>

#include "constnet/desk/base/error.hpp"
#include "constnet/desk/base/random.hpp"
#include "constnet/desk/training/random_streams.hpp"

namespace constnet::runtime {
namespace {

void fill_uniform(const Random& random, float limit, std::span<float> values) {
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = random.uniform(i, -limit, limit);
}

// Keras divides by max(1, (fan_in + fan_out) / 2).
float glorot_limit(const Tensor& tensor) {
  const double mean_fan = (static_cast<double>(tensor.fan_in) + tensor.fan_out) / 2;
  return static_cast<float>(std::sqrt(3.0 / std::max(1.0, mean_fan)));
}

}  // namespace

void initialize(std::span<const Tensor> tensors, std::uint64_t seed, std::span<float> values) {
  for (std::size_t t = 0; t < tensors.size(); ++t) {
    const Tensor& tensor = tensors[t];
    const std::span<float> own = values.subspan(tensor.offset, tensor.size);
    switch (tensor.initializer.kind) {
      case Initializer::Kind::zeros:
        std::fill(own.begin(), own.end(), 0.0f);
        break;
      case Initializer::Kind::glorot_uniform:
        fill_uniform({seed, random_stream(RandomPurpose::initial_values, t)}, glorot_limit(tensor), own);
        break;
      default:
        throw Error(std::string(tensor.name) + ": no way is known to draw its first values");
    }
  }
}

}  // namespace constnet::runtime
