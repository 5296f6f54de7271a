// The progress line, character by character as Keras 3 prints it.
#include "constnet/desk/training/progress_line.hpp"

#include <chrono>
#include <cmath>
#include <cstdio>
#include <ostream>

namespace constnet::runtime {
namespace {

constexpr int bar_width = 20;
constexpr double seconds_between_draws = 0.05;

template <typename... Values>
std::string print(const char* format, Values... values) {
  char text[128];
  std::snprintf(text, sizeof text, format, values...);
  return text;
}

// "  7/938"
std::string steps_text(int done, int steps) {
  const std::string all = std::to_string(steps);
  return print("%*d/", static_cast<int>(all.size()), done) + all;
}

// "12s", "1:05", "1:02:03"
std::string remaining_text(double seconds) {
  const long whole = static_cast<long>(seconds);
  if (seconds > 3600) return print("%ld:%02ld:%02ld", whole / 3600, whole % 3600 / 60, whole % 60);
  if (seconds > 60) return print("%ld:%02ld", whole / 60, whole % 60);
  return print("%lds", whole);
}

std::string step_time_text(double seconds) {
  if (seconds >= 1 || seconds == 0) return print(" %.0fs/step", seconds);
  if (seconds >= 1e-3) return print(" %.0fms/step", seconds * 1e3);
  return print(" %.0fus/step", seconds * 1e6);
}

std::string logs_text(const Logs& logs) {
  std::string text;
  for (const Log& log : logs) {
    text += " - " + log.name + ": " + print(std::abs(log.value) > 1e-3 ? "%.4f" : "%.4e", log.value);
  }
  return text;
}

std::string repeat(const char* text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

}  // namespace

double ProgressLine::steady_seconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

void ProgressLine::on_epoch_begin(int epoch, TrainingState& state) {
  start_ = clock_();
  last_drawn_ = start_ - 2 * seconds_between_draws;
  width_ = 0;
  if (verbosity_ == Verbosity::silent || state.epochs == 1) return;
  out_ << "Epoch " << epoch + 1 << '/' << state.epochs << '\n' << std::flush;
}

void ProgressLine::on_batch_end(int step, const Logs& logs, TrainingState& state) {
  if (verbosity_ == Verbosity::silent) return;
  const double now = clock_();
  if (step == 0) after_first_step_ = now;
  if (verbosity_ != Verbosity::bar || now - last_drawn_ < seconds_between_draws) return;
  last_drawn_ = now;
  draw_bar(step + 1, logs, false, now, state.steps_per_epoch);
}

void ProgressLine::after_epoch(int, const Logs& logs, TrainingState& state) {
  const double now = clock_();
  const int steps = state.steps_per_epoch;
  if (verbosity_ == Verbosity::bar) {
    draw_bar(steps, logs, true, now, steps);
  } else if (verbosity_ == Verbosity::line_per_epoch) {
    out_ << steps_text(steps, steps) << print(" - %.0fs -", now - start_)
         << step_time_text(seconds_per_step(steps, now)) << logs_text(logs) << '\n'
         << std::flush;
  }
}

void ProgressLine::on_train_end(TrainingState&) {
  // An epoch that was stopped leaves its line open.
  if (width_ > 0) out_ << '\n' << std::flush;
}

double ProgressLine::seconds_per_step(int steps_done, double now) {
  if (steps_done > 1) return (now - after_first_step_) / (steps_done - 1);
  return now - start_;
}

void ProgressLine::draw_bar(int steps_done, const Logs& logs, bool finished, double now, int steps) {
  const std::string count = steps_text(steps_done, steps);
  const double step_seconds = seconds_per_step(steps_done, now);
  const int full = static_cast<int>(static_cast<double>(bar_width) * steps_done / steps);
  std::string bar = "\x1b[1m" + count + "\x1b[0m ";
  if (full > 0) bar += "\x1b[32m" + repeat("━", full) + "\x1b[0m";
  bar += "\x1b[37m" + repeat("━", bar_width - full) + "\x1b[0m";

  std::string info =
      " " + (finished ? print("%.0fs", now - start_) : remaining_text(step_seconds * (steps - steps_done)));
  info += step_time_text(step_seconds) + logs_text(logs);

  const std::size_t width = count.size() + 1 + bar_width + info.size();
  out_ << '\r' << bar << info;
  if (width_ > width) out_ << std::string(width_ - width, ' ');
  if (finished) out_ << '\n';
  out_ << std::flush;
  width_ = finished ? 0 : width;
}

}  // namespace constnet::runtime
