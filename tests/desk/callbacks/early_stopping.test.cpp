// EarlyStopping, and the choice of figure and direction that it shares with others. tests/keras has traces of Keras'.
#include "constnet/desk/callbacks/early_stopping.hpp"

#include <limits>
#include <sstream>

#include "../error_of.hpp"
#include "catch.hpp"
#include "scripted_training.hpp"

namespace constnet::runtime {
namespace {

// Feeds val_loss; the number of epochs that were trained.
int epochs_with(EarlyStopping& stopping, const std::vector<double>& losses) {
  ScriptedTraining training({&stopping});
  for (const double loss : losses) {
    if (!training.epoch({{"val_loss", loss}})) break;
  }
  training.end();
  return training.epochs();
}

Logs figures(double accuracy) { return {{"accuracy", accuracy}, {"loss", 1}, {"val_loss", 1}}; }

}  // namespace

TEST_CASE("patience counts epochs without improvement") {
  EarlyStopping none({});
  CHECK(epochs_with(none, {3, 2, 2, 1}) == 3);
  CHECK(none.stopped_epoch() == 2);
  EarlyStopping two({.patience = 2});
  CHECK(epochs_with(two, {3, 2, 2, 1, 1.5, 1.5, 0}) == 6);
  CHECK(two.best() == 1);
  CHECK(two.best_epoch() == 3);
}

TEST_CASE("what is not a number is no improvement") {
  EarlyStopping stopping({.patience = 2});
  const double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK(epochs_with(stopping, {1, nan, nan, 0}) == 3);
}

TEST_CASE("the best weights come back, with a word about it") {
  std::ostringstream said;
  EarlyStopping stopping({.patience = 1, .restore_best_weights = true}, &said);
  ScriptedTraining training({&stopping});
  for (const double loss : {3.0, 1.0, 2.0}) training.epoch({{"val_loss", loss}});
  CHECK(training.stopped());
  CHECK(training.parameter() == 2);
  training.end();
  CHECK(training.parameter() == 1);
  CHECK(said.str() == "Epoch 3: early stopping\nRestoring model weights from the end of the best epoch: 2.\n");
}

TEST_CASE("accuracies should grow, losses fall; min and max say so themselves") {
  for (const auto& [monitor, mode] : {std::pair("accuracy", MonitorMode::automatic), {"loss", MonitorMode::max}}) {
    EarlyStopping stopping({.monitor = monitor, .patience = 1, .mode = mode});
    ScriptedTraining training({&stopping});
    for (const double value : {0.5, 0.6, 0.7}) CHECK(training.epoch({{monitor, value}}));
    CHECK_FALSE(training.epoch({{monitor, 0.7}}));
  }
  CHECK(error_of([] { EarlyStopping stopping({.monitor = "val_own"}); }) ==
        "early_stopping: whether \"val_own\" should grow or fall is not known from its name: expected mode=min or "
        "mode=max with it");
}

TEST_CASE("a figure that never comes is named; one that is missing for an epoch is waited for") {
  EarlyStopping misspelt({.monitor = "acuracy", .mode = MonitorMode::max});
  ScriptedTraining training({&misspelt});
  CHECK(error_of([&] { training.epoch(figures(0.5)); }) ==
        "early_stopping: found monitor \"acuracy\", expected one of accuracy, loss, val_loss");

  EarlyStopping stopping({.monitor = "val_loss", .patience = 1});
  ScriptedTraining sparse({&stopping});
  CHECK(sparse.epoch({{"loss", 1}}));
  CHECK(sparse.epoch({{"loss", 1}, {"val_loss", 1}}));
  CHECK(sparse.epoch({{"loss", 1}}));
  CHECK(stopping.wait() == 0);
  CHECK_FALSE(sparse.epoch({{"loss", 1}, {"val_loss", 1}}));
}

}  // namespace constnet::runtime
