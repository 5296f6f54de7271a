// EarlyStopping: ends a training that does not get better.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "constnet/desk/callbacks/monitor.hpp"

namespace constnet::runtime {

/// Arguments of EarlyStopping, with Keras' names and defaults.
struct EarlyStoppingArguments {
  std::string monitor = "val_loss";
  double min_delta = 0;  ///< smaller changes are no improvement
  int patience = 0;      ///< epochs without improvement that are borne
  MonitorMode mode = MonitorMode::automatic;
  std::optional<double> baseline = {};  ///< patience runs on until the figure is better than this, too
  bool restore_best_weights = false;    ///< at the end, take back the parameters of the best epoch
  int start_from_epoch = 0;             ///< epochs before this one do not count
};

/// Keras 3's EarlyStopping (keras/src/callbacks/early_stopping.py). After each epoch: wait += 1; a figure better than
/// the best so far becomes the best, and if it beats the baseline as well, wait = 0; a figure that is not better ends
/// the training where wait >= patience (never after the very first epoch). The best parameters come back also after a
/// training that was not stopped early.
class EarlyStopping : public Callback {
 public:
  /// `messages`: where it is said that the training was stopped (Keras: verbose=1); null: nowhere.
  explicit EarlyStopping(const EarlyStoppingArguments& arguments, std::ostream* messages = nullptr);

  void on_train_begin(TrainingState&) override;
  void on_epoch_end(int epoch, Logs& logs, TrainingState& state) override;
  void on_train_end(TrainingState& state) override;
  std::string state_name() const override { return "early_stopping"; }
  CallbackState saved_state() const override;
  void restore_state(const CallbackState& saved, TrainingState& state) override;

  int wait() const { return wait_; }                    ///< epochs since the last improvement
  int stopped_epoch() const { return stopped_epoch_; }  ///< counted from 0; 0: not stopped
  int best_epoch() const { return best_epoch_; }
  std::optional<double> best() const { return best_; }

 private:
  EarlyStoppingArguments arguments_;
  Monitor monitor_;
  std::ostream* messages_;
  int wait_ = 0;
  int stopped_epoch_ = 0;
  int best_epoch_ = 0;
  std::optional<double> best_;
  std::vector<float> best_weights_;
};

}  // namespace constnet::runtime
