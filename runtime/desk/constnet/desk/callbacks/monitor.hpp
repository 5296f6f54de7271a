// The figure that a callback watches, and when it counts as better.
#pragma once

#include <optional>
#include <string>

#include "constnet/desk/training/callback.hpp"

namespace constnet::runtime {

/// Whether a smaller or a greater figure is better; automatic: known from its name (loss and errors: smaller;
/// accuracies, precision, recall, F scores, AUC: greater).
enum class MonitorMode { automatic, min, max };

/// Keras' MonitorCallback (keras/src/callbacks/monitor_callback.py), as a part of the callbacks that watch a figure.
class Monitor {
 public:
  /// `owner` is the callback's name in errors. Throws Error where `mode` is automatic and the name says nothing.
  Monitor(std::string owner, std::string monitor, MonitorMode mode, double min_delta);

  const std::string& name() const { return name_; }

  /// The figure; null in an epoch without validation (validation_freq) if it is one of the validation data. Throws
  /// Error where it will never come, with the figures to choose from. (Keras warns.)
  const double* find(const Logs& logs, const TrainingState& state) const;

  /// Whether `value` is better than `reference` by more than min_delta; anything is better than no reference.
  bool is_improvement(double value, std::optional<double> reference) const;

 private:
  std::string owner_;
  std::string name_;
  bool smaller_is_better_;
  double min_delta_;
};

}  // namespace constnet::runtime
