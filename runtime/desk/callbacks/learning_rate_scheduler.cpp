// LearningRateScheduler: asks the function before each epoch.
#include "constnet/desk/callbacks/learning_rate_scheduler.hpp"

#include <ostream>

#include "python_text.hpp"

namespace constnet::runtime {

void LearningRateScheduler::on_epoch_begin(int epoch, TrainingState& state) {
  const double rate = schedule_(epoch, state.optimizer.learning_rate());
  state.optimizer.set_learning_rate(rate);
  if (!messages_) return;
  *messages_ << "Epoch " << epoch + 1 << ": LearningRateScheduler setting learning rate to " << python_text(rate) << '.'
             << std::endl;
}

void LearningRateScheduler::on_epoch_end(int, Logs& logs, TrainingState& state) {
  set_log(logs, "learning_rate", state.optimizer.learning_rate());
}

}  // namespace constnet::runtime
