// The formulas of schedules, in double, and their text.
#include "constnet/desk/optimizers/schedules.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "constnet/desk/base/error.hpp"
#include "constnet/desk/base/named_arguments.hpp"

namespace constnet::runtime {
namespace {

double cosine(double rate, double part, double alpha, double height = 1) {
  return rate * ((1 - alpha) * 0.5 * height * (1 + std::cos(std::numbers::pi * part)) + alpha);
}

double periods(std::int64_t step, double decay_steps, bool staircase) {
  const double quotient = static_cast<double>(step) / decay_steps;
  return staircase ? std::floor(quotient) : quotient;
}

}  // namespace

double ExponentialDecay::operator()(std::int64_t step) const {
  return initial_learning_rate * std::pow(decay_rate, periods(step, decay_steps, staircase));
}

double InverseTimeDecay::operator()(std::int64_t step) const {
  return initial_learning_rate / (1 + decay_rate * periods(step, decay_steps, staircase));
}

double PolynomialDecay::operator()(std::int64_t step) const {
  const auto present = static_cast<double>(step);
  const double length = cycle ? decay_steps * std::max(1.0, std::ceil(present / decay_steps)) : decay_steps;
  const double left = 1 - std::min(present, length) / length;
  return (initial_learning_rate - end_learning_rate) * std::pow(left, power) + end_learning_rate;
}

double CosineDecay::operator()(std::int64_t step) const {
  double present = static_cast<double>(step);
  if (warmup_target) {
    if (present < warmup_steps) {
      return initial_learning_rate + (*warmup_target - initial_learning_rate) * present / warmup_steps;
    }
    present -= warmup_steps;
  }
  return cosine(warmup_target.value_or(initial_learning_rate), std::min(present, decay_steps) / decay_steps, alpha);
}

double CosineDecayRestarts::operator()(std::int64_t step) const {
  const double done = static_cast<double>(step) / first_decay_steps;
  if (t_mul == 1) {
    const double period = std::floor(done);
    return cosine(initial_learning_rate, done - period, alpha, std::pow(m_mul, period));
  }
  const double period = std::floor(std::log(1 - done * (1 - t_mul)) / std::log(t_mul));
  const double length = std::pow(t_mul, period);
  const double before = (1 - length) / (1 - t_mul);
  return cosine(initial_learning_rate, (done - before) / length, alpha, std::pow(m_mul, period));
}

double PiecewiseConstantDecay::operator()(std::int64_t step) const {
  const auto reached = std::ranges::lower_bound(boundaries, static_cast<double>(step));
  return values[static_cast<std::size_t>(reached - boundaries.begin())];
}

Schedule schedule_from(const std::string& text) {
  NamedArguments words("schedule", text);
  if (words.name() == "PiecewiseConstantDecay") {
    PiecewiseConstantDecay schedule{words.list("boundaries"), words.list("values")};
    if (schedule.values.size() != schedule.boundaries.size() + 1 || !std::ranges::is_sorted(schedule.boundaries)) {
      throw Error("schedule: PiecewiseConstantDecay needs rising boundaries and one value more than these");
    }
    return words.done<Schedule>(schedule);
  }
  constexpr const char* initial = "initial_learning_rate";
  if (words.name() == "ExponentialDecay") {
    return words.done<Schedule>(ExponentialDecay{words.number(initial), words.positive("decay_steps"),
                                                 words.number("decay_rate"), words.flag("staircase")});
  }
  if (words.name() == "InverseTimeDecay") {
    return words.done<Schedule>(InverseTimeDecay{words.number(initial), words.positive("decay_steps"),
                                                 words.number("decay_rate"), words.flag("staircase")});
  }
  if (words.name() == "PolynomialDecay") {
    return words.done<Schedule>(PolynomialDecay{words.number(initial), words.positive("decay_steps"),
                                                words.number_if("end_learning_rate").value_or(0.0001),
                                                words.number_if("power").value_or(1), words.flag("cycle")});
  }
  if (words.name() == "CosineDecay") {
    return words.done<Schedule>(CosineDecay{words.number(initial), words.positive("decay_steps"),
                                            words.number_if("alpha").value_or(0), words.number_if("warmup_target"),
                                            words.number_if("warmup_steps").value_or(0)});
  }
  if (words.name() == "CosineDecayRestarts") {
    return words.done<Schedule>(CosineDecayRestarts{
        words.number(initial), words.positive("first_decay_steps"), words.number_if("t_mul").value_or(2),
        words.number_if("m_mul").value_or(1), words.number_if("alpha").value_or(0)});
  }
  throw Error("schedule: found " + quoted(words.name()) +
              ", expected one of ExponentialDecay, InverseTimeDecay, PolynomialDecay, CosineDecay, "
              "CosineDecayRestarts, PiecewiseConstantDecay");
}

}  // namespace constnet::runtime
