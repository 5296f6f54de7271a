// The arguments of fit: validation_split, validation_freq, steps_per_epoch, initial_epoch; History; what callbacks may
// change.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "../error_of.hpp"
#include "blobs.hpp"
#include "catch.hpp"
#include "constnet/desk/losses/categorical_crossentropy.hpp"
#include "constnet/desk/optimizers/rmsprop.hpp"
#include "constnet/desk/training/trainer.hpp"
#include "softmax_regression.hpp"

namespace constnet::runtime {
namespace {

const NetworkView network = view_of<SoftmaxRegression<30, 5>>();
const CategoricalCrossentropy loss;

struct Trained {
  std::vector<float> parameters;
  History history;
};

Trained fit(const Dataset& data, const Dataset* validation, const FitArguments& arguments,
            std::vector<Callback*> callbacks = {}) {
  Rmsprop optimizer({.learning_rate = 0.01});
  ThreadPool pool(2);
  Trainer trainer(network, optimizer, loss, pool);
  trainer.initialize(3);
  Trained result;
  result.history = trainer.fit(data, validation, arguments, callbacks);
  result.parameters.assign(trainer.parameters().begin(), trainer.parameters().end());
  return result;
}

std::string refusal(const FitArguments& arguments) {
  return error_of([&] { fit(blobs(10, 30, 5), nullptr, arguments); });
}

// Writes down what is called, and adds a figure.
class Recorder : public Callback {
 public:
  void on_train_begin(TrainingState& state) override { note("train" + std::to_string(state.steps_per_epoch)); }
  void on_epoch_begin(int epoch, TrainingState&) override { note("epoch" + std::to_string(epoch)); }
  void on_batch_begin(int step, TrainingState&) override { note("batch" + std::to_string(step)); }
  void on_batch_end(int step, const Logs&, TrainingState&) override { note("end" + std::to_string(step)); }
  void on_epoch_end(int epoch, Logs& logs, TrainingState&) override {
    note("end_epoch" + std::to_string(epoch));
    set_log(logs, "own", epoch);
  }
  void on_train_end(TrainingState&) override { note("end_train"); }
  std::string text;

 private:
  void note(const std::string& word) { text += (text.empty() ? "" : " ") + word; }
};

// Puts the same value into all parameters after an epoch, or at the end.
class Overwrite : public Callback {
 public:
  explicit Overwrite(int epoch) : epoch_(epoch) {}
  void on_epoch_end(int epoch, Logs&, TrainingState& state) override {
    if (epoch == epoch_) overwrite(state);
  }
  void on_train_end(TrainingState& state) override {
    if (epoch_ < 0) overwrite(state);
  }

