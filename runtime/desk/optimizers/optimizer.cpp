// What all optimizers share: their state, and how gradients are clipped and parameters decay.
#include "constnet/desk/optimizers/optimizer.hpp"

#include <algorithm>

#include "constnet/desk/base/error.hpp"

namespace constnet::runtime {

void Optimizer::start(std::size_t parameter_count) {
  iterations_ = 0;
  states_.clear();
  for (std::string& name : state_names()) {
    OptimizerState& state = states_.emplace_back(OptimizerState{std::move(name), FloatBlock(parameter_count)});
    // With the padding: the loops divide by roots of states.
    std::fill_n(state.values.data(), state.values.padded_size(),
                static_cast<float>(initial_state_value(states_.size() - 1)));
  }
}

void Optimizer::set_arguments(const UpdateArguments& arguments) {
  int ways = 0;
  const auto expect_positive = [&](const char* name, const std::optional<double>& value) {
    if (!value) return;
    ++ways;
    if (!(*value > 0)) throw Error(std::string(name) + ": found " + std::to_string(*value) + ", expected more than 0");
  };
  expect_positive("clipnorm", arguments.clipnorm);
  expect_positive("global_clipnorm", arguments.global_clipnorm);
  expect_positive("clipvalue", arguments.clipvalue);
  if (ways > 1) throw Error("found more than one of clipnorm, global_clipnorm and clipvalue, expected one at most");
  if (!(arguments.weight_decay >= 0)) {
    throw Error("weight_decay: found " + std::to_string(arguments.weight_decay) + ", expected 0 or more");
  }
  common_ = arguments;
}

}  // namespace constnet::runtime
