// Input: the shape of the images.
#include <constnet/dsl/input.hpp>

#include "catch.hpp"

using namespace constnet;

TEST_CASE("Input gives its images as they are") {
  STATIC_REQUIRE(output_shape(Input{28, 20, 3}, Shape{}) == Shape{28, 20, 3});
  STATIC_REQUIRE(parameter_count(Input{28, 20, 3}, Shape{}) == 0);
}
