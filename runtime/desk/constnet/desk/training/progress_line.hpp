// Keras' progress line: a bar with steps, time and figures while an epoch runs, or one line per epoch.
#pragma once

#include <iosfwd>
#include <string>

#include "constnet/desk/training/callback.hpp"

namespace constnet::runtime {

/// How much is printed.
enum class Verbosity {
  silent,          ///< nothing (Keras: 0)
  bar,             ///< a bar that moves, for terminals (Keras: 1)
  line_per_epoch,  ///< one line when an epoch ends, plain text for files and pipes (Keras: 2)
};

/// Prints what Keras 3 prints (keras/src/utils/progbar.py, keras/src/callbacks/progbar_logger.py):
///   Epoch 1/5
///   938/938 ━━━━━━━━━━━━━━━━━━━━ 3s 3ms/step - accuracy: 0.9471 - loss: 0.1712 - val_accuracy: 0.9852 - val_loss:
///   0.0461
/// and per epoch, for files and pipes:
///   938/938 - 3s - 3ms/step - accuracy: 0.9471 - loss: 0.1712 - val_accuracy: 0.9852 - val_loss: 0.0461
/// List it first, so that messages of other callbacks come after its line. Time per step leaves out the first step;
/// "Epoch 1/5" stands only if there are several.
class ProgressLine : public Callback {
 public:
  /// Seconds since some moment, never running backwards.
  using Clock = double (*)();
  static double steady_seconds();

  ProgressLine(std::ostream& out, Verbosity verbosity, Clock clock = steady_seconds)
      : out_(out), verbosity_(verbosity), clock_(clock) {}

  void on_epoch_begin(int epoch, TrainingState& state) override;
  void on_batch_end(int step, const Logs& logs, TrainingState& state) override;
  void after_epoch(int epoch, const Logs& logs, TrainingState& state) override;
  void on_train_end(TrainingState& state) override;

 private:
  double seconds_per_step(int steps_done, double now);
  void draw_bar(int steps_done, const Logs& logs, bool finished, double now, int steps);

  std::ostream& out_;
  Verbosity verbosity_;
  Clock clock_;
  double start_ = 0;
  double after_first_step_ = 0;
  double last_drawn_ = 0;
  std::size_t width_ = 0;  // columns of the line on the screen; 0: no line begun
};

}  // namespace constnet::runtime
