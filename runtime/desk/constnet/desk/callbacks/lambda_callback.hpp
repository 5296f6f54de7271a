// LambdaCallback: a callback made of functions, for what needs no class of its own.
#pragma once

#include <functional>
#include <utility>

#include "constnet/desk/training/callback.hpp"

namespace constnet::runtime {

/// Keras' LambdaCallback: calls those of the functions that are set, with what Callback's functions of these names get.
/// LambdaCallback show({.on_epoch_end = [](int epoch, Logs& logs, TrainingState&) { ... }});
struct LambdaCallbackArguments {
  std::function<void(TrainingState&)> on_train_begin = {};
  std::function<void(int epoch, TrainingState&)> on_epoch_begin = {};
  std::function<void(int step, TrainingState&)> on_batch_begin = {};
  std::function<void(int step, const Logs&, TrainingState&)> on_batch_end = {};
  std::function<void(int epoch, Logs&, TrainingState&)> on_epoch_end = {};
  std::function<void(TrainingState&)> on_train_end = {};
};

class LambdaCallback : public Callback {
 public:
  explicit LambdaCallback(LambdaCallbackArguments functions) : functions_(std::move(functions)) {}

  void on_train_begin(TrainingState& state) override { call(functions_.on_train_begin, state); }
  void on_epoch_begin(int epoch, TrainingState& state) override { call(functions_.on_epoch_begin, epoch, state); }
  void on_batch_begin(int step, TrainingState& state) override { call(functions_.on_batch_begin, step, state); }
  void on_batch_end(int step, const Logs& logs, TrainingState& state) override {
    call(functions_.on_batch_end, step, logs, state);
  }
  void on_epoch_end(int epoch, Logs& logs, TrainingState& state) override {
    call(functions_.on_epoch_end, epoch, logs, state);
  }
  void on_train_end(TrainingState& state) override { call(functions_.on_train_end, state); }

 private:
  template <typename Function, typename... Values>
  static void call(const Function& function, Values&... values) {
    if (function) function(values...);
  }

  LambdaCallbackArguments functions_;
};

}  // namespace constnet::runtime
