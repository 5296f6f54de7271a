// What a network's tensors are drawn from, against Keras' draws of the same tensors: two samples of each law.
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "catch.hpp"
#include "constnet/desk/training/initialize.hpp"
#include "fixture.hpp"
#include "initialized_network.gen.hpp"

namespace {

using constnet::runtime::Tensor;

/// All draws of each tensor, one after the other: of the seeds 1, 2, ...
std::vector<std::vector<float>> draw(const nlohmann::json& cases) {
  std::vector<std::vector<float>> drawn(cases.size());
  std::vector<float> parameters(initialized_network::parameter_count);
  std::size_t most = 0;
  for (const nlohmann::json& one : cases) most = std::max<std::size_t>(most, one.at("draws"));
  for (std::size_t seed = 1; seed <= most; ++seed) {
    constnet::runtime::initialize(std::span(initialized_network::tensors), seed, parameters);
    for (std::size_t t = 0; t < cases.size(); ++t) {
      if (seed > cases[t].at("draws")) continue;
      const Tensor& tensor = initialized_network::tensors[t];
      const auto first = parameters.begin() + static_cast<std::ptrdiff_t>(tensor.offset);
      drawn[t].insert(drawn[t].end(), first, first + static_cast<std::ptrdiff_t>(tensor.size));
    }
  }
  return drawn;
}

double mean_of(const std::vector<float>& values) {
  double sum = 0;
  for (const float value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

double stddev_of(const std::vector<float>& values) {
  const double mean = mean_of(values);
  double sum = 0;
  for (const float value : values) sum += (value - mean) * (value - mean);
  return std::sqrt(sum / static_cast<double>(values.size()));
}

/// The greatest distance of the part of `sorted` up to a percentile of Keras' from the part that Keras has there.
double distance(const std::vector<float>& sorted, const std::vector<double>& percentiles) {
  double greatest = 0;
  for (std::size_t i = 0; i < percentiles.size(); ++i) {
    const auto below = std::ranges::upper_bound(sorted, static_cast<float>(percentiles[i])) - sorted.begin();
    const double part = static_cast<double>(below) / static_cast<double>(sorted.size());
    greatest = std::max(greatest, std::abs(part - static_cast<double>(i + 1) / 100));
  }
  return greatest;
}

}  // namespace

TEST_CASE("every tensor is drawn from the law that Keras draws it from") {
  const nlohmann::json cases = keras_fixture("initializers");
  REQUIRE(cases.size() == initialized_network::tensor_count);
  std::vector<std::vector<float>> drawn = draw(cases);
  for (std::size_t t = 0; t < cases.size(); ++t) {
    const nlohmann::json& one = cases[t];
    const Tensor& tensor = initialized_network::tensors[t];
    const std::string kind = one.at("initializer");
    INFO(tensor.name << ": " << kind);
    const auto shape = one.at("shape").get<std::vector<int>>();
    REQUIRE(shape == std::vector<int>(tensor.shape, tensor.shape + tensor.rank));
    std::vector<float>& values = drawn[t];
    REQUIRE(values.size() == one.at("count"));
    const double stddev = one.at("stddev");
    if (stddev == 0) {
      CHECK(std::ranges::all_of(values, [&](float value) { return value == one.at("mean").get<float>(); }));
      continue;
    }
    // Two samples of n values each: five standard errors of a difference of means. That of a deviation is at most that
    // of a normal law's.
    const double n = static_cast<double>(values.size());
    CHECK(std::abs(mean_of(values) - one.at("mean").get<double>()) < 5 * stddev * std::sqrt(2 / n));
    CHECK(std::abs(stddev_of(values) / stddev - 1) < 5 / std::sqrt(n));
    std::ranges::sort(values);
    // Kolmogorov and Smirnov: two samples of one law are as far apart once in a thousand times.
    CHECK(distance(values, one.at("percentiles")) < 1.95 * std::sqrt(2 / n));
    // Where a law ends, the outermost values are near its end: the mean distance is at most 20 deviations / n.
    if (kind == "RandomNormal" || kind == "Orthogonal") continue;
    CHECK(std::abs(values.front() - one.at("least").get<double>()) < 200 * stddev / n);
    CHECK(std::abs(values.back() - one.at("greatest").get<double>()) < 200 * stddev / n);
  }
}

TEST_CASE("orthogonal tensors have orthogonal rows or columns where Keras' have, of the same length") {
  const nlohmann::json cases = keras_fixture("initializers");
  std::vector<float> parameters(initialized_network::parameter_count);
  constnet::runtime::initialize(std::span(initialized_network::tensors), 3, parameters);
  int found = 0;
  for (std::size_t t = 0; t < cases.size(); ++t) {
    if (!cases[t].contains("orthogonal")) continue;
    ++found;
    const Tensor& tensor = initialized_network::tensors[t];
    INFO(tensor.name);
    const float* const values = parameters.data() + tensor.offset;
    const auto columns = static_cast<std::size_t>(tensor.shape[tensor.rank - 1]);
    const std::size_t rows = tensor.size / columns;
    const bool by_rows = cases[t].at("orthogonal") == "rows";
    const std::size_t vectors = by_rows ? rows : columns;
    const std::size_t length = by_rows ? columns : rows;
    for (std::size_t i = 0; i < vectors; ++i) {
      for (std::size_t j = 0; j <= i; ++j) {
        double product = 0;
        for (std::size_t k = 0; k < length; ++k) {
          product += by_rows ? double{values[i * columns + k]} * values[j * columns + k]
                             : double{values[k * columns + i]} * values[k * columns + j];
        }
        CHECK(std::abs(product - (i == j ? cases[t].at("square").get<double>() : 0)) < 1e-5);
      }
    }
  }
  CHECK(found == 3);
}
