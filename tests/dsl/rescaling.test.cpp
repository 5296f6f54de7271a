// Rescaling: any shape stays.
#include <constnet/dsl.hpp>

#include "catch.hpp"

using namespace constnet;

TEST_CASE("Rescaling keeps the shape") {
  STATIC_REQUIRE(output_shape(Rescaling{1.0 / 255}, Shape{5, 4, 3}) == Shape{5, 4, 3});
  STATIC_REQUIRE(output_shape(Rescaling{.scale = 2, .offset = 1}, Shape{7}) == Shape{7});
  STATIC_REQUIRE(parameter_count(Rescaling{1.0 / 255}, Shape{5, 4, 3}) == 0);
}
