// Metrics against Keras' figures, in batches of any sizes.
#include "constnet/desk/metrics/metrics.hpp"

#include <algorithm>

#include "catch.hpp"
#include "constnet/desk/metrics/confusion_matrix.hpp"
#include "fixture.hpp"

namespace constnet::runtime {
namespace {

// The sums of parts of `step` images, added up.
std::vector<double> sums_of(const Metric& metric, const Outputs& outputs, const Targets& targets, int step) {
  std::vector<double> all(metric.sum_count(outputs.size));
  for (int first = 0; first < outputs.count; first += step) {
    std::vector<double> part(all.size());
    metric.add({outputs.row(first), std::min(step, outputs.count - first), outputs.size, outputs.after_softmax},
               {.classes = targets.classes + first, .weights = targets.weights ? targets.weights + first : nullptr},
               part.data());
    for (std::size_t i = 0; i < all.size(); ++i) all[i] += part[i];
  }
  return all;
}

// Compares one figure, or one for each class.
void check(const Metric& metric, const Outputs& outputs, const Targets& targets, int step,
           const nlohmann::json& expected) {
  const std::vector<double> sums = sums_of(metric, outputs, targets, step);
  REQUIRE(metric.is_by_class() == expected.is_array());
  if (!expected.is_array()) {
    CHECK(metric.result(sums.data(), outputs.size) == Approx(double{expected}).epsilon(1e-6));
    return;
  }
  REQUIRE(expected.size() == static_cast<std::size_t>(outputs.size));
  for (int i = 0; i < outputs.size; ++i) {
    INFO("class " << i);
    CHECK(metric.result_of_class(sums.data(), outputs.size, i) ==
          Approx(double{expected[static_cast<std::size_t>(i)]}).epsilon(1e-6));
  }
}

}  // namespace

TEST_CASE("every metric gives Keras' figure, with and without weights") {
  const nlohmann::json cases = keras_fixture("metrics");
  const auto rows = cases.at("outputs").get<std::vector<float>>();
  const auto classes = cases.at("classes").get<std::vector<int>>();
  const auto weights = cases.at("weights").get<std::vector<float>>();
  const Outputs outputs{rows.data(), static_cast<int>(classes.size()), cases.at("size"), true};
  REQUIRE(cases.at("metrics").size() > 20);
  for (const nlohmann::json& one : cases.at("metrics")) {
    INFO(one.at("text").get<std::string>());
    const auto metric = metric_from(one.at("text"));
    for (const int step : {1, 5, 1000}) {
      check(*metric, outputs, {.classes = classes.data()}, step, one.at("plain"));
      check(*metric, outputs, {.classes = classes.data(), .weights = weights.data()}, step, one.at("weighted"));
    }
  }
}

TEST_CASE("the confusion matrix is Keras', weights counted") {
  const nlohmann::json cases = keras_fixture("metrics");
  const auto rows = cases.at("outputs").get<std::vector<float>>();
  const auto classes = cases.at("classes").get<std::vector<int>>();
  const auto weights = cases.at("weights").get<std::vector<float>>();
  const Outputs outputs{rows.data(), static_cast<int>(classes.size()), cases.at("size"), true};
  const Targets targets{.classes = classes.data(), .weights = weights.data()};
  const std::vector<double> found = sums_of(ConfusionMatrix(), outputs, targets, 7);
  REQUIRE(found.size() == cases.at("confusion_matrix").size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    INFO("place " << i);
    CHECK(found[i] == Approx(double{cases.at("confusion_matrix")[i]}).epsilon(1e-6));
  }
}

TEST_CASE("of a network with one output metrics are those of yes and no") {
  const nlohmann::json cases = keras_fixture("metrics");
  const auto rows = cases.at("single_outputs").get<std::vector<float>>();
  const auto classes = cases.at("single_classes").get<std::vector<int>>();
  for (const nlohmann::json& one : cases.at("binary")) {
    INFO(one.at("text").get<std::string>());
    check(*metric_from(one.at("text")), {rows.data(), static_cast<int>(classes.size()), 1, false},
          {.classes = classes.data()}, 1000, one.at("plain"));
  }
}

}  // namespace constnet::runtime
