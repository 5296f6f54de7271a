// The callbacks that change the learning rate.
#include <sstream>

#include "../error_of.hpp"
#include "catch.hpp"
#include "constnet/desk/callbacks/lambda_callback.hpp"
#include "constnet/desk/callbacks/learning_rate_scheduler.hpp"
#include "constnet/desk/callbacks/reduce_lr_on_plateau.hpp"
#include "scripted_training.hpp"

namespace constnet::runtime {

TEST_CASE("a plateau reduces the rate, not below min_lr") {
  std::ostringstream said;
  ReduceLROnPlateau reduce({.factor = 0.5, .patience = 2, .min_lr = 0.03}, &said);
  ScriptedTraining training({&reduce}, 0.1);
  std::vector<double> rates;
  for (int epoch = 0; epoch < 9; ++epoch) {
    training.epoch({{"val_loss", 1}});
    rates.push_back(*find_log(training.logs(), "learning_rate"));
  }
  // The rate in the figures is the one that the epoch was trained with.
  CHECK(rates == std::vector<double>{0.1, 0.1, 0.1, 0.05, 0.05, 0.03, 0.03, 0.03, 0.03});
  CHECK(said.str() ==
        "Epoch 3: ReduceLROnPlateau reducing learning rate to 0.05.\n"
        "Epoch 5: ReduceLROnPlateau reducing learning rate to 0.03.\n");
  CHECK(error_of([] { ReduceLROnPlateau one({.factor = 1}); }) ==
        "reduce_lr_on_plateau: found factor 1.0, expected 0 to less than 1");
}

TEST_CASE("a schedule gets the epoch and the present rate") {
  std::ostringstream said;
  LearningRateScheduler scheduler([](int epoch, double rate) { return epoch < 2 ? rate : rate / 4; }, &said);
  ScriptedTraining training({&scheduler}, 1);
  std::vector<double> rates;
  for (int epoch = 0; epoch < 4; ++epoch) {
    training.epoch({{"loss", 1}});
    rates.push_back(*find_log(training.logs(), "learning_rate"));
  }
  CHECK(rates == std::vector<double>{1, 1, 0.25, 0.0625});
  CHECK(said.str().ends_with("Epoch 4: LearningRateScheduler setting learning rate to 0.0625.\n"));
}

TEST_CASE("a callback out of functions") {
  std::string calls;
  LambdaCallback callback(
      {.on_epoch_begin = [&](int epoch, TrainingState&) { calls += "begin" + std::to_string(epoch); },
       .on_epoch_end =
           [&](int, Logs& logs, TrainingState& state) {
             set_log(logs, "twice", 2 * *find_log(logs, "loss"));
             state.stop = true;
           }});
  ScriptedTraining training({&callback});
  CHECK_FALSE(training.epoch({{"loss", 3}}));
  training.end();
  CHECK(calls == "begin0");
  CHECK(training.logs() == Logs{{"loss", 3}, {"twice", 6}});
}

}  // namespace constnet::runtime
