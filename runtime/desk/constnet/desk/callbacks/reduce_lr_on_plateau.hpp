// ReduceLROnPlateau: a smaller learning rate when a figure no longer gets better.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>

#include "constnet/desk/callbacks/monitor.hpp"

namespace constnet::runtime {

/// Arguments of ReduceLROnPlateau, with Keras' names and defaults.
struct ReduceLROnPlateauArguments {
  std::string monitor = "val_loss";
  double factor = 0.1;  ///< less than 1
  int patience = 10;
  MonitorMode mode = MonitorMode::automatic;
  double min_delta = 1e-4;
  int cooldown = 0;  ///< epochs after a reduction that do not count
  double min_lr = 0;
};

/// Keras 3's ReduceLROnPlateau (keras/src/callbacks/reduce_lr_on_plateau.py): after `patience` epochs without
/// improvement the rate becomes max(rate * factor, min_lr). The rate that an epoch was trained with is added to the
/// figures as "learning_rate".
class ReduceLROnPlateau : public Callback {
 public:
  /// Throws Error if `factor` is not in [0, 1). `messages`: as in EarlyStopping.
  explicit ReduceLROnPlateau(const ReduceLROnPlateauArguments& arguments, std::ostream* messages = nullptr);

  void on_train_begin(TrainingState&) override;
  void on_epoch_end(int epoch, Logs& logs, TrainingState& state) override;
  void after_epoch(int epoch, const Logs&, TrainingState&) override;
  std::string state_name() const override { return "reduce_lr_on_plateau"; }
  CallbackState saved_state() const override;
  void restore_state(const CallbackState& saved, TrainingState&) override;

  int wait() const { return wait_; }
  int cooldown_counter() const { return cooldown_counter_; }
  std::optional<double> best() const { return best_; }

 private:
  ReduceLROnPlateauArguments arguments_;
  Monitor monitor_;
  std::ostream* messages_;
  int wait_ = 0;
  int cooldown_counter_ = 0;
  std::optional<double> best_;
  std::optional<double> reduced_to_;  // in the present epoch
};

}  // namespace constnet::runtime
