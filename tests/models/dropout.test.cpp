// What dropout leaves out: how much, what becomes of the rest, and that seed, step, image and layer all matter.
#include <cmath>
#include <memory>
#include <vector>

#include "catch.hpp"
#include "dropout_alone.gen.hpp"
#include "dropout_of_all.gen.hpp"
#include "dropout_of_channels.gen.hpp"
#include "dropout_of_nothing.gen.hpp"

namespace {

/// What training makes of images of ones.
template <typename N>
std::vector<float> trained(int count, constnet::runtime::Randomness numbers) {
  const auto arena = std::make_unique<typename N::TrainingArena>();
  const typename N::TrainingPrepared prepared{};
  if constexpr (requires { arena->randomness; }) arena->randomness = numbers;
  const std::vector<float> images(static_cast<std::size_t>(count * N::output_size), 1.0f);
  std::vector<float> outputs(images.size());
  N::forward(prepared, *arena, images.data(), count, outputs.data());
  return outputs;
}

/// The part of the values that is 0; the others must be the nearest float to 1 / 0.7.
double part_left_out(const std::vector<float>& values) {
  double none = 0;
  for (const float value : values) {
    none += value == 0;
    if (value != 0) REQUIRE(value == static_cast<float>(1 / 0.7));
  }
  return none / static_cast<double>(values.size());
}

}  // namespace

TEST_CASE("dropout leaves out its rate, within four standard deviations, and scales the rest") {
  const std::vector<float> values = trained<dropout_alone::Network>(8, {1, 2, 3});
  CHECK(std::abs(part_left_out(values) - 0.3) < 4 * std::sqrt(0.3 * 0.7 / static_cast<double>(values.size())));
}

TEST_CASE("neighbours are left out independently") {
  const std::vector<float> values = trained<dropout_alone::Network>(8, {1, 2, 3});
  for (const std::size_t distance : {1u, 2u, 5u, 250u, 10'000u}) {
    double both = 0;
    const std::size_t pairs = values.size() - distance;
    for (std::size_t i = 0; i < pairs; ++i) both += values[i] == 0 && values[i + distance] == 0;
    CHECK(std::abs(both / static_cast<double>(pairs) - 0.09) < 4 * std::sqrt(0.09 / static_cast<double>(pairs)));
  }
}

TEST_CASE("each image, step and seed has a mask of its own, and the place in the batch says which") {
  const std::vector<float> two = trained<dropout_alone::Network>(2, {1, 2, 3});
  const std::vector<float> first(two.begin(), two.begin() + 10'000);
  const std::vector<float> second(two.begin() + 10'000, two.end());
  CHECK(first != second);
  CHECK(trained<dropout_alone::Network>(1, {1, 2, 3}) == first);
  CHECK(trained<dropout_alone::Network>(1, {1, 2, 4}) == second);
  CHECK(trained<dropout_alone::Network>(1, {1, 3, 3}) != first);
  CHECK(trained<dropout_alone::Network>(1, {2, 2, 3}) != first);
}

TEST_CASE("spatial dropout leaves out whole channels") {
  const std::vector<float> values = trained<dropout_of_channels::Network>(4, {1, 2, 3});
  CHECK(std::abs(part_left_out(values) - 0.3) < 4 * std::sqrt(0.3 * 0.7 / 4000));
  for (std::size_t i = 0; i < values.size(); ++i) {
    REQUIRE(values[i] == values[i / 6000 * 6000 + i % 1000]);
  }
}

TEST_CASE("rate 1 leaves nothing, rate 0 everything, and prediction drops nothing") {
  CHECK(trained<dropout_of_all::Network>(2, {1, 2, 3}) == std::vector<float>(96, 0.0f));
  CHECK(trained<dropout_of_nothing::Network>(2, {1, 2, 3}) == std::vector<float>(96, 1.0f));
  const std::vector<float> image(10'000, 1.0f);
  std::vector<float> output(image.size());
  const auto arena = std::make_unique<dropout_alone::InferenceArena>();
  dropout_alone::predict(dropout_alone::Prepared{}, *arena, image.data(), output.data());
  CHECK(output == image);
}
