// What is drawn: bounds, evenness, and that an image's numbers depend on seed, step and place alone.
#include "constnet/desk/augmentation/augmenter.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <vector>

#include "catch.hpp"
#include "constnet/desk/augmentation/warp.hpp"

namespace constnet::runtime {
namespace {

using Kind = Augmentation::Kind;

// 10,000 draws of one layer.
std::vector<Drawn> draws_of(const Augmentation& layer) {
  const Random random(7, 1);
  std::vector<Drawn> drawn;
  for (std::uint64_t i = 0; i < 10'000; ++i) drawn.push_back(draw(layer, random, i * draws_per_layer));
  return drawn;
}

struct Spread {
  double least, greatest, mean, variance;
};

template <typename Of>
Spread spread_of(const std::vector<Drawn>& drawn, Of of) {
  Spread spread{1e9, -1e9, 0, 0};
  for (const Drawn& one : drawn) {
    const double value = of(one);
    spread.least = std::min(spread.least, value);
    spread.greatest = std::max(spread.greatest, value);
    spread.mean += value / static_cast<double>(drawn.size());
  }
  for (const Drawn& one : drawn) {
    const double away = of(one) - spread.mean;
    spread.variance += away * away / static_cast<double>(drawn.size());
  }
  return spread;
}

// Five standard errors of 10,000 even draws, and bounds that are come near and not left.
void check_even(const Spread& spread, double low, double high) {
  const double width = high - low;
  CHECK(spread.least >= low - 1e-6);
  CHECK(spread.greatest <= high + 1e-6);
  CHECK(spread.least <= low + 0.002 * width);
  CHECK(spread.greatest >= high - 0.002 * width);
  CHECK(std::abs(spread.mean - (low + high) / 2) < 5 * width / std::sqrt(12.0 * 10'000));
  CHECK(std::abs(spread.variance - width * width / 12) < 0.03 * width * width / 12);
}

double factor(const Drawn& drawn) { return static_cast<double>(drawn.factor); }
double width_factor(const Drawn& drawn) { return static_cast<double>(drawn.width_factor); }

std::vector<float> ramp(std::size_t count) {
  std::vector<float> values(count);
  for (std::size_t i = 0; i < count; ++i) values[i] = static_cast<float>(i) / static_cast<float>(count);
  return values;
}

std::vector<float> augmented(std::span<const Augmentation> layers, const ImageInTraining& which) {
  const Augmenter augmenter(layers, {8, 6}, 1);
  std::vector<float> image = ramp(48);
  std::vector<float> scratch(augmenter.scratch_floats());
  augmenter.apply(image.data(), which, scratch.data());
  return image;
}

}  // namespace

TEST_CASE("factors are drawn evenly between their bounds") {
  check_even(spread_of(draws_of({.kind = Kind::rotation, .factor = {-0.05f, 0.1f}}), factor), -0.05, 0.1);
  check_even(spread_of(draws_of({.kind = Kind::contrast, .factor = {1, 1.3f}}), factor), 1, 1.3);
  check_even(spread_of(draws_of({.kind = Kind::brightness, .factor = {-0.2f, 0.2f}}), factor), -0.2, 0.2);
}

TEST_CASE("height and width are drawn apart, unless one factor is for both") {
  Augmentation layer{.kind = Kind::zoom, .factor = {0.8f, 1.1f}, .width_factor = {0.9f, 1.4f}};
  const std::vector<Drawn> apart = draws_of(layer);
  check_even(spread_of(apart, factor), 0.8, 1.1);
  check_even(spread_of(apart, width_factor), 0.9, 1.4);
  double together = 0;
  for (const Drawn& one : apart) together += (factor(one) - 0.95) * (width_factor(one) - 1.15) / 10'000;
  CHECK(std::abs(together) < 5 * (0.3 * 0.5 / 12) / 100);

  layer.one_factor = true;
  for (const Drawn& one : draws_of(layer)) REQUIRE(one.factor == one.width_factor);
}

TEST_CASE("every second image is flipped, both ways by one draw") {
  const Augmentation both{.kind = Kind::flip, .horizontal = true, .vertical = true};
  const std::vector<Drawn> drawn = draws_of(both);
  const auto flips = std::count_if(drawn.begin(), drawn.end(), [](const Drawn& one) { return one.flips; });
  CHECK(std::abs(static_cast<double>(flips) - 5000) < 5 * 50);

  // An image is turned by 180 degrees or left alone: it is never mirrored one way.
  const std::vector<float> image = ramp(48);
  const std::vector<float> turned(image.rbegin(), image.rend());
  std::set<std::vector<float>> seen;
  for (std::uint64_t place = 0; place < 100; ++place) seen.insert(augmented({&both, 1}, {.seed = 3, .place = place}));
  CHECK(seen == std::set<std::vector<float>>{image, turned});
}

TEST_CASE("what an image goes through depends on seed, step and place alone") {
  const Augmentation layers[] = {{.kind = Kind::rotation, .factor = {-0.1f, 0.1f}},
                                 {.kind = Kind::translation, .factor = {-0.2f, 0.2f}, .width_factor = {-0.2f, 0.2f}},
                                 {.kind = Kind::contrast, .factor = {0.5f, 1.5f}}};
  const std::vector<float> first = augmented(layers, {1, 2, 3});
  CHECK(augmented(layers, {1, 2, 3}) == first);
  CHECK(augmented(layers, {2, 2, 3}) != first);
  CHECK(augmented(layers, {1, 3, 3}) != first);
  CHECK(augmented(layers, {1, 2, 4}) != first);
}

TEST_CASE("every place of a crop is drawn equally often, and the crop comes to lie in the middle") {
  // Of 8 rows and 6 columns 5 and 4: 4 x 3 places, and the middle begins in row 1 and column 1.
  const Augmentation layer{.kind = Kind::crop, .factor = {0, 4}, .width_factor = {0, 3}, .height = 5, .width = 4};
  const std::vector<float> image = ramp(48);
  const Augmenter augmenter({&layer, 1}, {8, 6}, 1);
  std::vector<float> scratch(augmenter.scratch_floats());
  std::map<std::size_t, int> times;
  for (std::uint64_t place = 0; place < 12'000; ++place) {
    std::vector<float> changed = image;
    augmenter.apply(changed.data(), {.seed = 5, .place = place}, scratch.data());
    const auto first = static_cast<std::size_t>(std::find(image.begin(), image.end(), changed[7]) - image.begin());
    ++times[first];
    for (std::size_t y = 0; y < 5; ++y) {
      for (std::size_t x = 0; x < 4; ++x) REQUIRE(changed[(y + 1) * 6 + x + 1] == image[first + y * 6 + x]);
    }
  }
  CHECK(times.size() == 12);
  for (const auto& [first, count] : times) {
    CHECK((first / 6 < 4 && first % 6 < 3));
    CHECK(std::abs(count - 1000) < 5 * 31);
  }
}

TEST_CASE("what comes behind a crop changes the crop alone") {
  // With one place to take and no odd rest, flipping the crop is flipping the whole image.
  const Augmentation crop{.kind = Kind::crop, .factor = {1, 1}, .width_factor = {1, 1}, .height = 6, .width = 4};
  const Augmentation flip{.kind = Kind::flip, .horizontal = true};
  const Augmentation turn{.kind = Kind::rotation, .factor = {0.5f, 0.5f}};
  const Augmentation cropped_then_turned[] = {crop, turn};
  const Augmentation turned_then_cropped[] = {turn, crop};
  const Augmentation cropped_then_flipped[] = {crop, flip};
  const Augmentation flipped_then_cropped[] = {flip, crop};
  for (std::uint64_t place = 0; place < 20; ++place) {
    const auto middle = [&](std::span<const Augmentation> layers) {
      const std::vector<float> image = augmented(layers, {.seed = 2, .place = place});
      std::vector<float> values;
      for (std::size_t y = 1; y < 7; ++y) values.insert(values.end(), &image[y * 6 + 1], &image[y * 6 + 5]);
      return values;
    };
    const std::vector<float> first = middle(cropped_then_turned);
    const std::vector<float> second = middle(turned_then_cropped);
    for (std::size_t i = 0; i < first.size(); ++i) CHECK(std::abs(first[i] - second[i]) < 1e-5f);
    // Layers draw by their number: both flips are seen, each with its own draws.
    const std::vector<float> flipped = middle(cropped_then_flipped);
    CHECK((flipped == middle({&crop, 1}) || flipped == middle(flipped_then_cropped) ||
           middle(flipped_then_cropped) == middle({&crop, 1})));
  }
}

TEST_CASE("a crop of a crop lies in the middle of the middle") {
  const Augmentation layers[] = {
      {.kind = Kind::crop, .factor = {0, 4}, .width_factor = {0, 2}, .height = 5, .width = 5},
      {.kind = Kind::crop, .factor = {0, 4}, .width_factor = {0, 3}, .height = 2, .width = 3}};
  // (8 - 5) / 2 + (5 - 2) / 2 rows and (6 - 5) / 2 + (5 - 3) / 2 columns stand before it.
  const std::vector<float> image = ramp(48);
  for (std::uint64_t place = 0; place < 50; ++place) {
    const std::vector<float> changed = augmented(layers, {.seed = 9, .place = place});
    const auto first = std::find(image.begin(), image.end(), changed[2 * 6 + 1]);
    REQUIRE(first != image.end());
    for (std::ptrdiff_t y = 0; y < 2; ++y) {
      for (std::ptrdiff_t x = 0; x < 3; ++x) {
        REQUIRE(changed[static_cast<std::size_t>((y + 2) * 6 + x + 1)] == first[y * 6 + x]);
      }
    }
  }
}

TEST_CASE("without a change of place a warp gives back the image, of any number of channels") {
  for (const int channels : {1, 2, 3, 5}) {
    for (const FillMode mode : {FillMode::reflect, FillMode::constant, FillMode::nearest, FillMode::wrap}) {
      for (const Interpolation interpolation : {Interpolation::bilinear, Interpolation::nearest}) {
        const ImageSize size{5, 7};
        const std::vector<float> image = ramp(35 * static_cast<std::size_t>(channels));
        std::vector<float> out(warped_floats(size, channels));
        warp(image.data(), size, channels, {}, {interpolation, mode, 9}, out.data());
        out.resize(image.size());
        CHECK(out == image);
      }
    }
  }
}

TEST_CASE("far away from the image fill modes go on without end") {
  const ImageSize size{1, 4};
  const std::vector<float> image{0, 1, 2, 3};
  const auto at = [&](FillMode mode, float column) {
    std::vector<float> out(warped_floats(size, 1));
    warp(image.data(), size, 1, {1, 0, column, 0, 1, 0}, {Interpolation::nearest, mode, 9}, out.data());
    return out[0];
  };
  for (int column = -30; column <= 30; ++column) {
    const int wrapped = ((column % 4) + 4) % 4;
    const int period = ((column % 8) + 8) % 8;
    const auto x = static_cast<float>(column);
    CHECK(at(FillMode::wrap, x) == static_cast<float>(wrapped));
    CHECK(at(FillMode::reflect, x) == static_cast<float>(period < 4 ? period : 7 - period));
    CHECK(at(FillMode::nearest, x) == static_cast<float>(std::clamp(column, 0, 3)));
    CHECK(at(FillMode::constant, x) == (column >= 0 && column < 4 ? x : 9));
  }
}

}  // namespace constnet::runtime
