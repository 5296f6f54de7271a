// ModelCheckpoint: saves the training or its weights while it runs.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "constnet/desk/callbacks/monitor.hpp"

namespace constnet::runtime {

/// Arguments of ModelCheckpoint, with Keras' names and defaults.
struct ModelCheckpointArguments {
  /// The file, which may have fields in its name: "checkpoints/{epoch:02d}-{val_loss:.2f}.safetensors". Epochs and
  /// batches count from 1 there. A folder that is missing is made.
  std::string filepath;
  std::string monitor = "val_loss";
  bool save_best_only = false;     ///< only where the figure is better than in all epochs before
  bool save_weights_only = false;  ///< a weight file; otherwise a checkpoint, which FitArguments::resume goes on from
  MonitorMode mode = MonitorMode::automatic;
  int save_freq = 0;  ///< 0: after each epoch (Keras: "epoch"); otherwise after so many steps, counted over epochs
  std::optional<double> initial_value_threshold = {};  ///< what the first figure has to be better than
};

/// Keras 3's ModelCheckpoint (keras/src/callbacks/model_checkpoint.py); both kinds of file are safetensors. As in
/// Keras, with save_best_only a file is also written where the figure is missing: after an epoch without validation. A
/// file is whole or not there. What is due after the last step of an epoch is saved when the epoch is closed.
class ModelCheckpoint : public Callback {
 public:
  /// Throws Error if a field of the file's name cannot be read. `messages`: as in EarlyStopping.
  explicit ModelCheckpoint(const ModelCheckpointArguments& arguments, std::ostream* messages = nullptr);

  void on_epoch_begin(int epoch, TrainingState&) override { epoch_ = epoch; }
  void on_batch_end(int step, const Logs& logs, TrainingState& state) override;
  void after_epoch(int epoch, const Logs& logs, TrainingState& state) override;
  std::string state_name() const override { return "model_checkpoint"; }
  CallbackState saved_state() const override;
  void restore_state(const CallbackState& saved, TrainingState&) override;

  std::optional<double> best() const { return best_; }
  const std::vector<std::string>& saved_files() const { return saved_files_; }

 private:
  void save(std::optional<int> batch, const Logs& logs, TrainingState& state);
  bool should_save(const std::string& path, const Logs& logs, const TrainingState& state);

  ModelCheckpointArguments arguments_;
  Monitor monitor_;
  std::ostream* messages_;
  std::optional<double> best_;
  int epoch_ = 0;
  int steps_since_saving_ = 0;
  std::vector<std::string> saved_files_;
};

}  // namespace constnet::runtime
