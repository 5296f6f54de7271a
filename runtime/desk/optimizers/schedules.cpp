// The formulas of schedules, in double, and their text.
#include "constnet/desk/optimizers/schedules.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <numbers>
#include <sstream>

#include "constnet/desk/base/error.hpp"

namespace constnet::runtime {
namespace {

double cosine(double rate, double part, double alpha, double height = 1) {
  return rate * ((1 - alpha) * 0.5 * height * (1 + std::cos(std::numbers::pi * part)) + alpha);
}

double periods(std::int64_t step, double decay_steps, bool staircase) {
  const double quotient = static_cast<double>(step) / decay_steps;
  return staircase ? std::floor(quotient) : quotient;
}

std::vector<std::string> parts_of(const std::string& text, char separator) {
  std::vector<std::string> parts;
  std::istringstream stream(text);
  for (std::string part; std::getline(stream, part, separator);) parts.push_back(part);
  return parts;
}

// The arguments of a text, taken one by one.
class Words {
 public:
  explicit Words(const std::string& text) {
    const std::vector<std::string> parts = parts_of(text, ',');
    if (!parts.empty()) name = parts[0];
    for (std::size_t i = 1; i < parts.size(); ++i) {
      const std::size_t equals = parts[i].find('=');
      if (equals == std::string::npos) throw Error("schedule: found " + quoted(parts[i]) + ", expected NAME=VALUE");
      values_[parts[i].substr(0, equals)] = parts[i].substr(equals + 1);
    }
  }

  std::optional<double> number_if(const std::string& key) {
    const auto found = values_.extract(key);
    if (!found) return std::nullopt;
    return number_of(key, found.mapped());
  }
  double number(const std::string& key) {
    const std::optional<double> found = number_if(key);
    if (!found) throw Error("schedule: " + name + " needs " + key);
    return *found;
  }
  double steps(const std::string& key) {
    const double found = number(key);
    if (!(found > 0)) throw Error("schedule: found " + key + " " + std::to_string(found) + ", expected more than 0");
    return found;
  }
  bool flag(const std::string& key) {
    const auto found = values_.extract(key);
    if (!found || found.mapped() == "false") return false;
    if (found.mapped() != "true") {
      throw Error("schedule: found " + key + " " + quoted(found.mapped()) + ", expected true or false");
    }
    return true;
  }
  std::vector<double> list(const std::string& key) {
    const auto found = values_.extract(key);
    if (!found) throw Error("schedule: " + name + " needs " + key);
    std::vector<double> numbers;
    for (const std::string& part : parts_of(found.mapped(), ':')) numbers.push_back(number_of(key, part));
    return numbers;
  }
  Schedule done(Schedule schedule) const {
    if (!values_.empty()) throw Error("schedule: " + name + " has no argument " + quoted(values_.begin()->first));
    return schedule;
  }

  std::string name;

 private:
  static double number_of(const std::string& key, const std::string& text) {
    char* end = nullptr;
    const double value = std::strtod(text.c_str(), &end);
    if (text.empty() || *end != 0 || !std::isfinite(value)) {
      throw Error("schedule: found " + key + " " + quoted(text) + ", expected a number");
    }
    return value;
  }

  std::map<std::string, std::string> values_;
};

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
  Words words(text);
  if (words.name == "PiecewiseConstantDecay") {
    PiecewiseConstantDecay schedule{words.list("boundaries"), words.list("values")};
    if (schedule.values.size() != schedule.boundaries.size() + 1 || !std::ranges::is_sorted(schedule.boundaries)) {
      throw Error("schedule: PiecewiseConstantDecay needs rising boundaries and one value more than these");
    }
    return words.done(schedule);
  }
  constexpr const char* initial = "initial_learning_rate";
  if (words.name == "ExponentialDecay") {
    return words.done(ExponentialDecay{words.number(initial), words.steps("decay_steps"), words.number("decay_rate"),
                                       words.flag("staircase")});
  }
  if (words.name == "InverseTimeDecay") {
    return words.done(InverseTimeDecay{words.number(initial), words.steps("decay_steps"), words.number("decay_rate"),
                                       words.flag("staircase")});
  }
  if (words.name == "PolynomialDecay") {
    return words.done(PolynomialDecay{words.number(initial), words.steps("decay_steps"),
                                      words.number_if("end_learning_rate").value_or(0.0001),
                                      words.number_if("power").value_or(1), words.flag("cycle")});
  }
  if (words.name == "CosineDecay") {
    return words.done(CosineDecay{words.number(initial), words.steps("decay_steps"),
                                  words.number_if("alpha").value_or(0), words.number_if("warmup_target"),
                                  words.number_if("warmup_steps").value_or(0)});
  }
  if (words.name == "CosineDecayRestarts") {
    return words.done(CosineDecayRestarts{words.number(initial), words.steps("first_decay_steps"),
                                          words.number_if("t_mul").value_or(2), words.number_if("m_mul").value_or(1),
                                          words.number_if("alpha").value_or(0)});
  }
  throw Error("schedule: found " + quoted(words.name) +
              ", expected one of ExponentialDecay, InverseTimeDecay, PolynomialDecay, CosineDecay, "
              "CosineDecayRestarts, PiecewiseConstantDecay");
}

}  // namespace constnet::runtime
