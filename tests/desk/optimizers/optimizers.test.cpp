// Optimizers against their formulas in double, over ten steps, with gradients in several blocks.
#include "constnet/desk/optimizers/optimizers.hpp"

#include <hwy/highway.h>

#include <cmath>
#include <functional>
#include <vector>

#include "../error_of.hpp"
#include "after_steps.hpp"
#include "catch.hpp"
#include "constnet/desk/optimizers/adadelta.hpp"
#include "constnet/desk/optimizers/adagrad.hpp"
#include "constnet/desk/optimizers/adam.hpp"
#include "constnet/desk/optimizers/adamax.hpp"
#include "constnet/desk/optimizers/adamw.hpp"
#include "constnet/desk/optimizers/ftrl.hpp"
#include "constnet/desk/optimizers/lion.hpp"
#include "constnet/desk/optimizers/nadam.hpp"
#include "constnet/desk/optimizers/rmsprop.hpp"
#include "constnet/desk/optimizers/sgd.hpp"

namespace constnet::runtime {
namespace {

// One parameter by the formula: takes parameter and gradient, returns the new parameter.
using Rule = std::function<double(double, double)>;

void check_against(Optimizer& optimizer, const std::function<Rule()>& new_rule) {
  const std::vector<float> values = after_steps(optimizer, 1024);
  double worst = 0;
  for (std::size_t i = 0; i < size; ++i) {
    const Rule rule = new_rule();
    double w = start_value(i);
    for (int step = 0; step < steps; ++step) {
      double g = 0;
      for (std::size_t s = 0; s < shards; ++s) g += gradient(step, s, i);
      w = rule(w, g);
    }
    worst = std::fmax(worst, std::abs(values[i] - w));
  }
  // The parameters are about 0.2: ten roundings of them, and those of the steps.
  CHECK(worst < 1e-6);
  CHECK(after_steps(optimizer, 16) == values);
}

Rule sgd_rule(double rate, double momentum, bool nesterov) {
  return [=, v = 0.0](double w, double g) mutable {
    if (momentum == 0) return w - rate * g;
    v = momentum * v - rate * g;
    return nesterov ? w + momentum * v - rate * g : w + v;
  };
}

Rule rmsprop_rule(double rate, double rho, double momentum, bool centered) {
  return [=, v = 0.0, a = 0.0, m = 0.0](double w, double g) mutable {
    v = rho * v + (1 - rho) * g * g;
    a = centered ? rho * a + (1 - rho) * g : 0;
    m = momentum * m + rate * g / std::sqrt(v - a * a + 1e-7);
    return w - m;
  };
}

}  // namespace

TEST_CASE("SGD follows its formula, with and without momentum") {
  Sgd plain;
  check_against(plain, [] { return sgd_rule(0.01, 0, false); });
  CHECK(plain.states().empty());
  Sgd momentum({.learning_rate = 0.05, .momentum = 0.9});
  check_against(momentum, [] { return sgd_rule(0.05, 0.9, false); });
  CHECK(momentum.states().size() == 1);
  Sgd nesterov({.learning_rate = 0.05, .momentum = 0.9, .nesterov = true});
  check_against(nesterov, [] { return sgd_rule(0.05, 0.9, true); });
}

TEST_CASE("RMSprop follows its formula, centered or not, with and without momentum") {
  Rmsprop plain;
  check_against(plain, [] { return rmsprop_rule(0.001, 0.9, 0, false); });
  CHECK(plain.states().size() == 1);
  Rmsprop momentum({.momentum = 0.8});
  check_against(momentum, [] { return rmsprop_rule(0.001, 0.9, 0.8, false); });
  Rmsprop centered({.rho = 0.7, .centered = true});
  check_against(centered, [] { return rmsprop_rule(0.001, 0.7, 0, true); });
  Rmsprop both({.rho = 0.8, .momentum = 0.5, .centered = true});
  check_against(both, [] { return rmsprop_rule(0.001, 0.8, 0.5, true); });
  CHECK(both.states().size() == 3);
}

TEST_CASE("Adam, AdamW's update and amsgrad follow their formula") {
  const auto rule = [](bool amsgrad) -> Rule {
    return [=, m = 0.0, v = 0.0, h = 0.0, t = 0](double w, double g) mutable {
      ++t;
      m = 0.9 * m + 0.1 * g;
      v = 0.999 * v + 0.001 * g * g;
      h = amsgrad ? std::fmax(h, v) : v;
      return w - 0.001 * std::sqrt(1 - std::pow(0.999, t)) / (1 - std::pow(0.9, t)) * m / (std::sqrt(h) + 1e-7);
    };
  };
  Adam adam;
  check_against(adam, [&] { return rule(false); });
  Adam amsgrad({.amsgrad = true});
  check_against(amsgrad, [&] { return rule(true); });
  CHECK(amsgrad.states().size() == 3);
  AdamW adamw;
  check_against(adamw, [&] { return rule(false); });
  CHECK(adamw.arguments().weight_decay == 0.004);
}

TEST_CASE("Adamax and Nadam follow their formulas") {
  Adamax adamax;
  check_against(adamax, []() -> Rule {
    return [m = 0.0, u = 0.0, t = 0](double w, double g) mutable {
      m = 0.9 * m + 0.1 * g;
      u = std::fmax(0.999 * u, std::abs(g));
      return w - 0.001 * m / ((1 - std::pow(0.9, ++t)) * (u + 1e-7));
    };
  });
  Nadam nadam;
  check_against(nadam, []() -> Rule {
    return [m = 0.0, v = 0.0, p = 1.0, t = 0](double w, double g) mutable {
      ++t;
      const double now = 0.9 * (1 - 0.5 * std::pow(0.96, t));
      const double next = 0.9 * (1 - 0.5 * std::pow(0.96, t + 1));
      p *= now;
      m = 0.9 * m + 0.1 * g;
      v = 0.999 * v + 0.001 * g * g;
      const double ahead = next * m / (1 - p * next) + (1 - now) * g / (1 - p);
      return w - 0.001 * ahead / (std::sqrt(v / (1 - std::pow(0.999, t))) + 1e-7);
    };
  });
}

TEST_CASE("Adagrad, Adadelta, Ftrl and Lion follow their formulas") {
  Adagrad adagrad;
  check_against(adagrad, []() -> Rule {
    return [a = 0.1](double w, double g) mutable {
      a += g * g;
      return w - 0.001 * g / std::sqrt(a + 1e-7);
    };
  });
  Adadelta adadelta({.learning_rate = 1});
  check_against(adadelta, []() -> Rule {
    return [a = 0.0, d = 0.0](double w, double g) mutable {
      a = 0.95 * a + 0.05 * g * g;
      const double x = -std::sqrt(d + 1e-7) / std::sqrt(a + 1e-7) * g;
      d = 0.95 * d + 0.05 * x * x;
      return w + x;
    };
  });
  Ftrl ftrl({.learning_rate = 0.01,
             .l1_regularization_strength = 0.02,
             .l2_regularization_strength = 0.3,
             .l2_shrinkage_regularization_strength = 0.1,
             .beta = 0.2});
  check_against(ftrl, []() -> Rule {
    return [n = 0.1, z = 0.0](double w, double g) mutable {
      const double after = n + g * g;
      z += g + 0.2 * w - (std::sqrt(after) - std::sqrt(n)) / 0.01 * w;
      n = after;
      return (std::fmin(std::fmax(z, -0.02), 0.02) - z) / (std::sqrt(n) / 0.01 + 2 * (0.3 + 0.2 / 0.02));
    };
  });
  Lion lion;
  check_against(lion, []() -> Rule {
    return [m = 0.0](double w, double g) mutable {
      const double c = 0.9 * m + 0.1 * g;
      m = 0.99 * m + 0.01 * g;
      return w - 0.001 * ((c > 0) - (c < 0));
    };
  });
}

TEST_CASE("clipping and decay refuse what cannot be") {
  Sgd sgd;
  CHECK(error_of([&] { sgd.set_arguments({.clipnorm = 0.0}); }) == "clipnorm: found 0.000000, expected more than 0");
  CHECK(error_of([&] { sgd.set_arguments({.clipnorm = 1.0, .clipvalue = 1.0}); }) ==
        "found more than one of clipnorm, global_clipnorm and clipvalue, expected one at most");
  CHECK(error_of([&] { sgd.set_arguments({.weight_decay = -1}); }) ==
        "weight_decay: found -1.000000, expected 0 or more");
}

TEST_CASE("every SIMD target gives the same bits") {
  const auto run = [] {
    Rmsprop rmsprop({.momentum = 0.5, .centered = true});
    std::vector<float> values = after_steps(rmsprop, 1024);
    Sgd sgd({.momentum = 0.9, .nesterov = true});
    const std::vector<float> more = after_steps(sgd, 1024);
    values.insert(values.end(), more.begin(), more.end());
    for (const std::string& name : optimizer_names()) {
      const std::vector<float> others = after_steps(*make_optimizer(name), 1024);
      values.insert(values.end(), others.begin(), others.end());
    }
    return values;
  };
  const std::vector<float> best = run();
  const std::vector<std::int64_t> targets = hwy::SupportedAndGeneratedTargets();
  REQUIRE_FALSE(targets.empty());
  for (const std::int64_t target : targets) {
    hwy::SetSupportedTargetsForTest(target);
    hwy::GetChosenTarget().Update(hwy::SupportedTargets());
    INFO(hwy::TargetName(target));
    CHECK(run() == best);
  }
  hwy::SetSupportedTargetsForTest(0);
  hwy::GetChosenTarget().Update(hwy::SupportedTargets());
}

}  // namespace constnet::runtime
