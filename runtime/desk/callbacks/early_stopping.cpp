// EarlyStopping: counts epochs without improvement.
#include "constnet/desk/callbacks/early_stopping.hpp"

#include <ostream>

#include "state_numbers.hpp"

namespace constnet::runtime {

EarlyStopping::EarlyStopping(const EarlyStoppingArguments& arguments, std::ostream* messages)
    : arguments_(arguments),
      monitor_("early_stopping", arguments.monitor, arguments.mode, arguments.min_delta),
      messages_(messages) {}

void EarlyStopping::on_train_begin(TrainingState&) {
  wait_ = 0;
  stopped_epoch_ = 0;
  best_epoch_ = 0;
  best_.reset();
  best_weights_.clear();
}

void EarlyStopping::on_epoch_end(int epoch, Logs& logs, TrainingState& state) {
  const double* const current = monitor_.find(logs, state);
  if (!current || epoch < arguments_.start_from_epoch) return;
  const auto keep = [&] {
    best_epoch_ = epoch;
    if (arguments_.restore_best_weights) best_weights_.assign(state.parameters.begin(), state.parameters.end());
  };
  if (arguments_.restore_best_weights && best_weights_.empty()) keep();

  ++wait_;
  if (monitor_.is_improvement(*current, best_)) {
    best_ = *current;
    keep();
    if (!arguments_.baseline || monitor_.is_improvement(*current, arguments_.baseline)) wait_ = 0;
    return;
  }
  if (wait_ >= arguments_.patience && epoch > 0) {
    stopped_epoch_ = epoch;
    state.stop = true;
  }
}

void EarlyStopping::on_train_end(TrainingState& state) {
  if (stopped_epoch_ > 0 && messages_) {
    *messages_ << "Epoch " << stopped_epoch_ + 1 << ": early stopping" << std::endl;
  }
  if (best_weights_.empty()) return;
  if (messages_) {
    *messages_ << "Restoring model weights from the end of the best epoch: " << best_epoch_ + 1 << '.' << std::endl;
  }
  state.set_parameters(best_weights_);
}

CallbackState EarlyStopping::saved_state() const {
  CallbackState saved;
  saved.numbers = {{"wait", wait_}, {"stopped_epoch", stopped_epoch_}, {"best_epoch", best_epoch_}};
  if (best_) saved.numbers["best"] = *best_;
  if (!best_weights_.empty()) saved.parameters["best_weights"] = best_weights_;
  return saved;
}

void EarlyStopping::restore_state(const CallbackState& saved, TrainingState& state) {
  wait_ = whole_number_in(saved, "wait");
  stopped_epoch_ = whole_number_in(saved, "stopped_epoch");
  best_epoch_ = whole_number_in(saved, "best_epoch");
  best_ = number_in(saved, "best");
  const auto weights = saved.parameters.find("best_weights");
  if (arguments_.restore_best_weights && weights != saved.parameters.end()) best_weights_ = weights->second;
  // What was stopped stays stopped.
  if (stopped_epoch_ > 0) state.stop = true;
}

}  // namespace constnet::runtime
