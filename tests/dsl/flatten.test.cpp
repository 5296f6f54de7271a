// Flatten: an image as one row of values.
#include <constnet/dsl/flatten.hpp>

#include "catch.hpp"

using namespace constnet;

TEST_CASE("Flatten keeps every value") {
  STATIC_REQUIRE(output_shape(Flatten{}, Shape{3, 3, 64}) == Shape{576});
  STATIC_REQUIRE(output_shape(Flatten{}, Shape{7, 7, 40}) == Shape{1'960});
  STATIC_REQUIRE(parameter_count(Flatten{}, Shape{7, 7, 40}) == 0);
}

TEST_CASE("Flatten leaves a flat row as it is") { STATIC_REQUIRE(output_shape(Flatten{}, Shape{576}) == Shape{576}); }
