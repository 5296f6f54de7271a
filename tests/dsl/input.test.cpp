// Input: the shape of the images.
#include <constnet/dsl/input.hpp>

#include "catch.hpp"

using namespace constnet;

TEST_CASE("Input gives its images as they are") {
  STATIC_REQUIRE(output_shape(Input{28, 20, 3}, Shape{}) == Shape{28, 20, 3});
  STATIC_REQUIRE(parameter_count(Input{28, 20, 3}, Shape{}) == 0);
}

TEST_CASE("Input of one number is a row of values") {
  STATIC_REQUIRE(output_shape(Input{640}, Shape{}) == Shape{640});
  STATIC_REQUIRE(output_shape(Input{1, 1, 640}, Shape{}) == Shape{1, 1, 640});
  STATIC_REQUIRE_FALSE(output_shape(Input{640}, Shape{}) == Shape{1, 1, 640});
}
