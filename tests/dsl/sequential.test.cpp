// Sequential: the networks of the tutorials, layer by layer.
#include <boost/hana/at.hpp>
#include <constnet/dsl.hpp>
#include <cstdint>

#include "catch.hpp"

using namespace constnet;

namespace {

template <typename Model, int number>
constexpr bool has(Shape shape, std::int64_t parameters) {
  return Model::template output_shape_of<number> == shape && Model::template parameter_count_of<number> == parameters;
}

}  // namespace

TEST_CASE("The network of the MNIST tutorials") {
  using Model =
      Sequential<Input{28, 28, 1}, Conv2D{.filters = 32, .kernel_size = {3, 3}, .activation = relu},
                 MaxPooling2D{.pool_size = {2, 2}}, Conv2D{.filters = 64, .kernel_size = 3, .activation = relu},
                 MaxPooling2D{}, Conv2D{.filters = 64, .kernel_size = 3, .activation = relu}, Flatten{},
                 Dense{.units = 64, .activation = relu}, Dense{.units = 10, .activation = softmax}>;
  STATIC_REQUIRE(Model::layer_count == 9);
  STATIC_REQUIRE(Model::input_shape == Shape{28, 28, 1});
  STATIC_REQUIRE(has<Model, 0>({28, 28, 1}, 0));
  STATIC_REQUIRE(has<Model, 1>({26, 26, 32}, 320));
  STATIC_REQUIRE(has<Model, 2>({13, 13, 32}, 0));
  STATIC_REQUIRE(has<Model, 3>({11, 11, 64}, 18'496));
  STATIC_REQUIRE(has<Model, 4>({5, 5, 64}, 0));
  STATIC_REQUIRE(has<Model, 5>({3, 3, 64}, 36'928));
  STATIC_REQUIRE(has<Model, 6>(Shape{576}, 0));
  STATIC_REQUIRE(has<Model, 7>(Shape{64}, 36'928));
  STATIC_REQUIRE(has<Model, 8>(Shape{10}, 650));
  STATIC_REQUIRE(Model::output_shape == Shape{10});
  STATIC_REQUIRE(Model::parameter_count == 93'322);
}

TEST_CASE("The convolutional part of it alone") {
  using Model =
      Sequential<Input{28, 28, 1}, Conv2D{.filters = 32, .kernel_size = 3}, MaxPooling2D{},
                 Conv2D{.filters = 64, .kernel_size = 3}, MaxPooling2D{}, Conv2D{.filters = 64, .kernel_size = 3}>;
  STATIC_REQUIRE(Model::output_shape == Shape{3, 3, 64});
  STATIC_REQUIRE(Model::parameter_count == 55'744);
}

TEST_CASE("Three convolutions with strides and padding") {
  using Model = Sequential<
      Input{200, 200, 1}, Conv2D{.filters = 16, .kernel_size = 2, .strides = 2, .padding = valid, .activation = relu},
      Conv2D{.filters = 32, .kernel_size = 3, .padding = same}, Conv2D{.filters = 64, .kernel_size = {2, 2}}>;
  STATIC_REQUIRE(has<Model, 1>({100, 100, 16}, 80));
  STATIC_REQUIRE(has<Model, 2>({100, 100, 32}, 4'640));
  STATIC_REQUIRE(has<Model, 3>({99, 99, 64}, 8'256));
}

TEST_CASE("Three convolutions that shrink an image of 39 x 39") {
  using Model = Sequential<Input{39, 39, 3}, Conv2D{.filters = 10, .kernel_size = 3},
                           Conv2D{.filters = 20, .kernel_size = 5, .strides = 2},
                           Conv2D{.filters = 40, .kernel_size = 5, .strides = 2}, Flatten{}>;
  STATIC_REQUIRE(Model::output_shape_of<1> == Shape{37, 37, 10});
  STATIC_REQUIRE(Model::output_shape_of<2> == Shape{17, 17, 20});
  STATIC_REQUIRE(Model::output_shape_of<3> == Shape{7, 7, 40});
  STATIC_REQUIRE(Model::output_shape_of<4> == Shape{1'960});
}

TEST_CASE("A network in the manner of LeNet-5") {
  using Model = Sequential<Input{32, 32, 3}, Conv2D{.filters = 8, .kernel_size = 5}, MaxPooling2D{.pool_size = 2},
                           Conv2D{.filters = 16, .kernel_size = 5}, MaxPooling2D{.pool_size = 2}, Flatten{},
                           Dense{.units = 120}, Dense{.units = 84}, Dense{.units = 10, .activation = softmax}>;
  STATIC_REQUIRE(has<Model, 1>({28, 28, 8}, 608));
  STATIC_REQUIRE(has<Model, 2>({14, 14, 8}, 0));
  STATIC_REQUIRE(has<Model, 3>({10, 10, 16}, 3'216));
  STATIC_REQUIRE(has<Model, 4>({5, 5, 16}, 0));
  STATIC_REQUIRE(has<Model, 5>(Shape{400}, 0));
  STATIC_REQUIRE(has<Model, 6>(Shape{120}, 48'120));
  STATIC_REQUIRE(has<Model, 7>(Shape{84}, 10'164));
  STATIC_REQUIRE(has<Model, 8>(Shape{10}, 850));
  STATIC_REQUIRE(Model::parameter_count == 608 + 3'216 + 48'120 + 10'164 + 850);
}

TEST_CASE("The layers of a network can be read") {
  using Model = Sequential<Input{4, 4, 1}, Flatten{}, Dense{.units = 3, .activation = relu}>;
  STATIC_REQUIRE(boost::hana::at_c<0>(Model::layers).height == 4);
  STATIC_REQUIRE(boost::hana::at_c<2>(Model::layers).units == 3);
  STATIC_REQUIRE(boost::hana::at_c<2>(Model::layers).activation == relu);
}
