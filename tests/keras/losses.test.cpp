// Losses against Keras' values and gradients.
#include "constnet/desk/losses/losses.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "catch.hpp"
#include "fixture.hpp"

namespace constnet::runtime {
namespace {

// Relative to the largest of them all, in float's terms: Keras computes in float.
double largest(const std::vector<float>& values) {
  double found = 0;
  for (const float value : values) found = std::max(found, std::abs(static_cast<double>(value)));
  return found;
}

}  // namespace

TEST_CASE("every loss gives Keras' values and gradients, with weights") {
  const nlohmann::json cases = keras_fixture("losses");
  const int size = cases.at("size");
  const int images = cases.at("images");
  REQUIRE(cases.at("losses").size() > 20);
  for (const nlohmann::json& one : cases.at("losses")) {
    INFO(one.at("text").get<std::string>() << (one.at("softmax") ? " after softmax" : ""));
    const auto rows = one.at("outputs").get<std::vector<float>>();
    const auto weights = one.at("weights").get<std::vector<float>>();
    const auto losses = one.at("losses").get<std::vector<float>>();
    const auto expected = one.at("gradient").get<std::vector<float>>();
    const auto classes = one.value("classes", std::vector<int>());
    const auto values = one.value("rows", std::vector<float>());
    const Outputs outputs{rows.data(), images, size, one.at("softmax")};
    const Targets targets{.classes = classes.empty() ? nullptr : classes.data(),
                          .values = values.empty() ? nullptr : values.data(),
                          .weights = weights.data()};
    const auto loss = loss_from(one.at("text"));

    double sum = 0;
    for (int n = 0; n < images; ++n) {
      const Outputs image{outputs.row(n), 1, size, outputs.after_softmax};
      const Targets target{.classes = classes.empty() ? nullptr : &classes[static_cast<std::size_t>(n)],
                           .values = values.empty() ? nullptr : values.data() + n * size};
      const auto at = static_cast<std::size_t>(n);
      CHECK(loss->evaluate(image, target, 1, nullptr) == Approx(losses[at]).epsilon(1e-6).margin(1e-6));
      sum += static_cast<double>(weights[at]) * losses[at];
    }
    std::vector<float> gradient(rows.size(), std::numeric_limits<float>::infinity());
    const float scale = 1.0f / static_cast<float>(images);
    CHECK(loss->evaluate(outputs, targets, scale, gradient.data()) == Approx(sum).epsilon(2e-6));
    for (std::size_t i = 0; i < gradient.size(); ++i) {
      INFO("gradient " << i << ": " << gradient[i] << ", Keras " << expected[i]);
      const double difference = std::abs(static_cast<double>(gradient[i]) - expected[i]);
      CHECK(difference <= 1e-5 * std::min(largest(expected), std::max(1.0, std::abs(double{expected[i]}))));
    }
  }
}

}  // namespace constnet::runtime
