// Learning rates that depend on the number of steps done.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace constnet::runtime {

/// The learning rate of the step before which so many were done; Optimizer::set_schedule takes it. The classes below
/// have Keras' names, arguments and defaults (keras/src/optimizers/schedules/learning_rate_schedule.py).
using Schedule = std::function<double(std::int64_t)>;

/// initial_learning_rate decay_rate^(step / decay_steps); with staircase the exponent is a whole number.
struct ExponentialDecay {
  double initial_learning_rate;
  double decay_steps;
  double decay_rate;
  bool staircase = false;
  double operator()(std::int64_t step) const;
};

/// initial_learning_rate / (1 + decay_rate step / decay_steps); with staircase the quotient is a whole number.
struct InverseTimeDecay {
  double initial_learning_rate;
  double decay_steps;
  double decay_rate;
  bool staircase = false;
  double operator()(std::int64_t step) const;
};

/// (initial - end) (1 - step / decay_steps)^power + end. From decay_steps on: end; with cycle decay_steps is multiplied
/// by the least whole number that makes it no less than the step.
struct PolynomialDecay {
  double initial_learning_rate;
  double decay_steps;
  double end_learning_rate = 0.0001;
  double power = 1;
  bool cycle = false;
  double operator()(std::int64_t step) const;
};

/// initial ((1 - alpha) (1 + cos(pi step / decay_steps)) / 2 + alpha). With a warmup_target the rate first goes from
/// initial_learning_rate to it in warmup_steps steps, on a straight line, and decays from there.
struct CosineDecay {
  double initial_learning_rate;
  double decay_steps;
  double alpha = 0;
  std::optional<double> warmup_target = {};
  double warmup_steps = 0;
  double operator()(std::int64_t step) const;
};

/// CosineDecay again and again, each period t_mul times as long and m_mul times as high as the one before.
struct CosineDecayRestarts {
  double initial_learning_rate;
  double first_decay_steps;
  double t_mul = 2;
  double m_mul = 1;
  double alpha = 0;
  double operator()(std::int64_t step) const;
};

/// values[0] up to and with step boundaries[0], then values[1] up to and with boundaries[1], and so on.
struct PiecewiseConstantDecay {
  std::vector<double> boundaries;
  std::vector<double> values;
  double operator()(std::int64_t step) const;
};

/// The schedule that a text such as "CosineDecay,initial_learning_rate=0.1,decay_steps=4690" says: a class and its
/// arguments; true or false where Keras has them; lists with colons: "boundaries=100:200,values=1:0.5:0.1". Throws
/// Error for what is unknown, missing or no number.
Schedule schedule_from(const std::string& text);

}  // namespace constnet::runtime
