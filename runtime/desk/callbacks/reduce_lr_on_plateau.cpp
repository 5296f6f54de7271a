// ReduceLROnPlateau: counts epochs without improvement, and those of the cooldown.
#include "constnet/desk/callbacks/reduce_lr_on_plateau.hpp"

#include <algorithm>
#include <ostream>

#include "python_text.hpp"
#include "state_numbers.hpp"

namespace constnet::runtime {

ReduceLROnPlateau::ReduceLROnPlateau(const ReduceLROnPlateauArguments& arguments, std::ostream* messages)
    : arguments_(arguments),
      monitor_("reduce_lr_on_plateau", arguments.monitor, arguments.mode, arguments.min_delta),
      messages_(messages) {
  if (!(arguments.factor >= 0 && arguments.factor < 1)) {
    throw Error("reduce_lr_on_plateau: found factor " + python_text(arguments.factor) + ", expected 0 to less than 1");
  }
}

void ReduceLROnPlateau::on_train_begin(TrainingState&) {
  wait_ = 0;
  cooldown_counter_ = 0;
  best_.reset();
}

void ReduceLROnPlateau::on_epoch_end(int, Logs& logs, TrainingState& state) {
  const double rate = state.optimizer.learning_rate();
  set_log(logs, "learning_rate", rate);
  reduced_to_.reset();
  const double* const current = monitor_.find(logs, state);
  if (!current) return;
  if (cooldown_counter_ > 0) {
    --cooldown_counter_;
    wait_ = 0;
  }
  if (monitor_.is_improvement(*current, best_)) {
    best_ = *current;
    wait_ = 0;
    return;
  }
  if (cooldown_counter_ > 0 || ++wait_ < arguments_.patience) return;
  if (rate <= arguments_.min_lr) return;
  reduced_to_ = std::max(rate * arguments_.factor, arguments_.min_lr);
  state.optimizer.set_learning_rate(*reduced_to_);
  cooldown_counter_ = arguments_.cooldown;
  wait_ = 0;
}

void ReduceLROnPlateau::after_epoch(int epoch, const Logs&, TrainingState&) {
  if (!reduced_to_ || !messages_) return;
  *messages_ << "Epoch " << epoch + 1 << ": ReduceLROnPlateau reducing learning rate to " << python_text(*reduced_to_)
             << '.' << std::endl;
}

CallbackState ReduceLROnPlateau::saved_state() const {
  CallbackState saved;
  saved.numbers = {{"wait", wait_}, {"cooldown_counter", cooldown_counter_}};
  if (best_) saved.numbers["best"] = *best_;
  return saved;
}

void ReduceLROnPlateau::restore_state(const CallbackState& saved, TrainingState&) {
  wait_ = whole_number_in(saved, "wait");
  cooldown_counter_ = whole_number_in(saved, "cooldown_counter");
  best_ = number_in(saved, "best");
}

}  // namespace constnet::runtime
