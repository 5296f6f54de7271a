// LearningRateScheduler: a learning rate for each epoch, from a function.
#pragma once

#include <functional>
#include <iosfwd>
#include <utility>

#include "constnet/desk/training/callback.hpp"

namespace constnet::runtime {

/// Keras 3's LearningRateScheduler (keras/src/callbacks/learning_rate_scheduler.py): before each epoch the rate becomes
/// schedule(epoch, present rate), with epochs counted from 0. The rate is added to the figures as "learning_rate".
class LearningRateScheduler : public Callback {
 public:
  using Schedule = std::function<double(int epoch, double learning_rate)>;

  /// `messages`: where each change is said (Keras: verbose=1); null: nowhere.
  explicit LearningRateScheduler(Schedule schedule, std::ostream* messages = nullptr)
      : schedule_(std::move(schedule)), messages_(messages) {}

  void on_epoch_begin(int epoch, TrainingState& state) override;
  void on_epoch_end(int epoch, Logs& logs, TrainingState& state) override;

 private:
  Schedule schedule_;
  std::ostream* messages_;
};

}  // namespace constnet::runtime
