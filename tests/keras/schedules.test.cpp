// Schedules against Keras' learning rates, in an optimizer, and their texts.
#include "constnet/desk/optimizers/schedules.hpp"

#include <cmath>

#include "../desk/error_of.hpp"
#include "catch.hpp"
#include "constnet/desk/optimizers/optimizers.hpp"
#include "fixture.hpp"

namespace constnet::runtime {

TEST_CASE("every schedule gives Keras' learning rates") {
  const nlohmann::json cases = keras_fixture("schedules");
  for (const nlohmann::json& one : cases.at("schedules")) {
    INFO(one.at("text").get<std::string>());
    const Schedule schedule = schedule_from(one.at("text"));
    for (std::size_t i = 0; i < cases.at("steps").size(); ++i) {
      INFO("step " << cases.at("steps")[i]);
      const double expected = one.at("rates")[i];
      // Keras computes in float; the greatest rate is 0.1.
      CHECK(std::abs(schedule(cases.at("steps")[i]) - expected) <= 1e-7);
    }
  }
}

TEST_CASE("an optimizer with a schedule takes the rate of each step from it, also when it goes on") {
  const auto optimizer = make_optimizer("sgd");
  optimizer->start(16);
  optimizer->set_schedule(PiecewiseConstantDecay{{1, 3}, {0.5, 0.25, 0.125}});
  CHECK(optimizer->learning_rate() == 0.5);
  for (const double rate : {0.5, 0.5, 0.25, 0.25, 0.125}) {
    optimizer->next_iteration();
    CHECK(optimizer->learning_rate() == rate);
  }
  optimizer->set_iterations(2);
  optimizer->next_iteration();
  CHECK(optimizer->learning_rate() == 0.25);
}

TEST_CASE("a text that says no schedule is refused") {
  const auto error = [](const char* text) { return error_of([&] { schedule_from(text); }); };
  CHECK(error("CosineDecay,initial_learning_rate=0.1") == "schedule: CosineDecay needs decay_steps");
  CHECK(error("CosineDecay,initial_learning_rate=0.1,decay_steps=9,decay_rate=1") ==
        "schedule: CosineDecay has no argument \"decay_rate\"");
  CHECK(error("CosineDecay,initial_learning_rate=much,decay_steps=9") ==
        "schedule: found initial_learning_rate \"much\", expected a number");
  CHECK(error("PiecewiseConstantDecay,boundaries=1:2,values=1:2") ==
        "schedule: PiecewiseConstantDecay needs rising boundaries and one value more than these");
}

}  // namespace constnet::runtime
