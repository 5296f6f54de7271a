// Cropping2D: shapes.
#include <constnet/dsl.hpp>

#include "catch.hpp"

using namespace constnet;

TEST_CASE("Cropping2D takes rows and columns away, none by default") {
  STATIC_REQUIRE(output_shape(Cropping2D{}, Shape{28, 24, 3}) == Shape{28, 24, 3});
  STATIC_REQUIRE(output_shape(Cropping2D{2}, Shape{28, 24, 3}) == Shape{24, 20, 3});
  STATIC_REQUIRE(output_shape(Cropping2D{.cropping = {0, 3}}, Shape{5, 7, 1}) == Shape{5, 1, 1});
  STATIC_REQUIRE(output_shape(Cropping2D{.cropping = {{0, 1}, {2, 3}}}, Shape{9, 9, 4}) == Shape{8, 4, 4});
  STATIC_REQUIRE(parameter_count(Cropping2D{2}, Shape{28, 24, 3}) == 0);
}
