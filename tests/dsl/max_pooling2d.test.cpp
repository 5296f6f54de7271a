// MaxPooling2D: the tutorials' shapes, and how strides follow pool_size.
#include <constnet/dsl/max_pooling2d.hpp>

#include "catch.hpp"

using namespace constnet;

TEST_CASE("MaxPooling2D halves unless told otherwise") {
  STATIC_REQUIRE(output_shape(MaxPooling2D{}, Shape{26, 26, 32}) == Shape{13, 13, 32});
  STATIC_REQUIRE(output_shape(MaxPooling2D{}, Shape{11, 11, 64}) == Shape{5, 5, 64});
  STATIC_REQUIRE(output_shape(MaxPooling2D{.padding = same}, Shape{11, 11, 64}) == Shape{6, 6, 64});
  STATIC_REQUIRE(parameter_count(MaxPooling2D{}, Shape{26, 26, 32}) == 0);
}

TEST_CASE("MaxPooling2D with strides of 2 and of 1") {
  constexpr Shape image{100, 100, 15};
  STATIC_REQUIRE(output_shape(MaxPooling2D{.pool_size = 2, .strides = 2}, image) == Shape{50, 50, 15});
  STATIC_REQUIRE(output_shape(MaxPooling2D{.pool_size = 2, .strides = 1}, image) == Shape{99, 99, 15});
  STATIC_REQUIRE(parameter_count(MaxPooling2D{.pool_size = 2, .strides = 1}, image) == 0);
}

TEST_CASE("Strides that are left out follow pool_size") {
  STATIC_REQUIRE(step(MaxPooling2D{.pool_size = {3, 2}}) == Size2{3, 2});
  STATIC_REQUIRE(step(MaxPooling2D{.pool_size = {3, 2}, .strides = 1}) == Size2{1, 1});
  STATIC_REQUIRE(step(MaxPooling2D{.pool_size = 3, .strides = {2, 1}}) == Size2{2, 1});
  STATIC_REQUIRE(step(MaxPooling2D{.strides = 0}) == Size2{0, 0});
}
