#include "constnet/desk/losses/categorical_crossentropy.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include "catch.hpp"

namespace constnet::runtime {
namespace {

const CategoricalCrossentropy loss;

// Three rows of four logits, and their softmax in double.
const std::vector<float> logits = {1.0f, -2.0f, 0.5f, 3.0f, 0.0f, 0.0f, 0.0f, 0.0f, -30.0f, 20.0f, 5.0f, 19.0f};

std::vector<double> softmax() {
  std::vector<double> result;
  for (std::size_t row = 0; row < 12; row += 4) {
    double sum = 0;
    for (std::size_t i = 0; i < 4; ++i) sum += std::exp(static_cast<double>(logits[row + i]));
    for (std::size_t i = 0; i < 4; ++i) result.push_back(std::exp(static_cast<double>(logits[row + i])) / sum);
  }
  return result;
}

}  // namespace

TEST_CASE("categorical cross-entropy is -log p of the class, its gradient (p - y) times the scale") {
  const std::vector<double> p = softmax();
  const std::vector<float> probabilities(p.begin(), p.end());
  const int classes[] = {3, 0, 2};
  const double expected = -std::log(p[3]) - std::log(p[4]) - std::log(p[10]);

  for (const bool after_softmax : {true, false}) {
    const Outputs outputs{after_softmax ? probabilities.data() : logits.data(), 3, 4, after_softmax};
    std::vector<float> gradient(12, std::numeric_limits<float>::infinity());
    CHECK(loss.evaluate(outputs, {.classes = classes}, 0.25f, gradient.data()) == Approx(expected).epsilon(1e-6));
    for (int i = 0; i < 12; ++i) {
      const double y = i % 4 == classes[i / 4] ? 1 : 0;
      CHECK(gradient[static_cast<std::size_t>(i)] ==
            Approx((p[static_cast<std::size_t>(i)] - y) * 0.25).epsilon(1e-6).margin(1e-12));
    }
  }
}

TEST_CASE("one-hot rows give the same bits as classes") {
  const std::vector<double> p = softmax();
  const std::vector<float> probabilities(p.begin(), p.end());
  const int classes[] = {3, 0, 2};
  const float one_hot[] = {0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 1, 0};
  const Outputs outputs{probabilities.data(), 3, 4, true};
  std::vector<float> from_classes(12);
  std::vector<float> from_rows(12);
  CHECK(loss.evaluate(outputs, {.classes = classes}, 1, from_classes.data()) ==
        loss.evaluate(outputs, {.values = one_hot}, 1, from_rows.data()));
  CHECK(from_classes == from_rows);
}

TEST_CASE("the loss of a probability of zero is finite, that of a NaN is not hidden") {
  const float rows[] = {1, 0};
  const int classes[] = {1};
  float gradient[2];
  const double value = loss.evaluate({rows, 1, 2, true}, {.classes = classes}, 1, gradient);
  CHECK(value == Approx(126 * std::log(2.0)));
  CHECK(gradient[0] == 1);
  CHECK(gradient[1] == -1);

  const float broken[] = {1, std::numeric_limits<float>::quiet_NaN()};
  CHECK(std::isnan(loss.evaluate({broken, 1, 2, true}, {.classes = classes}, 1, nullptr)));

  // From logits nothing is cut off.
  const float far[] = {1000, 0};
  CHECK(loss.evaluate({far, 1, 2, false}, {.classes = classes}, 1, nullptr) == Approx(1000));
}

}  // namespace constnet::runtime
