// UpSampling2D: shapes.
#include <constnet/dsl.hpp>

#include "catch.hpp"

using namespace constnet;

TEST_CASE("UpSampling2D multiplies rows and columns, by two where nothing is said") {
  STATIC_REQUIRE(output_shape(UpSampling2D{}, Shape{7, 6, 5}) == Shape{14, 12, 5});
  STATIC_REQUIRE(output_shape(UpSampling2D{3}, Shape{1, 2, 1}) == Shape{3, 6, 1});
  STATIC_REQUIRE(output_shape(UpSampling2D{.size = {1, 4}}, Shape{7, 6, 5}) == Shape{7, 24, 5});
  STATIC_REQUIRE(parameter_count(UpSampling2D{}, Shape{7, 6, 5}) == 0);
}
