// Optimizers, clipping, decay, constraints and regularizers against ten steps of Keras'.
#include "constnet/desk/optimizers/optimizers.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <vector>

#include "../../runtime/desk/training/around_update.hpp"
#include "catch.hpp"
#include "constnet/desk/optimizers/adadelta.hpp"
#include "constnet/desk/optimizers/adam.hpp"
#include "constnet/desk/optimizers/ftrl.hpp"
#include "constnet/desk/optimizers/rmsprop.hpp"
#include "constnet/desk/optimizers/sgd.hpp"
#include "fixture.hpp"

namespace constnet::runtime {
namespace {

using Json = nlohmann::json;

std::unique_ptr<Optimizer> made(const std::string& name, const Json& options) {
  std::unique_ptr<Optimizer> optimizer;
  if (name == "sgd") {
    optimizer = std::make_unique<Sgd>(
        SgdArguments{.momentum = options.value("momentum", 0.0), .nesterov = options.value("nesterov", false)});
  } else if (name == "rmsprop") {
    optimizer = std::make_unique<Rmsprop>(
        RmspropArguments{.momentum = options.value("momentum", 0.0), .centered = options.value("centered", false)});
  } else if (name == "adadelta") {
    optimizer = std::make_unique<Adadelta>(AdadeltaArguments{.learning_rate = options.at("learning_rate")});
  } else if (name == "adam") {
    optimizer = std::make_unique<Adam>(AdamArguments{.amsgrad = options.value("amsgrad", false)});
  } else if (name == "ftrl") {
    optimizer = std::make_unique<Ftrl>(
        FtrlArguments{.l1_regularization_strength = options.value("l1_regularization_strength", 0.0),
                      .l2_regularization_strength = options.value("l2_regularization_strength", 0.0),
                      .beta = options.value("beta", 0.0)});
  } else {
    optimizer = make_optimizer(name);
  }
  UpdateArguments common = optimizer->arguments();
  if (options.contains("weight_decay")) common.weight_decay = options["weight_decay"];
  if (options.contains("clipnorm")) common.clipnorm = options["clipnorm"].get<double>();
  if (options.contains("global_clipnorm")) common.global_clipnorm = options["global_clipnorm"].get<double>();
  if (options.contains("clipvalue")) common.clipvalue = options["clipvalue"].get<double>();
  optimizer->set_arguments(common);
  return optimizer;
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

Tensor matrix_with(Regularizer regularizer, Constraint constraint) {
  return {"m", 2, {3, 4, 1, 1}, 0, 12, 3, 4, Initializer::zeros, regularizer, constraint};
}

}  // namespace

TEST_CASE("ten steps of every optimizer are Keras'; what is frozen keeps its bits") {
  const Json cases = keras_fixture("optimizers");
  for (const Json& trace : cases.at("traces")) {
    INFO(trace.at("name").get<std::string>() << ' ' << trace.at("options").dump());
    const std::unique_ptr<Optimizer> optimizer = made(trace.at("name"), trace.at("options"));
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

TEST_CASE("constraints bring a matrix back to where Keras' do") {
  const Json cases = keras_fixture("optimizers");
  const std::pair<const char*, Constraint> constraints[] = {{"max_norm", Constraint::max_norm(1.5f)},
                                                            {"non_neg", {Constraint::Kind::non_neg, 0}},
                                                            {"unit_norm", {Constraint::Kind::unit_norm, 0}}};
  for (const auto& [name, constraint] : constraints) {
    INFO(name);
    const Tensor tensor[] = {matrix_with({}, constraint)};
    auto values = cases.at("matrix").get<std::vector<float>>();
    AroundUpdate(tensor).after(values.data());
    for (std::size_t i = 0; i < 12; ++i) CHECK(close(values[i], cases.at("constraints").at(name)[i].get<double>()));
  }
}

TEST_CASE("a regularizer's loss is Keras', and its gradient the derivative of it") {
  const Json cases = keras_fixture("optimizers");
  const Tensor tensor[] = {matrix_with({.l1 = 0.01f, .l2 = 0.02f}, {})};
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
