// Drawn digits: a function of the seed, balanced, and looking like digits on black.
#include "constnet/desk/data/drawn_digits.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <span>

#include "catch.hpp"

namespace {

using constnet::runtime::Dataset;
using constnet::runtime::DataSplits;
using constnet::runtime::drawn_digits;

constexpr std::size_t image_size = 28 * 28;

// Mean image of each class, as a classifier that sees no shape finer than a blur.
int nearest_mean(const std::array<std::array<double, image_size>, 10>& means, const std::uint8_t* image) {
  std::array<double, 10> distances = {};
  for (std::size_t k = 0; k < 10; ++k) {
    for (std::size_t i = 0; i < image_size; ++i) distances[k] += (image[i] - means[k][i]) * (image[i] - means[k][i]);
  }
  return static_cast<int>(std::ranges::min_element(distances) - distances.begin());
}

}  // namespace

TEST_CASE("a seed gives the same digits, whatever the number of them, and another seed gives others") {
  const DataSplits first = drawn_digits(1, 300, 100);
  const DataSplits again = drawn_digits(1, 300, 100);
  const DataSplits fewer = drawn_digits(1, 50, 10);
  const DataSplits other = drawn_digits(2, 300, 100);
  CHECK(first.train.pixels == again.train.pixels);
  CHECK(first.train.labels == again.train.labels);
  CHECK(first.test.pixels == again.test.pixels);
  CHECK(std::ranges::equal(fewer.train.pixels, std::span(first.train.pixels).first(50 * image_size)));
  CHECK(first.train.pixels != other.train.pixels);
  CHECK_FALSE(std::ranges::equal(first.test.pixels, std::span(first.train.pixels).first(100 * image_size)));
  CHECK(first.origin == "drawn digits, seed 1");
}

TEST_CASE("the digits fill a set of MNIST's form, all classes about equally often") {
  const Dataset train = drawn_digits(1, 3000, 1).train;
  CHECK(train.height == 28);
  CHECK(train.width == 28);
  CHECK(train.channels == 1);
  CHECK(train.classes == 10);
  CHECK(train.size() == 3000);
  CHECK(train.pixels.size() == 3000 * image_size);
  std::array<int, 10> counts = {};
  for (const int label : train.labels) ++counts.at(static_cast<std::size_t>(label));
  for (const int count : counts) CHECK((count > 220 && count < 380));
}

TEST_CASE("each image is mostly black, with some bright ink, and no two are the same") {
  const Dataset train = drawn_digits(1, 500, 1).train;
  for (std::size_t i = 0; i < train.size(); ++i) {
    const auto image = std::span(train.pixels).subspan(i * image_size, image_size);
    REQUIRE(std::ranges::max(image) >= 128);
    REQUIRE(std::ranges::count_if(image, [](std::uint8_t value) { return value >= 100; }) >= 10);
    REQUIRE(std::ranges::count_if(image, [](std::uint8_t value) { return value < 64; }) >= 400);
    if (i > 0) {
      REQUIRE_FALSE(std::ranges::equal(image, std::span(train.pixels).first(image_size)));
    }
  }
}

TEST_CASE("classes can be told apart, but not by their mean images alone") {
  const DataSplits data = drawn_digits(1, 2000, 500);
  std::array<std::array<double, image_size>, 10> means = {};
  std::array<int, 10> counts = {};
  for (std::size_t i = 0; i < data.train.size(); ++i) {
    const auto label = static_cast<std::size_t>(data.train.labels[i]);
    ++counts[label];
    for (std::size_t p = 0; p < image_size; ++p) means[label][p] += data.train.pixels[i * image_size + p];
  }
  for (std::size_t k = 0; k < 10; ++k) {
    for (double& value : means[k]) value /= counts[k];
  }
  int right = 0;
  for (std::size_t i = 0; i < data.test.size(); ++i) {
    right += nearest_mean(means, data.test.pixels.data() + i * image_size) == data.test.labels[i];
  }
  INFO(right << " of 500");
  CHECK(right > 250);
  CHECK(right < 450);
}
