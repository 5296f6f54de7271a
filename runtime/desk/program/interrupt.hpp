// Ctrl-C while a training runs: the present step is finished, then the training ends.
#pragma once

#include "constnet/desk/training/callback.hpp"

namespace constnet::runtime {

/// While it lives, the first Ctrl-C (SIGINT) ends the training after the present step; the second ends the program at
/// once. One object at a time.
class InterruptCallback : public Callback {
 public:
  InterruptCallback();
  ~InterruptCallback() override;

  /// Whether there was a Ctrl-C.
  bool interrupted() const;

  void on_batch_end(int, const Logs&, TrainingState& state) override;
  void on_epoch_end(int, Logs&, TrainingState& state) override;
};

}  // namespace constnet::runtime
