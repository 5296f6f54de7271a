// Dense: units and parameters.
#include <constnet/dsl/dense.hpp>

#include "catch.hpp"

using namespace constnet;

TEST_CASE("Dense gives one value per unit") {
  STATIC_REQUIRE(output_shape(Dense{.units = 10}, Shape{64}) == Shape{10});
  STATIC_REQUIRE(Dense{}.activation == linear);
}

TEST_CASE("Dense has a weight per input and unit, and a bias per unit") {
  STATIC_REQUIRE(parameter_count(Dense{.units = 64}, Shape{576}) == 36'928);
  STATIC_REQUIRE(parameter_count(Dense{.units = 10}, Shape{64}) == 650);
  STATIC_REQUIRE(parameter_count(Dense{.units = 1}, Shape{1}) == 2);
}

TEST_CASE("Too many weights of a dense layer are counted as too many, without overflow") {
  STATIC_REQUIRE(parameter_count(Dense{.units = 2'147'483'647}, Shape{2'147'483'647}) > max_count);
}
