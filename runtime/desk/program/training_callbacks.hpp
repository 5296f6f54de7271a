// The callbacks of `train`.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "commands.hpp"
#include "constnet/desk/callbacks/early_stopping.hpp"
#include "constnet/desk/callbacks/terminate_on_nan.hpp"
#include "constnet/desk/training/callback.hpp"

namespace constnet::runtime {

/// Keeps the parameters as they were after the last finished epoch.
class LastEpoch : public Callback {
 public:
  void on_epoch_end(int epoch, Logs&, TrainingState& state) override {
    epoch_ = epoch;
    parameters_.assign(state.parameters.begin(), state.parameters.end());
  }
  /// Its number, if there is one, counted from 0.
  std::optional<int> epoch() const { return epoch_; }
  std::span<const float> parameters() const { return parameters_; }

 private:
  std::optional<int> epoch_;
  std::vector<float> parameters_;
};

/// What the options of `train` ask for, and what it always has.
class TrainingCallbacks {
 public:
  explicit TrainingCallbacks(const Session& session);

  /// In the order in which they are called.
  std::span<Callback* const> all() const { return all_; }

  const LastEpoch& last_epoch() const { return *last_epoch_; }
  /// Null if not asked for.
  const EarlyStopping* early_stopping() const { return early_stopping_; }
  /// Whether the loss was no longer a number.
  bool terminated() const { return terminate_ && terminate_->terminated(); }

 private:
  template <typename Kind, typename... Values>
  Kind* add(Values&&... values);

  std::vector<std::unique_ptr<Callback>> owned_;
  std::vector<Callback*> all_;
  LastEpoch* last_epoch_ = nullptr;
  EarlyStopping* early_stopping_ = nullptr;
  TerminateOnNaN* terminate_ = nullptr;
};

}  // namespace constnet::runtime
