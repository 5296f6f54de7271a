// A training without a network: callbacks get figures from a list, as fit would give them.
#pragma once

#include <span>
#include <vector>

#include "constnet/desk/optimizers/sgd.hpp"
#include "constnet/desk/training/callback.hpp"

/// Calls callbacks as Trainer::fit does, for one epoch after the other. The one parameter is the number of the epoch.
class ScriptedTraining {
 public:
  explicit ScriptedTraining(std::vector<constnet::runtime::Callback*> callbacks, double learning_rate = 0.01,
                            int steps_per_epoch = 1)
      : callbacks_(std::move(callbacks)), optimizer_({.learning_rate = learning_rate}) {
    state_.steps_per_epoch = steps_per_epoch;
    for (auto* callback : callbacks_) callback->on_train_begin(state_);
  }

  /// One epoch; false if it was the last or there is none to come. `steps`: figures after each step.
  bool epoch(constnet::runtime::Logs logs, const std::vector<constnet::runtime::Logs>& steps = {}) {
    if (state_.stop) return false;
    ++epoch_;
    parameter_ = static_cast<float>(epoch_);
    for (auto* callback : callbacks_) callback->on_epoch_begin(epoch_, state_);
    for (std::size_t step = 0; step < steps.size(); ++step) {
      const int number = static_cast<int>(step);
      for (auto* callback : callbacks_) callback->on_batch_begin(number, state_);
      for (auto* callback : callbacks_) callback->on_batch_end(number, steps[step], state_);
      if (state_.stop && step + 1 < steps.size()) return false;
    }
    for (auto* callback : callbacks_) callback->on_epoch_end(epoch_, logs, state_);
    for (auto* callback : callbacks_) callback->after_epoch(epoch_, logs, state_);
    logs_ = logs;
    return !state_.stop;
  }

  void end() {
    for (auto* callback : callbacks_) callback->on_train_end(state_);
  }

  double learning_rate() const { return optimizer_.learning_rate(); }
  /// What is in force: the epoch's number, or that of the epoch whose parameters came back.
  float parameter() const { return parameter_; }
  int epochs() const { return epoch_ + 1; }
  bool stopped() const { return state_.stop; }
  /// The figures of the last epoch with what callbacks added.
  const constnet::runtime::Logs& logs() const { return logs_; }

 private:
  static constexpr constnet::runtime::Tensor tensor = {
      "dense_1/bias", 1, {1, 1, 1, 1}, 0, 1, 1, 1, constnet::runtime::Initializer::zeros};

  std::vector<constnet::runtime::Callback*> callbacks_;
  constnet::runtime::Sgd optimizer_;
  float parameter_ = 0;
  int epoch_ = -1;
  constnet::runtime::Logs logs_;
  constnet::runtime::TrainingState state_{
      .epochs = 1000,
      .steps_per_epoch = 1,
      .parameters = {&parameter_, 1},
      .optimizer = optimizer_,
      .validates = true,
      .set_parameters = [this](std::span<const float> values) { parameter_ = values[0]; },
      .tensors = {&tensor, 1},
      .checkpoint =
          [this] {
            constnet::runtime::Checkpoint checkpoint;
            checkpoint.model = "scripted";
            checkpoint.optimizer = "sgd";
            checkpoint.parameters = {parameter_};
            checkpoint.epoch = epoch_ + 1;
            return checkpoint;
          }};
};
