// History: what became of a training, epoch by epoch.
#pragma once

#include <string>
#include <vector>

#include "constnet/desk/training/callback.hpp"

namespace constnet::runtime {

/// The figures of each finished epoch (Keras' History, keras/src/callbacks/history.py).
struct History {
  std::vector<int> epoch;    ///< numbers of the finished epochs, counted from 0
  std::vector<Logs> epochs;  ///< their figures

  /// The names of all figures, in the order in which they first came.
  std::vector<std::string> names() const;

  /// The figures of one name, from all epochs that have it (Keras: history.history["loss"]). With a validation_freq
  /// above 1, those of the validation data are fewer than the epochs.
  std::vector<double> operator[](const std::string& name) const;
};

}  // namespace constnet::runtime
