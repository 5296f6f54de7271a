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

}  // namespace constnet::runtime
