// Philox against the known answers of its authors, and what Random makes of its words.
#include "constnet/desk/base/random.hpp"

#include <array>
#include <cmath>
#include <cstdint>

#include "catch.hpp"

namespace {

using constnet::runtime::philox4x32;
using constnet::runtime::Random;
using Words = std::array<std::uint32_t, 4>;

// The file kat_vectors of the authors' library Random123, "philox4x32 10".
static_assert(philox4x32({0, 0, 0, 0}, {0, 0}) == Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
static_assert(philox4x32({0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, {0xffffffff, 0xffffffff}) ==
              Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
static_assert(philox4x32({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}) ==
              Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});

// The same with halves of 64 bits: seed is the key, stream the upper and block the lower half of the counter.
static_assert(Random(0x299f31d0'a4093822, 0x03707344'13198a2e).block(0x85a308d3'243f6a88) ==
              Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
static_assert(Random(0, 0).bits(0) == 0x6627e8d5 && Random(0, 0).bits(3) == 0x9b00dbd8);
static_assert(Random(7, 9).bits(4 * 1000 + 2) == Random(7, 9).block(1000)[2]);

}  // namespace

TEST_CASE("uniform numbers stay in their range and fill it evenly") {
  const Random random(1, 2);
  double sum = 0;
  double sum_of_squares = 0;
  constexpr int count = 100'000;
  for (int i = 0; i < count; ++i) {
    const float value = random.uniform(static_cast<std::uint64_t>(i));
    REQUIRE((value >= 0.0f && value < 1.0f));
    sum += value;
    sum_of_squares += double{value} * value;
  }
  // Five standard deviations of the mean of 1e5 uniform numbers, and of their squares.
  CHECK(std::abs(sum / count - 1.0 / 2) < 5 * 0.2887 / std::sqrt(count));
  CHECK(std::abs(sum_of_squares / count - 1.0 / 3) < 5 * 0.2981 / std::sqrt(count));
}

TEST_CASE("below gives each value about equally often") {
  const Random random(3, 4);
  std::array<int, 10> counts = {};
  for (std::uint64_t i = 0; i < 100'000; ++i) ++counts.at(random.below(i, 10));
  for (const int count : counts) CHECK(std::abs(count - 10'000) < 5 * 95);  // 95: standard deviation
}

TEST_CASE("a range of uniform numbers") {
  const Random random(5, 6);
  for (std::uint64_t i = 0; i < 1000; ++i) {
    const float value = random.uniform(i, -2.0f, 3.0f);
    REQUIRE((value >= -2.0f && value <= 3.0f));
  }
}
