// Optimizers as command lines and checkpoints say them: names, arguments, and what is refused.
#include <memory>

#include "../error_of.hpp"
#include "after_steps.hpp"
#include "catch.hpp"
#include "constnet/desk/optimizers/adadelta.hpp"
#include "constnet/desk/optimizers/adagrad.hpp"
#include "constnet/desk/optimizers/adam.hpp"
#include "constnet/desk/optimizers/adamax.hpp"
#include "constnet/desk/optimizers/adamw.hpp"
#include "constnet/desk/optimizers/ftrl.hpp"
#include "constnet/desk/optimizers/lion.hpp"
#include "constnet/desk/optimizers/nadam.hpp"
#include "constnet/desk/optimizers/rmsprop.hpp"
#include "constnet/desk/optimizers/sgd.hpp"

namespace constnet::runtime {

TEST_CASE("optimizers are made by name, with Keras' rates or a given one") {
  CHECK(make_optimizer("sgd")->learning_rate() == 0.01);
  CHECK(make_optimizer("rmsprop")->learning_rate() == 0.001);
  CHECK(make_optimizer("rmsprop", 0.5)->learning_rate() == 0.5);
  CHECK(error_of([] { make_optimizer("adamant"); }) ==
        "optimizer: found \"adamant\", expected one of sgd, rmsprop, adagrad, adadelta, adam, adamw, adamax, nadam, "
        "ftrl, lion");
}

TEST_CASE("a text says an optimizer's arguments as Keras calls them") {
  const auto same = [](const char* text, Optimizer&& expected) {
    INFO(text);
    const std::unique_ptr<Optimizer> optimizer = make_optimizer(text);
    CHECK(optimizer->learning_rate() == expected.learning_rate());
    CHECK(after_steps(*optimizer, 1024) == after_steps(expected, 1024));
  };
  same("sgd,learning_rate=0.05,momentum=0.9,nesterov=true",
       Sgd({.learning_rate = 0.05, .momentum = 0.9, .nesterov = true}));
  same("rmsprop,rho=0.8,momentum=0.5,epsilon=0.01,centered=true",
       Rmsprop({.rho = 0.8, .momentum = 0.5, .epsilon = 0.01, .centered = true}));
  same("adagrad,initial_accumulator_value=0,epsilon=0.1", Adagrad({.initial_accumulator_value = 0, .epsilon = 0.1}));
  same("adadelta,learning_rate=1,rho=0.5,epsilon=1e-3", Adadelta({.learning_rate = 1, .rho = 0.5, .epsilon = 1e-3}));
  same("adam,beta_1=0.5,beta_2=0.9,epsilon=1e-3,amsgrad=true",
       Adam({.beta_1 = 0.5, .beta_2 = 0.9, .epsilon = 1e-3, .amsgrad = true}));
  same("adamw,amsgrad=true", AdamW({.amsgrad = true}));
  same("adamax,beta_1=0.5,beta_2=0.9,epsilon=1e-3", Adamax({.beta_1 = 0.5, .beta_2 = 0.9, .epsilon = 1e-3}));
  same("nadam,beta_1=0.5,beta_2=0.9,epsilon=1e-3", Nadam({.beta_1 = 0.5, .beta_2 = 0.9, .epsilon = 1e-3}));
  same(
      "ftrl,learning_rate=0.1,initial_accumulator_value=1,l1_regularization_strength=0.1,l2_regularization_strength=0.2"
      ",l2_shrinkage_regularization_strength=0.3,beta=0.4",
      Ftrl({.learning_rate = 0.1,
            .initial_accumulator_value = 1,
            .l1_regularization_strength = 0.1,
            .l2_regularization_strength = 0.2,
            .l2_shrinkage_regularization_strength = 0.3,
            .beta = 0.4}));
  same("lion,beta_1=0.5,beta_2=0.9", Lion({.beta_1 = 0.5, .beta_2 = 0.9}));

  const UpdateArguments common = make_optimizer("adamw,weight_decay=0.1,global_clipnorm=2")->arguments();
  CHECK(common.weight_decay == 0.1);
  CHECK(common.global_clipnorm == 2.0);
  CHECK(make_optimizer("adamw,clipnorm=1")->arguments().weight_decay == 0.004);
  CHECK(make_optimizer("sgd,clipvalue=3")->arguments().clipvalue == 3.0);
  CHECK(make_optimizer("sgd,learning_rate=0.5", 0.1)->learning_rate() == 0.5);
}

TEST_CASE("a text with arguments that an optimizer does not have, or with wrong values, is refused") {
  const auto error = [](const char* text) { return error_of([&] { make_optimizer(text); }); };
  CHECK(error("adam,momentum=0.9") == "optimizer: adam has no argument \"momentum\"");
  CHECK(error("sgd,momentum=1.5") == "optimizer: found momentum 1.500000, expected 0 to 1");
  CHECK(error("sgd,momentum=0.5,momentum=0.9") == "optimizer: found momentum more than once");
  CHECK(error("sgd,nesterov") == "optimizer: found \"nesterov\", expected NAME=VALUE");
  CHECK(error("sgd,nesterov=yes") == "optimizer: found nesterov \"yes\", expected true or false");
  CHECK(error("adam,beta_1=1") == "optimizer: found beta_1 1.000000, expected 0 to less than 1");
  CHECK(error("adam,epsilon=0") == "optimizer: found epsilon 0.000000, expected more than 0");
  CHECK(error("ftrl,beta=-1") == "optimizer: found beta -1.000000, expected 0 or more");
  CHECK(error("sgd,learning_rate=0") == "optimizer: found learning_rate 0.000000, expected more than 0");
  CHECK(error("sgd,clipnorm=1,clipvalue=1") ==
        "optimizer: found more than one of clipnorm, global_clipnorm and clipvalue, expected one at most");
}

}  // namespace constnet::runtime
