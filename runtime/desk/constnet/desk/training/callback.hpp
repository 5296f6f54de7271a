// What may happen during training besides training itself: progress, stopping, and whatever a user adds.
#pragma once

#include <functional>
#include <span>
#include <string>

#include "constnet/desk/optimizers/optimizer.hpp"
#include "constnet/desk/training/callback_state.hpp"
#include "constnet/desk/training/checkpoint.hpp"
#include "constnet/desk/training/logs.hpp"
#include "constnet/firmware/network.hpp"

namespace constnet::runtime {

/// What callbacks see of a training, and may change.
struct TrainingState {
  int epochs;  ///< the number of the last epoch plus 1, as counted from 0
  int steps_per_epoch;
  std::span<const float> parameters;  ///< the present ones, in the order of the network's tensors
  Optimizer& optimizer;
  bool stop = false;       ///< set to true to end the training after the present step
  bool validates = false;  ///< whether there are validation data: figures whose names begin with "val_"
  /// Replaces the parameters, all of them, before the next step or the end of the training.
  std::function<void(std::span<const float>)> set_parameters = {};
  std::span<const Tensor> tensors = {};         ///< what the parameters are
  std::function<Checkpoint()> checkpoint = {};  ///< the training as it is, to be saved; in after_epoch or on_batch_end
};

/// Keras' callbacks. Epochs and steps count from 0. `logs` of a step are means over the epoch so far. What is thrown
/// ends the training.
class Callback {
 public:
  virtual ~Callback() = default;
  virtual void on_train_begin(TrainingState&) {}
  virtual void on_epoch_begin(int /*epoch*/, TrainingState&) {}
  virtual void on_batch_begin(int /*step*/, TrainingState&) {}
  virtual void on_batch_end(int /*step*/, const Logs&, TrainingState&) {}
  /// Only for epochs that were finished. Figures that are added to `logs` are seen by the callbacks after this one, and
  /// stand in the History.
  virtual void on_epoch_end(int /*epoch*/, Logs& /*logs*/, TrainingState&) {}
  /// When on_epoch_end of every callback is through: for what depends on all of them, such as messages and checkpoints.
  virtual void after_epoch(int /*epoch*/, const Logs&, TrainingState&) {}
  virtual void on_train_end(TrainingState&) {}

  /// The name for the callback's state in a checkpoint, "early_stopping"; empty if it keeps nothing.
  virtual std::string state_name() const { return ""; }
  /// What a later training needs to go on from here as if it had never stopped.
  virtual CallbackState saved_state() const { return {}; }
  /// Takes up what saved_state gave; called after on_train_begin. Throws Error if the state makes no sense.
  virtual void restore_state(const CallbackState&, TrainingState&) {}
};

}  // namespace constnet::runtime
