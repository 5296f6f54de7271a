// Figures by name, as Keras' logs.
#pragma once

#include <string>
#include <vector>

namespace constnet::runtime {

/// A named figure: "accuracy", "loss", "val_accuracy", "val_loss".
struct Log {
  std::string name;
  double value;
  bool operator==(const Log&) const = default;
};

/// Figures in Keras' order (by name, those of the validation data after them, what callbacks add last).
using Logs = std::vector<Log>;

/// The figure of that name, null if there is none.
inline const double* find_log(const Logs& logs, const std::string& name) {
  for (const Log& log : logs) {
    if (log.name == name) return &log.value;
  }
  return nullptr;
}

/// Gives the figure of that name a value, a new figure at the end if there is none.
inline void set_log(Logs& logs, const std::string& name, double value) {
  for (Log& log : logs) {
    if (log.name == name) {
      log.value = value;
      return;
    }
  }
  logs.push_back({name, value});
}

}  // namespace constnet::runtime
