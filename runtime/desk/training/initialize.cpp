// Initializers: each value depends on the seed, the tensor's number and its own place alone.
#include "constnet/desk/training/initialize.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

#include "constnet/desk/base/random.hpp"
#include "constnet/desk/training/random_streams.hpp"

namespace constnet::runtime {
namespace {

void fill_uniform(const Random& random, float low, float high, std::span<float> values) {
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = random.uniform(i, low, high);
}

// Box and Muller: the standard normal from the numbers 2n and 2n + 1. The first is taken from (0, 1].
double normal(const Random& random, std::uint64_t n) {
  const double radius = std::sqrt(-2 * std::log(1.0 - random.uniform(2 * n)));
  return radius * std::cos(2 * std::numbers::pi * random.uniform(2 * n + 1));
}

void fill_normal(const Random& random, double mean, double stddev, std::span<float> values) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    values[i] = static_cast<float>(mean + stddev * normal(random, i));
  }
}

// Outside of two standard deviations a value is drawn again, from numbers that belong to its place and the attempt.
void fill_truncated(const Random& random, double mean, double stddev, std::span<float> values) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    double drawn = normal(random, i);
    for (std::uint64_t attempt = 1; std::abs(drawn) > 2; ++attempt) drawn = normal(random, i + (attempt << 40));
    values[i] = static_cast<float>(mean + stddev * drawn);
  }
}

// Q of the QR decomposition of a normal matrix with at least as many rows as columns, with signs that make the diagonal
// of R positive; transposed if the tensor, seen as (all other axes, last axis), has fewer rows than columns. The
// decomposition is Gram's and Schmidt's, twice for each column, in double.
void fill_orthogonal(const Random& random, double gain, const Tensor& tensor, std::span<float> values) {
  const auto last = static_cast<std::size_t>(tensor.shape[std::max(tensor.rank, 1) - 1]);
  const std::size_t others = values.size() / last;
  const std::size_t rows = std::max(last, others);
  const std::size_t columns = std::min(last, others);
  std::vector<std::vector<double>> q(columns, std::vector<double>(rows));
  for (std::size_t c = 0; c < columns; ++c) {
    for (std::size_t r = 0; r < rows; ++r) q[c][r] = normal(random, r * columns + c);
    for (int pass = 0; pass < 2; ++pass) {
      for (std::size_t before = 0; before < c; ++before) {
        double product = 0;
        for (std::size_t r = 0; r < rows; ++r) product += q[before][r] * q[c][r];
        for (std::size_t r = 0; r < rows; ++r) q[c][r] -= product * q[before][r];
      }
    }
    double squares = 0;
    for (const double value : q[c]) squares += value * value;
    for (double& value : q[c]) value /= std::sqrt(squares);
  }
  for (std::size_t r = 0; r < others; ++r) {
    for (std::size_t c = 0; c < last; ++c) {
      values[r * last + c] = static_cast<float>(gain * (others < last ? q[r][c] : q[c][r]));
    }
  }
}

// times scale / max(1, fan), with scale and fan of Keras' VarianceScaling: its variance for times = 1.
double variance(const Tensor& tensor, double times = 1) {
  const double in = tensor.fan_in;
  switch (tensor.initializer.kind) {
    case Initializer::Kind::glorot_uniform:
    case Initializer::Kind::glorot_normal:
      return times / std::max(1.0, (in + tensor.fan_out) / 2);
    case Initializer::Kind::he_uniform:
    case Initializer::Kind::he_normal:
      return times * 2 / std::max(1.0, in);
    default:
      return times / std::max(1.0, in);
  }
}

// What a standard normal law that is cut off at two has as standard deviation.
constexpr double truncated_stddev = 0.87962566103423978;

void fill(const Tensor& tensor, const Random& random, std::span<float> own) {
  const auto& [kind, a, b] = tensor.initializer;
  switch (kind) {
    case Initializer::Kind::zeros:
      std::ranges::fill(own, 0.0f);
      return;
    case Initializer::Kind::ones:
      std::ranges::fill(own, 1.0f);
      return;
    case Initializer::Kind::constant:
      std::ranges::fill(own, a);
      return;
    case Initializer::Kind::glorot_uniform:
    case Initializer::Kind::he_uniform:
    case Initializer::Kind::lecun_uniform: {
      const auto limit = static_cast<float>(std::sqrt(variance(tensor, 3)));
      return fill_uniform(random, -limit, limit, own);
    }
    case Initializer::Kind::glorot_normal:
    case Initializer::Kind::he_normal:
    case Initializer::Kind::lecun_normal:
      return fill_truncated(random, 0, std::sqrt(variance(tensor)) / truncated_stddev, own);
    case Initializer::Kind::random_normal:
      return fill_normal(random, a, b, own);
    case Initializer::Kind::random_uniform:
      return fill_uniform(random, a, b, own);
    case Initializer::Kind::truncated_normal:
      return fill_truncated(random, a, b, own);
    case Initializer::Kind::orthogonal:
      return fill_orthogonal(random, a, tensor, own);
  }
}

}  // namespace

void initialize(std::span<const Tensor> tensors, std::uint64_t seed, std::span<float> values) {
  for (std::size_t t = 0; t < tensors.size(); ++t) {
    fill(tensors[t], {seed, random_stream(RandomPurpose::initial_values, t)},
         values.subspan(tensors[t].offset, tensors[t].size));
  }
}

}  // namespace constnet::runtime
