// Each layer of the reference against numbers worked out by hand.
#include <cmath>

#include "catch.hpp"
#include "reference/average_pooling.hpp"
#include "reference/convolution.hpp"
#include "reference/cross_entropy.hpp"
#include "reference/dense.hpp"
#include "reference/frame.hpp"
#include "reference/learnt_slope.hpp"
#include "reference/max_pooling.hpp"
#include "reference/relu.hpp"
#include "reference/softmax.hpp"
#include "reference/up_sampling.hpp"

namespace constnet::reference {
namespace {

using Values = std::vector<double>;

Batch batch(Shape shape, Values values) {
  Batch result(shape, static_cast<int>(values.size()) / (shape.height * shape.width * shape.channels));
  result.values = std::move(values);
  return result;
}

}  // namespace

TEST_CASE("a convolution of a 3x3 image with two 2x2 filters") {
  Convolution layer(Shape{3, 3, 1}, 2, Window{.size = 2, .strides = 1, .padding = valid});
  // Filter 0 adds the two values of the diagonal, filter 1 is the lower left value times 10; biases 0.5 and -1.
  layer.set_parameters(Values{1, 0, 0, 0, 0, 10, 1, 0, 0.5, -1});
  const Batch image = batch(Shape{3, 3, 1}, {1, 2, 3, 4, 5, 6, 7, 8, 9});
  CHECK(layer.output_shape() == Shape{2, 2, 2});
  CHECK(layer.forward(image).values == Values{6.5, 39, 8.5, 49, 12.5, 69, 14.5, 79});

  Values d_parameters(10, 100);
  const Batch d_image = layer.backward(batch(Shape{2, 2, 2}, {1, 0, 0, 0, 0, 0, 0, 2}), d_parameters);
  CHECK(d_parameters == Values{101, 110, 102, 112, 104, 116, 105, 118, 101, 102});
  CHECK(d_image.values == Values{1, 0, 0, 0, 1, 0, 0, 20, 0});
}

TEST_CASE("a dense layer of two inputs and three units") {
  Dense layer(2, 3);
  layer.set_parameters(Values{1, 2, 3, 4, 5, 6, 10, 20, 30});
  CHECK(layer.forward(batch(Shape{2}, {1, 1, 2, -1})).values == Values{15, 27, 39, 8, 19, 30});

  Values d_parameters(9);
  const Batch d_inputs = layer.backward(batch(Shape{3}, {1, 0, 0, 0, 1, 1}), d_parameters);
  CHECK(d_parameters == Values{1, 2, 2, 1, -1, -1, 1, 1, 1});
  CHECK(d_inputs.values == Values{1, 4, 5, 11});
}

TEST_CASE("equal maxima send the gradient to the first of them, row by row") {
  MaxPooling layer(Shape{2, 4, 1}, Window{.size = 2, .strides = 2, .padding = valid});
  CHECK(layer.forward(batch(Shape{2, 4, 1}, {1, 3, 0, 5, 3, 3, 5, 5})).values == Values{3, 5});
  CHECK(layer.backward(batch(Shape{1, 2, 1}, {7, 9}), {}).values == Values{0, 7, 0, 9, 0, 0, 0, 0});
}

TEST_CASE("overlapping pools add their gradients") {
  MaxPooling layer(Shape{1, 4, 1}, Window{.size = {1, 2}, .strides = 1, .padding = valid});
  CHECK(layer.forward(batch(Shape{1, 4, 1}, {1, 4, 2, 3})).values == Values{4, 4, 3});
  CHECK(layer.backward(batch(Shape{1, 3, 1}, {1, 10, 100}), {}).values == Values{0, 11, 0, 100});
  CHECK(layer.smallest_margin(0, nullptr) == 1);
}

TEST_CASE("padding never wins a pool") {
  MaxPooling layer(Shape{3, 3, 1}, Window{.size = 2, .strides = 2, .padding = same});
  const Batch image = batch(Shape{3, 3, 1}, {-1, -2, -3, -4, -5, -6, -7, -8, -9});
  CHECK(layer.forward(image).values == Values{-1, -3, -7, -9});
  CHECK(layer.backward(batch(Shape{2, 2, 1}, {1, 2, 3, 4}), {}).values == Values{1, 0, 2, 0, 0, 0, 3, 0, 4});
}

TEST_CASE("the channels of a pool are apart") {
  MaxPooling layer(Shape{1, 2, 2}, Window{.size = {1, 2}, .strides = {1, 2}, .padding = valid});
  CHECK(layer.forward(batch(Shape{1, 2, 2}, {1, 8, 2, 7})).values == Values{2, 8});
}

TEST_CASE("an average is over the values that lie in the image") {
  AveragePooling layer(Shape{3, 3, 1}, Window{.size = 2, .strides = 2, .padding = same});
  CHECK(layer.forward(batch(Shape{3, 3, 1}, {1, 2, 3, 4, 5, 6, 7, 8, 10})).values == Values{3, 4.5, 7.5, 10});
  CHECK(layer.backward(batch(Shape{2, 2, 1}, {4, 2, 6, 5}), {}).values == Values{1, 1, 1, 1, 1, 1, 3, 3, 5});
}

TEST_CASE("overlapping averages add their gradients, channel by channel") {
  AveragePooling layer(Shape{1, 3, 2}, Window{.size = {1, 2}, .strides = 1, .padding = valid});
  CHECK(layer.forward(batch(Shape{1, 3, 2}, {1, 10, 3, 20, 5, 40})).values == Values{2, 15, 4, 30});
  CHECK(layer.backward(batch(Shape{1, 2, 2}, {2, 4, 6, 8}), {}).values == Values{1, 2, 4, 6, 3, 4});
}

TEST_CASE("zeros stand around an image, and their gradients go nowhere") {
  Frame layer(Shape{1, 2, 1}, constnet::ZeroPadding2D{{{0, 1}, {1, 0}}});
  CHECK(layer.output_shape() == Shape{2, 3, 1});
  CHECK(layer.forward(batch(Shape{1, 2, 1}, {5, 6})).values == Values{0, 5, 6, 0, 0, 0});
  CHECK(layer.backward(batch(Shape{2, 3, 1}, {1, 2, 3, 4, 5, 6}), {}).values == Values{2, 3});
}

TEST_CASE("what is cropped has no gradient") {
  Frame layer(Shape{2, 3, 2}, constnet::Cropping2D{{{1, 0}, {1, 1}}});
  CHECK(layer.forward(batch(Shape{2, 3, 2}, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11})).values == Values{8, 9});
  CHECK(layer.backward(batch(Shape{1, 1, 2}, {1, 2}), {}).values == Values{0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 0, 0});
}

