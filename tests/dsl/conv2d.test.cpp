// Conv2D: the tutorials' shapes and parameter counts, and defaults.
#include <constnet/dsl/conv2d.hpp>

#include "catch.hpp"

using namespace constnet;

TEST_CASE("Conv2D moves by one, without padding and activation, unless told otherwise") {
  constexpr Conv2D layer{.filters = 8, .kernel_size = 3};
  STATIC_REQUIRE(layer.kernel_size == Size2{3, 3});
  STATIC_REQUIRE(layer.strides == Size2{1, 1});
  STATIC_REQUIRE(layer.padding == valid);
  STATIC_REQUIRE(layer.activation == linear);
}

TEST_CASE("Conv2D on an image of 200 x 200") {
  constexpr Conv2D halving{.filters = 16, .kernel_size = 2, .strides = 2, .padding = valid, .activation = relu};
  STATIC_REQUIRE(output_shape(halving, Shape{200, 200, 1}) == Shape{100, 100, 16});
  STATIC_REQUIRE(parameter_count(halving, Shape{200, 200, 1}) == 80);

  constexpr Conv2D padded{.filters = 32, .kernel_size = 3, .padding = same};
  STATIC_REQUIRE(output_shape(padded, Shape{100, 100, 16}) == Shape{100, 100, 32});
  STATIC_REQUIRE(parameter_count(padded, Shape{100, 100, 16}) == 4'640);

  constexpr Conv2D pair{.filters = 64, .kernel_size = {2, 2}};
  STATIC_REQUIRE(output_shape(pair, Shape{100, 100, 32}) == Shape{99, 99, 64});
  STATIC_REQUIRE(parameter_count(pair, Shape{100, 100, 32}) == 8'256);
}

TEST_CASE("Conv2D with strides on a padded image of 128 x 128") {
  constexpr Conv2D layer{.filters = 32, .kernel_size = 3, .strides = 2, .padding = same};
  STATIC_REQUIRE(output_shape(layer, Shape{128, 128, 3}) == Shape{64, 64, 32});
  STATIC_REQUIRE(parameter_count(layer, Shape{128, 128, 3}) == 896);
}

TEST_CASE("A dilated kernel reaches over the pixels between its taps") {
  constexpr Conv2D layer{.filters = 4, .kernel_size = 3, .dilation_rate = 2};
  STATIC_REQUIRE(extent(layer) == Size2{5, 5});
  STATIC_REQUIRE(output_shape(layer, Shape{28, 28, 3}) == Shape{24, 24, 4});
  STATIC_REQUIRE(parameter_count(layer, Shape{28, 28, 3}) == 112);
  constexpr Conv2D padded{.filters = 4, .kernel_size = {3, 2}, .padding = same, .dilation_rate = {1, 7}};
  STATIC_REQUIRE(extent(padded) == Size2{3, 8});
  STATIC_REQUIRE(output_shape(padded, Shape{5, 6, 3}) == Shape{5, 6, 4});
}

TEST_CASE("A kernel in groups has weights for the channels of one") {
  constexpr Conv2D layer{.filters = 32, .kernel_size = 3, .groups = 4};
  STATIC_REQUIRE(output_shape(layer, Shape{10, 10, 16}) == Shape{8, 8, 32});
  STATIC_REQUIRE(parameter_count(layer, Shape{10, 10, 16}) == 1'184);
}

TEST_CASE("Height and width are each their own") {
  constexpr Conv2D layer{.filters = 2, .kernel_size = {3, 5}, .strides = {1, 2}};
  STATIC_REQUIRE(output_shape(layer, Shape{10, 21, 4}) == Shape{8, 9, 2});
  STATIC_REQUIRE(parameter_count(layer, Shape{10, 21, 4}) == 122);
}

TEST_CASE("Too many weights of a kernel are counted as too many, without overflow") {
  constexpr Conv2D layer{.filters = 2'147'483'647, .kernel_size = 2'147'483'647, .padding = same};
  STATIC_REQUIRE(parameter_count(layer, Shape{1, 1, 2'147'483'647}) > max_count);
}
