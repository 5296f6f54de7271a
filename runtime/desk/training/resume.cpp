// Takes checkpoints and goes on from them.
#include "resume.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "constnet/desk/base/error.hpp"

namespace constnet::runtime {
namespace {

// Each callback that keeps a state, with a name of its own: a second early_stopping is early_stopping_2.
std::vector<std::pair<std::string, Callback*>> named(std::span<Callback* const> callbacks) {
  std::vector<std::pair<std::string, Callback*>> result;
  std::map<std::string, int> times;
  for (Callback* callback : callbacks) {
    std::string name = callback->state_name();
    if (name.empty()) continue;
    const int number = ++times[name];
    if (number > 1) name += "_" + std::to_string(number);
    result.emplace_back(std::move(name), callback);
  }
  return result;
}

template <typename Names>
std::string join(const Names& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text.empty() ? "none" : text;
}

}  // namespace

Settings compared_settings(const FitArguments& arguments, std::size_t images, int steps_per_epoch) {
  Settings settings = {{"seed", std::to_string(arguments.seed)},
                       {"images", std::to_string(images)},
                       {"batch_size", std::to_string(arguments.batch_size)},
                       {"steps_per_epoch", std::to_string(steps_per_epoch)},
                       {"shuffle", arguments.shuffle ? "true" : "false"}};
  settings.insert(settings.end(), arguments.settings.begin(), arguments.settings.end());
  return settings;
}

Checkpoint checkpoint_of(const NetworkView& network, std::span<const float> parameters, Optimizer& optimizer,
                         std::span<Callback* const> callbacks) {
  Checkpoint checkpoint;
  checkpoint.model = network.name;
  checkpoint.parameters.assign(parameters.begin(), parameters.end());
  checkpoint.optimizer = optimizer.name();
  checkpoint.learning_rate = optimizer.learning_rate();
  checkpoint.iterations = optimizer.iterations();
  for (const OptimizerState& state : optimizer.states()) {
    const float* const values = state.values.data();
    checkpoint.optimizer_states[state.name].assign(values, values + parameters.size());
  }
  for (const auto& [name, callback] : named(callbacks)) checkpoint.callbacks[name] = callback->saved_state();
  return checkpoint;
}

void check_checkpoint(const Checkpoint& checkpoint, const NetworkView& network, Optimizer& optimizer,
                      const Settings& settings, int steps_per_epoch) {
  const std::string file = checkpoint.origin.empty() ? "the checkpoint" : quoted(checkpoint.origin);
  if (checkpoint.model != network.name || checkpoint.parameters.size() != network.parameter_count) {
    throw Error(file + " is of the network " + quoted(checkpoint.model) + ", expected " + quoted(network.name));
  }
  if (checkpoint.optimizer != optimizer.name()) {
    throw Error(file + " was written by a training with optimizer " + quoted(checkpoint.optimizer) + ", this one has " +
                quoted(optimizer.name()));
  }
  for (const auto& [key, value] : settings) {
    const auto found = std::ranges::find(checkpoint.settings, key, &std::pair<std::string, std::string>::first);
    if (found == checkpoint.settings.end()) throw Error(file + " does not say its " + key);
    if (found->second != value) {
      throw Error(file + " was written by a training with " + key + " " + quoted(found->second) + ", this one has " +
                  quoted(value));
    }
  }
  if (checkpoint.step >= steps_per_epoch) {
    throw Error(file + " was written after step " + std::to_string(checkpoint.step) + " of an epoch of " +
                std::to_string(steps_per_epoch) + " steps");
  }
  std::vector<std::string> expected;
  for (const OptimizerState& state : optimizer.states()) expected.push_back(state.name);
  std::ranges::sort(expected);
  std::vector<std::string> found;
  for (const auto& [name, values] : checkpoint.optimizer_states) found.push_back(name);
  if (found != expected) {
    throw Error(file + " holds the optimizer's states " + join(found) + ", expected " + join(expected));
  }
}

void restore_checkpoint(const Checkpoint& checkpoint, std::span<Callback* const> callbacks, TrainingState& state) {
  state.set_parameters(checkpoint.parameters);
  state.optimizer.set_iterations(checkpoint.iterations);
  state.optimizer.set_learning_rate(checkpoint.learning_rate);
  for (OptimizerState& own : state.optimizer.states()) {
    const std::vector<float>& values = checkpoint.optimizer_states.at(own.name);
    std::ranges::copy(values, own.values.data());
  }
  for (const auto& [name, callback] : named(callbacks)) {
    const auto found = checkpoint.callbacks.find(name);
    if (found != checkpoint.callbacks.end()) callback->restore_state(found->second, state);
  }
}

}  // namespace constnet::runtime
