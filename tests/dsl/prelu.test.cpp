// PReLU: how many slopes shared axes leave.
#include <constnet/dsl.hpp>

#include "catch.hpp"

using namespace constnet;

TEST_CASE("PReLU has a slope for every value, or one along shared axes") {
  constexpr Shape image{5, 4, 3};
  STATIC_REQUIRE(output_shape(PReLU{}, image) == image);
  STATIC_REQUIRE(parameter_count(PReLU{}, image) == 60);
  STATIC_REQUIRE(alpha_shape(PReLU{.shared_axes = {1, 2}}, image) == Shape{1, 1, 3});
  STATIC_REQUIRE(alpha_shape(PReLU{.shared_axes = {2, 1}}, image) == Shape{1, 1, 3});
  STATIC_REQUIRE(alpha_shape(PReLU{.shared_axes = 3}, image) == Shape{5, 4, 1});
  STATIC_REQUIRE(parameter_count(PReLU{.shared_axes = 1}, image) == 12);
  STATIC_REQUIRE(parameter_count(PReLU{.shared_axes = {1, 2, 3}}, image) == 1);
  STATIC_REQUIRE(parameter_count(PReLU{}, Shape{7}) == 7);
  STATIC_REQUIRE(alpha_shape(PReLU{.shared_axes = 1}, Shape{7}) == Shape{1});
}
