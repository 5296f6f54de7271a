// What describe() keeps of a model type.
#include <constnet/codegen/describe.hpp>

#include "catch.hpp"
#include "models/mnist/mnist.hpp"

using namespace constnet;
using codegen::Layer;
using codegen::NetworkDescription;

TEST_CASE("A description has the model's name and header, and all layers, the Input first") {
  const NetworkDescription network = codegen::describe<models::Mnist>("digits", "some/mnist.hpp");
  CHECK(network.name == "digits");
  CHECK(network.header == "some/mnist.hpp");
  REQUIRE(network.layers.size() == 9);
  CHECK(std::holds_alternative<Input>(network.layers.front().arguments));
  CHECK(network.layers.front().output == Shape{28, 28, 1});
}

TEST_CASE("Layers are numbered per class, from 1, as Keras does") {
  const NetworkDescription network = codegen::describe<models::Mnist>("mnist", "mnist.hpp");
  std::vector<std::string> names;
  for (std::size_t i = 1; i < network.layers.size(); ++i) names.push_back(network.layers[i].name);
  CHECK(names == std::vector<std::string>{"conv2d_1", "max_pooling2d_1", "conv2d_2", "max_pooling2d_2", "conv2d_3",
                                          "flatten_1", "dense_1", "dense_2"});
  CHECK(network.layers[2].class_name == "MaxPooling2D");
}

TEST_CASE("Each layer has its arguments, parameters, and the shapes before and after it") {
  const NetworkDescription network = codegen::describe<models::Mnist>("mnist", "mnist.hpp");
  const Layer& second = network.layers[3];
  REQUIRE(std::holds_alternative<Conv2D>(second.arguments));
  const Conv2D& convolution = std::get<Conv2D>(second.arguments);
  CHECK(convolution.filters == 64);
  CHECK(convolution.kernel_size == Size2{3, 3});
  CHECK(convolution.activation == Activation::relu);
  CHECK(second.input == Shape{13, 13, 32});
  CHECK(second.output == Shape{11, 11, 64});
  CHECK(second.parameter_count == 18'496);

  std::int64_t parameters = 0;
  for (std::size_t i = 1; i < network.layers.size(); ++i) {
    CHECK(network.layers[i].input == network.layers[i - 1].output);
    parameters += network.layers[i].parameter_count;
  }
  CHECK(parameters == models::Mnist::parameter_count);
  CHECK(network.layers.back().output == Shape{10});
}
