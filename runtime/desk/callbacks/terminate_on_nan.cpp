// TerminateOnNaN: looks at the loss after each step.
#include "constnet/desk/callbacks/terminate_on_nan.hpp"

#include <cmath>
#include <ostream>

namespace constnet::runtime {

void TerminateOnNaN::on_batch_end(int step, const Logs& logs, TrainingState& state) {
  const double* const loss = find_log(logs, "loss");
  if (!loss || std::isfinite(*loss)) return;
  if (step_ < 0) step_ = step;
  state.stop = true;
}

void TerminateOnNaN::on_train_end(TrainingState&) {
  if (step_ >= 0 && messages_) {
    *messages_ << "Batch " << step_ << ": Invalid loss, terminating training" << std::endl;
  }
}

}  // namespace constnet::runtime
