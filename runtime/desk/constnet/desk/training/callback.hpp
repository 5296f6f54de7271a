// What may happen during training besides training itself: progress, stopping, and whatever a user adds.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "constnet/desk/training/optimizer.hpp"

namespace constnet::runtime {

/// A named figure: "accuracy", "loss", "val_accuracy", "val_loss".
struct Log {
  std::string name;
  double value;
  bool operator==(const Log&) const = default;
};

/// Figures in Keras' order (by name, those of the validation data last).
using Logs = std::vector<Log>;

/// What callbacks see of a training, and may change.
struct TrainingState {
  int epochs;
  int steps_per_epoch;
  std::span<const float> parameters;
  Optimizer& optimizer;
  bool stop = false;  ///< set to true to end the training after the present step
};

/// Keras' callbacks. Epochs and steps count from 0. `logs` of a step are means over the epoch so far.
class Callback {
 public:
  virtual ~Callback() = default;
  virtual void on_train_begin(TrainingState&) {}
  virtual void on_epoch_begin(int /*epoch*/, TrainingState&) {}
  virtual void on_batch_end(int /*step*/, const Logs&, TrainingState&) {}
  /// Only for epochs that were finished.
  virtual void on_epoch_end(int /*epoch*/, const Logs&, TrainingState&) {}
  virtual void on_train_end(TrainingState&) {}
};

}  // namespace constnet::runtime
