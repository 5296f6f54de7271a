#include "constnet/desk/training/initialize.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "catch.hpp"

namespace constnet::runtime {
namespace {

const Tensor tensors[] = {
    {"conv2d_1/kernel", 4, {3, 3, 32, 64}, 0, 18432, 288, 576, Initializer::glorot_uniform},
    {"conv2d_1/bias", 1, {64, 1, 1, 1}, 18432, 64, 64, 64, Initializer::zeros},
    {"dense_1/kernel", 2, {64, 10, 1, 1}, 18496, 640, 64, 10, Initializer::glorot_uniform},
};

std::vector<float> drawn(std::uint64_t seed) {
  std::vector<float> values(19136, 9);
  initialize(tensors, seed, values);
  return values;
}

}  // namespace

TEST_CASE("glorot_uniform fills [-L, L] evenly, zeros are zero") {
  const std::vector<float> values = drawn(1);
  const double limit = std::sqrt(6.0 / (288 + 576));
  double sum = 0;
  double squares = 0;
  double largest = 0;
  for (std::size_t i = 0; i < 18432; ++i) {
    sum += values[i];
    squares += static_cast<double>(values[i]) * values[i];
    largest = std::max(largest, std::abs(static_cast<double>(values[i])));
  }
  CHECK(largest <= limit * (1 + 1e-6));
  CHECK(largest > 0.999 * limit);
  // Five standard errors of the mean and of the mean square of a uniform law.
  CHECK(std::abs(sum / 18432) < 5 * limit / std::sqrt(3.0 * 18432));
  CHECK(std::abs(squares / 18432 - limit * limit / 3) < 5 * limit * limit * std::sqrt(4.0 / 45 / 18432));
  CHECK(std::all_of(values.begin() + 18432, values.begin() + 18496, [](float v) { return v == 0; }));
  const auto dense = std::minmax_element(values.begin() + 18496, values.end());
  CHECK(*dense.second <= static_cast<float>(std::sqrt(6.0 / 74)));
  CHECK(*dense.second > static_cast<float>(0.95 * std::sqrt(6.0 / 74)));
  CHECK(*dense.first < static_cast<float>(-0.95 * std::sqrt(6.0 / 74)));
}

TEST_CASE("a seed stands for its values") {
  CHECK(drawn(1) == drawn(1));
  CHECK(drawn(1) != drawn(2));
  // Frozen: weights drawn by an earlier version can be drawn again.
  const std::vector<float> values = drawn(1);
  CHECK(values[0] == 0x1.0a9858p-6f);
  CHECK(values[18496] == 0x1.a0e84p-7f);
}

namespace {

struct Moments {
  double mean = 0;
  double stddev = 0;
  double least = 0;
  double greatest = 0;
};

std::vector<float> drawn_with(Initializer initializer, std::uint64_t seed = 1) {
  const Tensor tensor[] = {{"dense_1/kernel", 2, {300, 200, 1, 1}, 0, 60000, 300, 200, initializer}};
  std::vector<float> values(60000, 9);
  initialize(tensor, seed, values);
  return values;
}

Moments moments(Initializer initializer) {
  const std::vector<float> values = drawn_with(initializer);
  Moments found{.least = values[0], .greatest = values[0]};
  for (const float v : values) {
    found.mean += v / 60000.0;
    found.least = std::min(found.least, static_cast<double>(v));
    found.greatest = std::max(found.greatest, static_cast<double>(v));
  }
  for (const float v : values) found.stddev += (v - found.mean) * (v - found.mean) / 60000;
  found.stddev = std::sqrt(found.stddev);
  return found;
}

// Five standard errors of a mean; 2 % of a standard deviation is more than six of its errors.
void check_moments(Initializer initializer, double mean, double stddev, double bound) {
  const Moments found = moments(initializer);
  CHECK(std::abs(found.mean - mean) < 5 * stddev / std::sqrt(60000.0));
  CHECK(std::abs(found.stddev / stddev - 1) < 0.02);
  CHECK(found.least >= mean - bound * (1 + 1e-6));
  CHECK(found.greatest <= mean + bound * (1 + 1e-6));
  CHECK(found.least < mean - 0.99 * std::min(bound, 3 * stddev));
  CHECK(found.greatest > mean + 0.99 * std::min(bound, 3 * stddev));
  CHECK(drawn_with(initializer) == drawn_with(initializer));
  CHECK(drawn_with(initializer) != drawn_with(initializer, 2));
}

}  // namespace

TEST_CASE("every law has its mean, its variance and its bounds") {
  constexpr double truncated = 0.87962566103423978;
  const auto uniform = [](Initializer initializer, double limit) {
    check_moments(initializer, 0, limit / std::sqrt(3.0), limit);
  };
  const auto cut = [](Initializer initializer, double stddev) {
    check_moments(initializer, 0, stddev, 2 * stddev / truncated);
  };
  uniform(Initializer::glorot_uniform, std::sqrt(6.0 / 500));
  uniform(Initializer::he_uniform, std::sqrt(6.0 / 300));
  uniform(Initializer::lecun_uniform, std::sqrt(3.0 / 300));
  cut(Initializer::glorot_normal, std::sqrt(2.0 / 500));
  cut(Initializer::he_normal, std::sqrt(2.0 / 300));
  cut(Initializer::lecun_normal, std::sqrt(1.0 / 300));
  check_moments(Initializer::random_uniform(-1, 3), 1, 2 / std::sqrt(3.0), 2);
  check_moments(Initializer::random_normal(0.5f, 0.01f), 0.5, 0.01, 0.1);
  check_moments(Initializer::truncated_normal(0.5f, 0.01f), 0.5, 0.01 * truncated, 0.02);
  CHECK(drawn_with(Initializer::constant(0.25f)) == std::vector<float>(60000, 0.25f));
  CHECK(drawn_with(Initializer::ones) == std::vector<float>(60000, 1));
}

TEST_CASE("orthogonal draws orthonormal columns, or rows if those are fewer, times the gain") {
  for (const bool wide : {false, true}) {
    const int rows = wide ? 20 : 36;
    const int columns = wide ? 36 : 20;
    const Tensor tensor[] = {
        {"conv2d_1/kernel", 4, {2, 2, rows / 4, columns}, 0, 720, rows, 4 * columns, Initializer::orthogonal(2)}};
    std::vector<float> values(720);
    initialize(tensor, 3, values);
    const auto at = [&](int long_index, int short_index) {
      return static_cast<double>(
          values[static_cast<std::size_t>(wide ? short_index * 36 + long_index : long_index * 20 + short_index)]);
    };
    for (int i = 0; i < 20; ++i) {
      for (int j = 0; j < 20; ++j) {
        double product = 0;
        for (int k = 0; k < 36; ++k) product += at(k, i) * at(k, j);
        CHECK(std::abs(product - (i == j ? 4 : 0)) < 1e-5);
      }
    }
  }
}

}  // namespace constnet::runtime
