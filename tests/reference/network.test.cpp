// The reference reads a model type as the DSL does: shapes, names and places of the parameters.
#include "reference/network.hpp"

#include <constnet/dsl.hpp>

#include "catch.hpp"
#include "reference/make_network.hpp"

namespace constnet::reference {
namespace {

using Mnist =
    Sequential<Input{28, 28, 1}, Conv2D{.filters = 32, .kernel_size = 3, .activation = relu}, MaxPooling2D{},
               Conv2D{.filters = 64, .kernel_size = 3, .activation = relu}, MaxPooling2D{},
               Conv2D{.filters = 64, .kernel_size = 3, .activation = relu}, constnet::Flatten{},
               constnet::Dense{.units = 64, .activation = relu}, constnet::Dense{.units = 10, .activation = softmax}>;

}  // namespace

TEST_CASE("the reference of the MNIST network") {
  ReferenceNetwork network = make_network<Mnist>();
  CHECK(network.input_shape() == Mnist::input_shape);
  CHECK(network.output_shape() == Mnist::output_shape);
  CHECK(network.ends_in_softmax());
  CHECK(network.parameter_count() == 93'322);
  REQUIRE(network.tensors().size() == 10);
  const PlacedTensor& kernel = network.tensors()[2];
  CHECK(kernel.name == "conv2d_2/kernel");
  CHECK(kernel.shape == std::vector<int>{3, 3, 32, 64});
  CHECK(kernel.offset == 320);
  CHECK(kernel.size == 18'432);
  CHECK(network.tensors().back().name == "dense_2/bias");
  CHECK(network.tensors().back().offset == 93'312);

  network.forward(Batch(network.input_shape(), 1));
  CHECK(network.outputs_of(0).shape == Shape{28, 28, 1});
  CHECK(network.outputs_of(2).shape == Mnist::output_shape_of<2>);
  CHECK(network.outputs_of(4).shape == Shape{5, 5, 64});
  CHECK(network.outputs_of(6).shape == Shape{576});
  CHECK(network.outputs_of(8).shape == Shape{10});
}

TEST_CASE("the reference refuses what does not fit") {
  ReferenceNetwork network;
  network.add(Input{3, 3, 1});
  network.add(Conv2D{.filters = 1, .kernel_size = 2});
  CHECK_THROWS(network.set_parameters(std::vector<double>(4)));
  CHECK_THROWS(network.forward(Batch(Shape{3, 3, 2}, 1)));
  CHECK_THROWS(network.backward(Batch(Shape{2, 2, 1}, 1)));
}

TEST_CASE("margins count only behind the first parameters") {
  ReferenceNetwork network;
  network.add(Input{1, 2, 1});
  network.add(MaxPooling2D{.pool_size = {1, 2}});
  network.add(Conv2D{.filters = 1, .kernel_size = 1, .activation = relu});
  network.set_parameters(std::vector<double>{1, -0.25});
  Batch image(Shape{1, 2, 1}, 1);
  image.values = {1, 1.0001};
  network.forward(image);
  CHECK(network.smallest_margin(0) == Approx(0.7501));
}

}  // namespace constnet::reference
