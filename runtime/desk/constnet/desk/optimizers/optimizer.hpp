// What every optimizer offers: an update of a range of parameters from the gradients of several shards.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "constnet/desk/optimizers/schedules.hpp"
#include "constnet/desk/training/memory.hpp"

namespace constnet::runtime {

/// Values that an optimizer keeps for each parameter, with Keras' name for them ("velocity"). Together with the number
/// of iterations they are all that a later training needs to go on as if it had never stopped.
struct OptimizerState {
  std::string name;
  FloatBlock values;
};

/// What every optimizer takes, with Keras' names (keras/src/optimizers/base_optimizer.py); nothing of it by default. At
/// most one of the three clips.
struct UpdateArguments {
  double weight_decay = 0;                     ///< before each update w = w - w weight_decay learning_rate
  std::optional<double> clipnorm = {};         ///< each tensor's gradient has at most this norm
  std::optional<double> global_clipnorm = {};  ///< all gradients together have at most this norm
  std::optional<double> clipvalue = {};        ///< each gradient is cut to [-clipvalue, clipvalue]
};

/// An optimizer. Each has a class and a file of its own, its loop in optimizer_kernels.cpp, and its name in
/// optimizers.cpp. Rules and defaults are those of Keras 3 (keras/src/optimizers/).
class Optimizer {
 public:
  virtual ~Optimizer() = default;

  /// As in `--optimizer`, "rmsprop".
  virtual const char* name() const = 0;

  double learning_rate() const { return learning_rate_; }
  void set_learning_rate(double rate) { learning_rate_ = rate; }
  /// From now on each step takes its learning rate from the schedule, whatever set_learning_rate says.
  void set_schedule(Schedule schedule) {
    schedule_ = std::move(schedule);
    learning_rate_ = schedule_(iterations_);
  }

  /// The training step clips and decays by these; update() itself knows nothing of them. Throws Error for a number that
  /// is not positive (weight_decay: negative), or two ways to clip.
  void set_arguments(const UpdateArguments& arguments);
  const UpdateArguments& arguments() const { return common_; }

  /// Allocates the state for so many parameters, with its first values, and sets the iterations to 0.
  void start(std::size_t parameter_count);

  /// Begins a step: one call before the updates of its ranges.
  void next_iteration() {
    if (schedule_) learning_rate_ = schedule_(iterations_);
    ++iterations_;
  }

  /// Number of steps begun.
  std::int64_t iterations() const { return iterations_; }
  void set_iterations(std::int64_t iterations) { iterations_ = iterations; }
  std::span<OptimizerState> states() { return states_; }

  /// Updates the parameters first ... last - 1 with the sum of `gradients`, added in their order, and sets these parts
  /// of the gradients to zero. `first` and `last` are multiples of FloatBlock::multiple, all blocks are padded. Ranges
  /// that do not overlap may be updated at the same time, and how the whole is cut into ranges changes no bit.
  virtual void update(float* parameters, std::span<float* const> gradients, std::size_t first, std::size_t last) = 0;

 protected:
  explicit Optimizer(double learning_rate) : learning_rate_(learning_rate) {}

  /// Names of the states that the optimizer needs, with its present arguments.
  virtual std::vector<std::string> state_names() const = 0;

  /// What the values of a state are before the first step.
  virtual double initial_state_value(std::size_t) const { return 0; }

  float* state(std::size_t index) { return states_[index].values.data(); }

 private:
  double learning_rate_;
  UpdateArguments common_;
  Schedule schedule_;
  std::int64_t iterations_ = 0;
  std::vector<OptimizerState> states_;
};

}  // namespace constnet::runtime
