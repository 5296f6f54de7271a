// Optimizers, clipping, decay, constraints and regularizers against ten steps of Keras'.
#include "constnet/desk/optimizers/optimizers.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <vector>

#include "../../runtime/desk/training/around_update.hpp"
#include "catch.hpp"
#include "fixture.hpp"

namespace constnet::runtime {
namespace {

using Json = nlohmann::json;

// "sgd,momentum=0.9"
std::string text_of(const Json& trace) {
  std::string text = trace.at("name");
  for (const auto& [name, value] : trace.at("options").items()) text += "," + name + "=" + value.dump();
  return text;
}

bool close(double found, double expected) {
  return std::abs(found - expected) <= 1e-6 * std::max(1.0, std::abs(expected));
}

// A (3,) tensor, a (2, 2) one, and one that is not trained.
const Tensor tensors[] = {
    {"a", 1, {3, 1, 1, 1}, 0, 3, 3, 3, Initializer::zeros},
    {"b", 2, {2, 2, 1, 1}, 3, 4, 2, 2, Initializer::zeros},
    {.name = "c",
     .rank = 1,
     .shape = {2, 1, 1, 1},
     .offset = 7,
     .size = 2,
     .fan_in = 2,
     .fan_out = 2,
     .initializer = Initializer::zeros,
     .trainable = false},
};

}  // namespace

TEST_CASE("ten steps of every optimizer are Keras'; what is frozen keeps its bits") {
  const Json cases = keras_fixture("optimizers");
  for (const Json& trace : cases.at("traces")) {
    INFO(text_of(trace));
    const std::unique_ptr<Optimizer> optimizer = make_optimizer(text_of(trace));
    FloatBlock parameters(9);
    FloatBlock gradients(9);
    FloatBlock second(9);  // a shard without images
    float* const w = parameters.data();
    float* const blocks[] = {gradients.data(), second.data()};
    for (std::size_t i = 0; i < 7; ++i) w[i] = cases.at("start")[i].get<float>();
    w[7] = w[8] = 0.3f;
    optimizer->start(9);
    AroundUpdate around(tensors);
    for (std::size_t step = 0; step < 10; ++step) {
      for (std::size_t i = 0; i < 7; ++i) blocks[0][i] = cases.at("gradients")[step][i].get<float>();
      blocks[0][7] = blocks[1][8] = 5;
      optimizer->next_iteration();
      around.before(*optimizer, w, blocks, parameters.padded_size());
      optimizer->update(w, blocks, 0, parameters.padded_size());
      around.after(w);
      for (std::size_t i = 0; i < 7; ++i) {
        INFO("step " << step << ", parameter " << i);
        CHECK(close(w[i], trace.at("after")[step][i].get<double>()));
      }
      CHECK(w[7] == 0.3f);
      CHECK(w[8] == 0.3f);
    }
  }
}

TEST_CASE("constraints bring a matrix and a convolution's kernel back to where Keras' do") {
  const Json cases = keras_fixture("optimizers");
  const std::pair<const char*, Constraint> constraints[] = {{"max_norm", Constraint::max_norm(1.5f)},
                                                            {"non_neg", {Constraint::Kind::non_neg, 0}},
                                                            {"unit_norm", {Constraint::Kind::unit_norm, 0}}};
  const auto check = [](Tensor tensor, Constraint constraint, const Json& start, const Json& expected) {
    tensor.constraint = constraint;
    auto values = start.get<std::vector<float>>();
    AroundUpdate(std::span(&tensor, 1)).after(values.data());
    REQUIRE(values.size() == tensor.size);
    for (std::size_t i = 0; i < tensor.size; ++i) CHECK(close(values[i], expected[i].get<double>()));
  };
  for (const auto& [name, constraint] : constraints) {
    INFO(name);
    check({"m", 2, {3, 4, 1, 1}, 0, 12, 3, 4, Initializer::zeros}, constraint, cases.at("matrix"),
          cases.at("constraints").at(name));
    check({"k", 4, {3, 2, 2, 2}, 0, 24, 12, 12, Initializer::zeros}, constraint, cases.at("kernel"),
          cases.at("kernel_constraints").at(name));
  }
}

TEST_CASE("a regularizer's loss is Keras', and its gradient the derivative of it") {
  const Json cases = keras_fixture("optimizers");
  const Tensor tensor[] = {
      {"m", 2, {3, 4, 1, 1}, 0, 12, 3, 4, Initializer::zeros, Regularizer{.l1 = 0.01f, .l2 = 0.02f}}};
  const auto values = cases.at("matrix").get<std::vector<float>>();
  CHECK(close(regularization_loss(tensor, values.data()), cases.at("l1_l2").get<double>()));
  FloatBlock parameters(12);
  FloatBlock gradients(12);
  std::ranges::copy(values, parameters.data());
  float* const blocks[] = {gradients.data()};
  AroundUpdate(tensor).before(*make_optimizer("sgd"), parameters.data(), blocks, 12);
  for (std::size_t i = 0; i < 12; ++i) {
    const double sign = values[i] > 0 ? 1 : -1;
    CHECK(close(gradients.data()[i], 0.01 * sign + 0.04 * values[i]));
  }
}

}  // namespace constnet::runtime
