// Monitor: comparisons as Keras makes them.
#include "constnet/desk/callbacks/monitor.hpp"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <string_view>

#include "constnet/desk/base/error.hpp"

namespace constnet::runtime {
namespace {

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

bool smaller_is_better(const std::string& owner, const std::string& monitor, MonitorMode mode) {
  if (mode != MonitorMode::automatic) return mode == MonitorMode::min;
  std::string_view name = monitor;
  if (name.starts_with("val_")) name.remove_prefix(4);
  if (name == "loss" || name.ends_with("_error") || name.ends_with("_crossentropy") || name.ends_with("hinge") ||
      is_one_of(name, {"mse", "mae", "mape", "msle", "huber", "log_cosh", "logcosh", "poisson", "kl_divergence"})) {
    return true;
  }
  if (name.ends_with("accuracy") || name.starts_with("f1_score_class_") ||
      is_one_of(name, {"acc", "precision", "recall", "f1_score", "fbeta_score", "auc"})) {
    return false;
  }
  throw Error(owner + ": whether " + quoted(monitor) +
              " should grow or fall is not known from its name: expected mode=min or mode=max with it");
}

}  // namespace

Monitor::Monitor(std::string owner, std::string monitor, MonitorMode mode, double min_delta)
    : owner_(std::move(owner)),
      name_(std::move(monitor)),
      smaller_is_better_(smaller_is_better(owner_, name_, mode)),
      min_delta_(std::abs(min_delta)) {}

const double* Monitor::find(const Logs& logs, const TrainingState& state) const {
  if (const double* value = find_log(logs, name_)) return value;
  const auto of_validation = [](const std::string& name) { return name.starts_with("val_"); };
  const bool validated = std::ranges::any_of(logs, of_validation, &Log::name);
  if (of_validation(name_) && state.validates && !validated) return nullptr;
  std::string names;
  for (const Log& log : logs) names += (names.empty() ? "" : ", ") + log.name;
  throw Error(owner_ + ": found monitor " + quoted(name_) + ", expected one of " + names +
              (of_validation(name_) && !state.validates ? " (there are no validation data)" : ""));
}

bool Monitor::is_improvement(double value, std::optional<double> reference) const {
  if (!reference) return true;
  return smaller_is_better_ ? value + min_delta_ < *reference : value - min_delta_ > *reference;
}

}  // namespace constnet::runtime
