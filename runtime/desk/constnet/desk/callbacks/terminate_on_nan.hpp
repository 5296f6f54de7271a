// TerminateOnNaN: ends a training whose loss is no longer a number.
#pragma once

#include <iosfwd>

#include "constnet/desk/training/callback.hpp"

namespace constnet::runtime {

/// Keras 3's TerminateOnNaN (keras/src/callbacks/terminate_on_nan.py): ends the training after a step whose loss is NaN
/// or infinite. The epoch stays unfinished.
class TerminateOnNaN : public Callback {
 public:
  /// `messages`: where it is said; null: nowhere.
  explicit TerminateOnNaN(std::ostream* messages = nullptr) : messages_(messages) {}

  void on_train_begin(TrainingState&) override { step_ = -1; }
  void on_batch_end(int step, const Logs& logs, TrainingState& state) override;
  void on_train_end(TrainingState&) override;

  /// Whether it ended the training.
  bool terminated() const { return step_ >= 0; }

 private:
  std::ostream* messages_;
  int step_ = -1;
};

}  // namespace constnet::runtime
