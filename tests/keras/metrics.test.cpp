// Metrics against Keras' figures, in batches of any sizes.
#include "constnet/desk/metrics/metrics.hpp"

#include <algorithm>

#include "catch.hpp"
#include "fixture.hpp"

namespace constnet::runtime {
namespace {

// The figure from parts of `step` images, whose sums are added up.
double figure(const Metric& metric, const Outputs& outputs, const Targets& targets, int step) {
  std::vector<double> all(metric.sum_count(outputs.size));
  for (int first = 0; first < outputs.count; first += step) {
    std::vector<double> part(all.size());
    metric.add({outputs.row(first), std::min(step, outputs.count - first), outputs.size, outputs.after_softmax},
               {.classes = targets.classes + first, .weights = targets.weights ? targets.weights + first : nullptr},
               part.data());
    for (std::size_t i = 0; i < all.size(); ++i) all[i] += part[i];
  }
  return metric.result(all.data(), outputs.size);
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
      CHECK(figure(*metric, outputs, {.classes = classes.data()}, step) ==
            Approx(double{one.at("plain")}).epsilon(1e-6));
      CHECK(figure(*metric, outputs, {.classes = classes.data(), .weights = weights.data()}, step) ==
            Approx(double{one.at("weighted")}).epsilon(1e-6));
    }
  }
}

TEST_CASE("of a network with one output metrics are those of yes and no") {
  const nlohmann::json cases = keras_fixture("metrics");
  const auto rows = cases.at("single_outputs").get<std::vector<float>>();
  const auto classes = cases.at("single_classes").get<std::vector<int>>();
  for (const nlohmann::json& one : cases.at("binary")) {
    INFO(one.at("text").get<std::string>());
    CHECK(figure(*metric_from(one.at("text")), {rows.data(), static_cast<int>(classes.size()), 1, false},
                 {.classes = classes.data()}, 1000) == Approx(double{one.at("plain")}).epsilon(1e-6));
  }
}

}  // namespace constnet::runtime
