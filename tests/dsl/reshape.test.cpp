// Reshape: the same values as an image or a row of another shape.
#include <constnet/dsl.hpp>

#include "catch.hpp"

using namespace constnet;

TEST_CASE("Reshape makes images and rows") {
  STATIC_REQUIRE(output_shape(Reshape{.target_shape = {7, 7, 16}}, Shape{784}) == Shape{7, 7, 16});
  STATIC_REQUIRE(output_shape(Reshape{.target_shape = {14, 14, 4}}, Shape{7, 7, 16}) == Shape{14, 14, 4});
  STATIC_REQUIRE(output_shape(Reshape{.target_shape = 784}, Shape{7, 7, 16}) == Shape{784});
  STATIC_REQUIRE(parameter_count(Reshape{.target_shape = 784}, Shape{7, 7, 16}) == 0);
}

TEST_CASE("Reshape finds the length that is -1") {
  STATIC_REQUIRE(output_shape(Reshape{.target_shape = {-1, 7, 16}}, Shape{784}) == Shape{7, 7, 16});
  STATIC_REQUIRE(output_shape(Reshape{.target_shape = {7, -1, 16}}, Shape{784}) == Shape{7, 7, 16});
  STATIC_REQUIRE(output_shape(Reshape{.target_shape = {7, 7, -1}}, Shape{784}) == Shape{7, 7, 16});
  STATIC_REQUIRE(output_shape(Reshape{.target_shape = -1}, Shape{7, 7, 16}) == Shape{784});
}

TEST_CASE("Reshape stands between rows and images in a network") {
  using Model = Sequential<Input{1, 1, 10}, Flatten{}, Dense{.units = 48}, Reshape{.target_shape = {4, 4, -1}},
                           Conv2D{.filters = 2, .kernel_size = 3}>;
  STATIC_REQUIRE(Model::output_shape_of<3> == Shape{4, 4, 3});
  STATIC_REQUIRE(Model::output_shape == Shape{2, 2, 2});
}
