// The SIGINT handler does no more than to set a flag.
#include "interrupt.hpp"

#include <csignal>

namespace constnet::runtime {
namespace {

volatile std::sig_atomic_t interrupt_seen = 0;

void on_signal(int) {
  interrupt_seen = 1;
  std::signal(SIGINT, SIG_DFL);
}

}  // namespace

InterruptCallback::InterruptCallback() {
  interrupt_seen = 0;
  std::signal(SIGINT, on_signal);
}

InterruptCallback::~InterruptCallback() { std::signal(SIGINT, SIG_DFL); }

bool InterruptCallback::interrupted() const { return interrupt_seen != 0; }

void InterruptCallback::on_batch_end(int, const Logs&, TrainingState& state) { state.stop |= interrupted(); }

void InterruptCallback::on_epoch_end(int, Logs&, TrainingState& state) { state.stop |= interrupted(); }

}  // namespace constnet::runtime