TEST_CASE("pixels are repeated down and to the right, and their gradients added") {
  UpSampling layer(Shape{1, 2, 1}, Size2{2, 1});
  CHECK(layer.forward(batch(Shape{1, 2, 1}, {3, 4})).values == Values{3, 4, 3, 4});
  CHECK(layer.backward(batch(Shape{2, 2, 1}, {1, 2, 10, 20}), {}).values == Values{11, 22});
}

TEST_CASE("a slope that is learnt stands for values up to 0, and gets their sum") {
  LearntSlope layer(Shape{1, 2, 2}, constnet::PReLU{.shared_axes = {1, 2}});
  layer.set_parameters(Values{0.5, -2});
  CHECK(layer.forward(batch(Shape{1, 2, 2}, {-4, -1, 3, -5})).values == Values{-2, 2, 3, 10});
  Values d_parameters(2, 100);
  CHECK(layer.backward(batch(Shape{1, 2, 2}, {1, 2, 3, 4}), d_parameters).values == Values{0.5, -4, 3, -8});
  CHECK(d_parameters == Values{96, 78});
}

TEST_CASE("relu has derivative 0 at 0") {
  Relu layer(Shape{3});
  CHECK(layer.forward(batch(Shape{3}, {-2, 0, 3})).values == Values{0, 0, 3});
  CHECK(layer.backward(batch(Shape{3}, {5, 6, 7}), {}).values == Values{0, 0, 7});
  CHECK(layer.smallest_margin(0, nullptr) == 0);
}

TEST_CASE("before a pool, only relu's largest input can matter") {
  Relu relu(Shape{1, 2, 1});
  const MaxPooling pooling(Shape{1, 2, 1}, Window{.size = {1, 2}, .strides = 1, .padding = valid});
  relu.forward(batch(Shape{1, 2, 1}, {-0.001, 0.5}));
  CHECK(relu.smallest_margin(0, nullptr) == 0.001);
  CHECK(relu.smallest_margin(0, &pooling) == 0.5);
}

TEST_CASE("softmax of large values, and cross-entropy") {
  Softmax layer(Shape{2});
  const Batch probabilities = layer.forward(batch(Shape{2}, {1000, 1000 + std::log(3.0), 0, 0}));
  CHECK(probabilities.values[0] == Approx(0.25));
  CHECK(probabilities.values[1] == Approx(0.75));
  const std::vector<int> labels{1, 0};
  CHECK(cross_entropy(probabilities, labels) == Approx((std::log(4.0 / 3) + std::log(2.0)) / 2));
  const Batch gradient = d_logits(probabilities, labels);
  CHECK(gradient.values[0] == Approx(0.125));
  CHECK(gradient.values[1] == Approx(-0.125));
  CHECK(gradient.values[2] == Approx(-0.25));
  CHECK(gradient.values[3] == Approx(0.25));
}

TEST_CASE("softmax of an image is taken over the channels of each pixel") {
  Softmax layer(Shape{1, 2, 2});
  CHECK(layer.forward(batch(Shape{1, 2, 2}, {3, 3, 1, 1})).values == Values{0.5, 0.5, 0.5, 0.5});
}

}  // namespace constnet::reference
