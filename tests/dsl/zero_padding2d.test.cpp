// ZeroPadding2D: forms of its argument, shapes.
#include <constnet/dsl.hpp>

#include "catch.hpp"

using namespace constnet;

TEST_CASE("Sides take one number, two, or two pairs") {
  STATIC_REQUIRE(Sides{3} == Sides{{3, 3}, {3, 3}});
  STATIC_REQUIRE(Sides{1, 2} == Sides{{1, 1}, {2, 2}});
  constexpr Sides sides{{1, 2}, {3, 4}};
  STATIC_REQUIRE((sides.top == 1 && sides.bottom == 2 && sides.left == 3 && sides.right == 4));
  STATIC_REQUIRE(!std::is_constructible_v<Sides, double>);
  STATIC_REQUIRE(with_sides(Shape{3, 4, 5}, sides) == Shape{6, 11, 5});
  STATIC_REQUIRE(without_sides(Shape{6, 11, 5}, sides) == Shape{3, 4, 5});
}

TEST_CASE("ZeroPadding2D adds rows and columns, one at each side by default") {
  STATIC_REQUIRE(output_shape(ZeroPadding2D{}, Shape{28, 24, 3}) == Shape{30, 26, 3});
  STATIC_REQUIRE(output_shape(ZeroPadding2D{2}, Shape{1, 1, 7}) == Shape{5, 5, 7});
  STATIC_REQUIRE(output_shape(ZeroPadding2D{.padding = {0, 3}}, Shape{5, 5, 1}) == Shape{5, 11, 1});
  STATIC_REQUIRE(output_shape(ZeroPadding2D{.padding = {{0, 1}, {0, 1}}}, Shape{96, 96, 3}) == Shape{97, 97, 3});
  STATIC_REQUIRE(parameter_count(ZeroPadding2D{}, Shape{28, 24, 3}) == 0);
}

TEST_CASE("ZeroPadding2D and a valid convolution make the shape that same padding makes") {
  using Padded = Sequential<Input{96, 96, 3}, ZeroPadding2D{.padding = {{0, 1}, {0, 1}}},
                            Conv2D{.filters = 8, .kernel_size = 3, .strides = 2}>;
  using Same = Sequential<Input{96, 96, 3}, Conv2D{.filters = 8, .kernel_size = 3, .strides = 2, .padding = same}>;
  STATIC_REQUIRE(Padded::output_shape == Same::output_shape);
  STATIC_REQUIRE(Padded::parameter_count == Same::parameter_count);
}
