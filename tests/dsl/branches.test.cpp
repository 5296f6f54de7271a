// Residual and Concatenate: shapes and counts of nested lists.
#include <constnet/dsl.hpp>

#include "catch.hpp"

using namespace constnet;

namespace {

constexpr Conv2D keeping(int filters) { return {.filters = filters, .kernel_size = 3, .padding = same}; }
constexpr Conv2D halving(int filters, int kernel) {
  return {.filters = filters, .kernel_size = kernel, .strides = 2, .padding = same};
}

using Plain = Sequential<Input{8, 6, 4}, Residual<keeping(5), keeping(4)>{}>;
using Projected = Sequential<Input{8, 6, 4}, Residual<Branch<halving(7, 3), keeping(7)>{}, Branch<halving(7, 1)>{}>{}>;
using Wide =
    Sequential<Input{8, 6, 4}, Concatenate<Branch<keeping(3)>{}, Branch<>{}, Branch<Residual<keeping(4)>{}>{}>{}>;
using Rows = Sequential<Input{2, 2, 3}, Concatenate<Branch<Flatten{}>{}, Branch<Flatten{}, Dense{.units = 5}>{}>{}>;

}  // namespace

TEST_CASE("A residual has the shape of its input, and the parameters of its layers") {
  STATIC_REQUIRE(Plain::output_shape == Shape{8, 6, 4});
  STATIC_REQUIRE(Plain::parameter_count == 9 * 4 * 5 + 5 + 9 * 5 * 4 + 4);
}

TEST_CASE("A residual with a projection has the shape of both branches") {
  STATIC_REQUIRE(Projected::output_shape == Shape{4, 3, 7});
  STATIC_REQUIRE(Projected::parameter_count == (9 * 4 * 7 + 7) + (9 * 7 * 7 + 7) + (4 * 7 + 7));
}

TEST_CASE("Concatenate adds the channels of its branches, which may hold branches themselves") {
  STATIC_REQUIRE(Wide::output_shape == Shape{8, 6, 3 + 4 + 4});
  STATIC_REQUIRE(Wide::parameter_count == (9 * 4 * 3 + 3) + (9 * 4 * 4 + 4));
  STATIC_REQUIRE(Rows::output_shape == Shape{12 + 5});
}

TEST_CASE("Mistakes are found in branches, and where branches do not fit") {
  STATIC_REQUIRE(!check(Input{8, 8, 4}, Residual<keeping(5)>{}).is_good());
  STATIC_REQUIRE(!check(Input{8, 8, 4}, Residual<keeping(0), keeping(4)>{}).is_good());
  STATIC_REQUIRE(!check(Input{8, 8, 4}, Residual<Input{8, 8, 4}>{}).is_good());
  STATIC_REQUIRE(!check(Input{8, 8, 4}, Concatenate<Branch<halving(4, 3)>{}, Branch<>{}>{}).is_good());
  STATIC_REQUIRE(!check(Input{8, 8, 4}, Concatenate<keeping(4)>{}).is_good());
  STATIC_REQUIRE(check(Input{8, 8, 4}, Residual<>{}).is_good());
}