 private:
  static void overwrite(TrainingState& state) {
    state.set_parameters(std::vector<float>(state.parameters.size(), 0.25f));
  }
  int epoch_;
};

}  // namespace

TEST_CASE("validation_split holds back the last images, before shuffling") {
  const Dataset data = blobs(105, 30, 5);
  // floor(105 * 0.75) = 78.
  const Dataset train = images_between(data, 0, 78);
  const Dataset held_back = images_between(data, 78, 105);
  const Trained split = fit(data, nullptr, {.epochs = 3, .batch_size = 16, .validation_split = 0.25});
  const Trained by_hand = fit(train, &held_back, {.epochs = 3, .batch_size = 16});
  CHECK(split.parameters == by_hand.parameters);
  CHECK(split.history.epochs == by_hand.history.epochs);
  CHECK(split.history.epochs[0].size() == 4);

  // Validation data that are given count instead, as in Keras.
  const Trained given = fit(data, &held_back, {.epochs = 1, .batch_size = 16, .validation_split = 0.25});
  CHECK(given.history.epochs == fit(data, &held_back, {.epochs = 1, .batch_size = 16}).history.epochs);
}

TEST_CASE("validation_freq leaves out evaluations, and History gives figures by name") {
  const Dataset data = blobs(50, 30, 5);
  const History history = fit(data, nullptr, {.epochs = 5, .validation_split = 0.2, .validation_freq = 2}).history;
  CHECK(history.epoch == std::vector<int>{0, 1, 2, 3, 4});
  CHECK(history.names() == std::vector<std::string>{"accuracy", "loss", "val_accuracy", "val_loss"});
  CHECK(history["loss"].size() == 5);
  CHECK(history["val_loss"] == std::vector<double>{history.epochs[1][3].value, history.epochs[3][3].value});
  CHECK(history["nothing"].empty());
}

TEST_CASE("epochs of fewer steps go on in the data where the last one ended") {
  const Dataset data = blobs(100, 30, 5);
  // 10 batches: 4 epochs of 5 steps are 2 passes; 2 epochs of 10 are the same steps.
  const Trained whole = fit(data, nullptr, {.epochs = 2, .batch_size = 10});
  const Trained halves = fit(data, nullptr, {.epochs = 4, .batch_size = 10, .steps_per_epoch = 5});
  const Trained double_length = fit(data, nullptr, {.epochs = 1, .batch_size = 10, .steps_per_epoch = 20});
  CHECK(halves.parameters == whole.parameters);
  CHECK(double_length.parameters == whole.parameters);
  CHECK(halves.history.epochs.size() == 4);
}

TEST_CASE("without shuffle the images come in their own order") {
  BatchOrder order(7, 3, 1, false);
  CHECK(order.batches_per_pass() == 3);
  const auto batch = [&order](std::int64_t step) {
    const auto images = order.batch(step);
    return std::vector<std::uint32_t>(images.begin(), images.end());
  };
  CHECK(batch(0) == std::vector<std::uint32_t>{0, 1, 2});
  CHECK(batch(2) == std::vector<std::uint32_t>{6});
  CHECK(batch(4) == std::vector<std::uint32_t>{3, 4, 5});
}

TEST_CASE("a batch depends on seed and step alone, not on the batches before it") {
  BatchOrder in_turn(100, 10, 9, true);
  std::vector<std::vector<std::uint32_t>> expected;
  for (int step = 0; step < 30; ++step) {
    const auto images = in_turn.batch(step);
    expected.emplace_back(images.begin(), images.end());
  }
  CHECK(expected[0] != expected[10]);
  BatchOrder anywhere(100, 10, 9, true);
  for (const std::size_t step : {25, 3, 29, 4, 0}) {
    const auto images = anywhere.batch(static_cast<std::int64_t>(step));
    CHECK(std::vector<std::uint32_t>(images.begin(), images.end()) == expected[step]);
  }
}

TEST_CASE("initial_epoch counts as if the epochs before it had been trained") {
  Recorder recorder;
  const Trained result =
      fit(blobs(20, 30, 5), nullptr, {.epochs = 3, .batch_size = 10, .initial_epoch = 2}, {&recorder});
  CHECK(recorder.text == "train2 epoch2 batch0 end0 batch1 end1 end_epoch2 end_train");
  CHECK(result.history.epoch == std::vector<int>{2});
  CHECK(result.history["own"] == std::vector<double>{2});
  CHECK(fit(blobs(20, 30, 5), nullptr, {.epochs = 2, .initial_epoch = 2}).history.epochs.empty());
}

TEST_CASE("a callback may replace the parameters") {
  const Dataset data = blobs(100, 30, 5);
  Overwrite at_end(-1);
  const Trained ended = fit(data, nullptr, {.epochs = 1}, {&at_end});
  CHECK(std::ranges::all_of(ended.parameters, [](float value) { return value == 0.25f; }));

  // The steps after it start from the new values: with all parameters equal every class has probability 1/5.
  Overwrite after_first(0);
  const Trained went_on = fit(data, nullptr, {.epochs = 2, .batch_size = 100}, {&after_first});
  CHECK(went_on.history["loss"][1] == Approx(std::log(5.0)).epsilon(1e-6));
}

TEST_CASE("arguments that make no training are refused") {
  CHECK(refusal({.validation_split = 1}) == "validation_split: found 1.000000, expected 0 to less than 1");
  CHECK(refusal({.validation_split = 0.95}) == "validation_split: 0.950000 of 10 images leaves none for training");
  CHECK(refusal({.validation_split = 1e-20}) == "validation_split: 0.000000 of 10 images leaves none for validation");
  CHECK(refusal({.batch_size = 0}) == "batch_size: found 0, expected 1 or more");
  CHECK(refusal({.validation_freq = 0}) == "validation_freq: found 0, expected 1 or more");
}

}  // namespace constnet::runtime
