// All losses: values by their formulas in double, gradients by central differences, weights, texts.
#include "constnet/desk/losses/losses.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include "../error_of.hpp"
#include "catch.hpp"

namespace constnet::runtime {
namespace {

constexpr int images = 3;
constexpr int size = 4;

// Away from the bends: |p - y| is not near 0 or the delta of Huber, y p not near 1.
const std::vector<float> probabilities = {0.1f, 0.3f, 0.2f, 0.4f, 0.7f, 0.05f, 0.15f, 0.1f, 0.25f, 0.35f, 0.3f, 0.1f};
const std::vector<float> numbers = {1.5f, -2.0f, 0.3f, 3.0f, -0.4f, 0.2f, 2.2f, -1.1f, 0.6f, -3.0f, 0.9f, 0.1f};
const std::vector<float> rows = {0.2f, 0.5f, 0.1f, 0.2f, 0.0f, 1.0f, 0.0f, 0.0f, 0.4f, 0.1f, 0.15f, 0.35f};

struct Case {
  const char* text;
  bool takes_probabilities;
  double (*formula)(double y, double p);  // of one element
  bool mean;                              // or the sum
};

double log_of(double p) { return std::log(p); }

const Case cases[] = {
    {"mean_squared_error", false, [](double y, double p) { return (y - p) * (y - p); }, true},
    {"mae", false, [](double y, double p) { return std::abs(y - p); }, true},
    {"huber,delta=0.7", false,
     [](double y, double p) {
       const double e = std::abs(y - p);
       return e <= 0.7 ? e * e / 2 : 0.7 * (e - 0.35);
     },
     true},
    {"hinge", false, [](double y, double p) { return std::fmax(1 - (y == 0 ? -1 : y) * p, 0); }, true},
    {"log_cosh", false, [](double y, double p) { return std::log(std::cosh(p - y)); }, true},
    {"poisson", true, [](double y, double p) { return p - y * log_of(p + 1e-7); }, true},
    {"kl_divergence", true, [](double y, double p) { return std::fmax(y, 1e-7) * log_of(std::fmax(y, 1e-7) / p); },
     false},
    {"binary_crossentropy", true, [](double y, double p) { return -y * log_of(p) - (1 - y) * log_of(1 - p); }, true},
    {"bce,from_logits=true", false,
     [](double y, double x) { return -y * log_of(1 / (1 + std::exp(-x))) - (1 - y) * log_of(1 / (1 + std::exp(x))); },
     true},
    {"categorical_crossentropy,from_logits=false", true, [](double y, double p) { return -y * log_of(p); }, false},
};

// Of logits, in double.
std::vector<double> softmax(const std::vector<double>& x) {
  std::vector<double> p(x.size());
  for (std::size_t row = 0; row < x.size(); row += size) {
    double sum = 0;
    for (std::size_t i = row; i < row + size; ++i) sum += std::exp(x[i]);
    for (std::size_t i = row; i < row + size; ++i) p[i] = std::exp(x[i]) / sum;
  }
  return p;
}

// The weighted sum by the formula.
double by_formula(const Case& one, const std::vector<double>& p, const std::vector<float>& weights) {
  double sum = 0;
  for (std::size_t i = 0; i < p.size(); ++i) {
    sum += weights[i / size] * one.formula(rows[i], p[i]) / (one.mean ? size : 1);
  }
  return sum;
}

}  // namespace

TEST_CASE("losses are what their formulas say, gradients what central differences of these say") {
  const std::vector<float> weights = {1, 0.5f, 2.5f};
  constexpr double step = 1e-5;
  for (const Case& one : cases) {
    for (const bool after_softmax : {false, true}) {
      INFO(one.text << (after_softmax ? " after softmax" : ""));
      // What the gradient is taken by, and what the network puts out.
      std::vector<double> inputs(numbers.begin(), numbers.end());
      if (!after_softmax && one.takes_probabilities) inputs.assign(probabilities.begin(), probabilities.end());
      const auto outputs_of = [&](const std::vector<double>& x) { return after_softmax ? softmax(x) : x; };
      const std::vector<double> exact = outputs_of(inputs);
      const std::vector<float> outputs(exact.begin(), exact.end());

      std::vector<float> gradient(outputs.size(), std::numeric_limits<float>::infinity());
      const double found =
          loss_from(one.text)->evaluate({outputs.data(), images, size, after_softmax},
                                        {.values = rows.data(), .weights = weights.data()}, 0.25f, gradient.data());
      CHECK(found == Approx(by_formula(one, exact, weights)).epsilon(1e-6));
      for (std::size_t i = 0; i < inputs.size(); ++i) {
        std::vector<double> above = inputs;
        std::vector<double> below = inputs;
        above[i] += step;
        below[i] -= step;
        // Where outputs are probabilities that need not sum to 1, categorical cross-entropy makes them.
        const auto value = [&](const std::vector<double>& x) {
          double scaled = by_formula(one, outputs_of(x), weights);
          if (one.formula == cases[9].formula && !after_softmax) {
            for (std::size_t n = 0; n < images; ++n) {
              const double sum = x[n * size] + x[n * size + 1] + x[n * size + 2] + x[n * size + 3];
              const double y = double{rows[n * size]} + rows[n * size + 1] + rows[n * size + 2] + rows[n * size + 3];
              scaled += weights[n] * y * std::log(sum);
            }
          }
          return scaled;
        };
        const double numerical = (value(above) - value(below)) / (2 * step);
        INFO("gradient " << i);
        CHECK(gradient[i] == Approx(0.25 * numerical).epsilon(1e-5).margin(1e-6));
      }
    }
  }
}

TEST_CASE("classes are one-hot rows, and themselves where there is one output") {
  const int classes[] = {2, 0, 3};
  const float one_hot[] = {0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 1};
  for (const std::string& name : loss_names()) {
    INFO(name);
    const auto loss = loss_from(name);
    const Outputs outputs{probabilities.data(), images, size, true};
    std::vector<float> from_classes(12);
    std::vector<float> from_rows(12);
    CHECK(loss->evaluate(outputs, {.classes = classes}, 1, from_classes.data()) ==
          loss->evaluate(outputs, {.values = one_hot}, 1, from_rows.data()));
    CHECK(from_classes == from_rows);
  }
  const float outputs[] = {0.9f, 0.2f};
  const int yes_and_no[] = {1, 0};
  CHECK(loss_from("bce")->evaluate({outputs, 2, 1, false}, {.classes = yes_and_no}, 1, nullptr) ==
        Approx(-std::log(0.9) - std::log(0.8)).epsilon(1e-6));
}

TEST_CASE("no loss hides a NaN, and cross-entropies of wrong certainty are finite") {
  const float broken[] = {0.5f, std::numeric_limits<float>::quiet_NaN()};
  const float certain[] = {1, 0};
  const int classes[] = {1};
  for (const std::string& name : loss_names()) {
    INFO(name);
    for (const char* arguments : {"", ",clip=true"}) {
      if (*arguments && name != "categorical_crossentropy") continue;
      const auto loss = loss_from(name + arguments);
      CHECK(std::isnan(loss->evaluate({broken, 1, 2, true}, {.classes = classes}, 1, nullptr)));
      float gradient[2];
      CHECK(std::isfinite(loss->evaluate({certain, 1, 2, true}, {.classes = classes}, 1, gradient)));
      CHECK(std::isfinite(gradient[0]));
      CHECK(std::isfinite(gradient[1]));
    }
  }
}

TEST_CASE("a text that says no loss is refused") {
  const auto error = [](const char* text) { return error_of([&] { loss_from(text); }); };
  CHECK(error("squared") ==
        "loss: found \"squared\", expected one of categorical_crossentropy, sparse_categorical_crossentropy, "
        "binary_crossentropy, mean_squared_error, mean_absolute_error, huber, hinge, kl_divergence, poisson, log_cosh");
  CHECK(error("huber,delta=0") == "huber: found delta 0.000000, expected more than 0");
  CHECK(error("mse,delta=1") == "loss: mse has no argument \"delta\"");
  CHECK(error("bce,label_smoothing=2") == "label_smoothing: found 2.000000, expected 0 to 1");
  CHECK(error("bce,from_logits=yes") == "loss: found from_logits \"yes\", expected true or false");
  CHECK(error("bce,from_logits") == "loss: found \"from_logits\", expected NAME=VALUE");
}

}  // namespace constnet::runtime
