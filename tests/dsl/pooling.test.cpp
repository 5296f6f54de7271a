// The layers that pool: Keras' shapes, and how strides follow pool_size.
#include <constnet/dsl/average_pooling2d.hpp>
#include <constnet/dsl/global_average_pooling2d.hpp>
#include <constnet/dsl/global_max_pooling2d.hpp>
#include <constnet/dsl/max_pooling2d.hpp>

#include "catch.hpp"

using namespace constnet;

TEST_CASE("AveragePooling2D has the shapes of MaxPooling2D") {
  STATIC_REQUIRE(output_shape(AveragePooling2D{}, Shape{26, 26, 32}) == Shape{13, 13, 32});
  STATIC_REQUIRE(output_shape(AveragePooling2D{.padding = same}, Shape{11, 11, 64}) == Shape{6, 6, 64});
  STATIC_REQUIRE(output_shape(AveragePooling2D{.pool_size = {25, 5}}, Shape{25, 5, 64}) == Shape{1, 1, 64});
  STATIC_REQUIRE(output_shape(AveragePooling2D{.pool_size = 3, .strides = {1, 2}}, Shape{9, 8, 1}) == Shape{7, 3, 1});
  STATIC_REQUIRE(step(AveragePooling2D{.pool_size = {3, 2}}) == Size2{3, 2});
  STATIC_REQUIRE(parameter_count(AveragePooling2D{}, Shape{26, 26, 32}) == 0);
}

TEST_CASE("Global pooling leaves the channels, as a row or as an image of one pixel") {
  STATIC_REQUIRE(output_shape(GlobalAveragePooling2D{}, Shape{25, 5, 64}) == Shape{64});
  STATIC_REQUIRE(output_shape(GlobalAveragePooling2D{.keepdims = true}, Shape{25, 5, 64}) == Shape{1, 1, 64});
  STATIC_REQUIRE(output_shape(GlobalMaxPooling2D{}, Shape{3, 4, 5}) == Shape{5});
  STATIC_REQUIRE(output_shape(GlobalMaxPooling2D{.keepdims = true}, Shape{3, 4, 5}) == Shape{1, 1, 5});
  STATIC_REQUIRE(parameter_count(GlobalMaxPooling2D{}, Shape{3, 4, 5}) == 0);
}
