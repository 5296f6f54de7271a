// Metrics: by hand on a few images, corner cases, names and lists. Keras' figures are compared in tests/keras.
#include "constnet/desk/metrics/metrics.hpp"

#include <limits>

#include "../error_of.hpp"
#include "catch.hpp"
#include "constnet/desk/metrics/accuracy.hpp"
#include "constnet/desk/metrics/confusion_matrix.hpp"
#include "constnet/desk/metrics/precision.hpp"

namespace constnet::runtime {
namespace {

// Four images, three classes: right, right by a tie, wrong, wrong.
const float rows[] = {0.8f, 0.1f, 0.1f, 0.1f, 0.45f, 0.45f, 0.1f, 0.7f, 0.2f, 0.6f, 0.3f, 0.1f};
const int classes[] = {0, 1, 2, 1};
const Outputs outputs{rows, 4, 3, true};

double figure(const std::string& text, const Targets& targets = {.classes = classes}) {
  const auto metric = metric_from(text);
  std::vector<double> sums(metric->sum_count(3));
  metric->add(outputs, targets, sums.data());
  return metric->result(sums.data(), 3);
}

}  // namespace

TEST_CASE("figures of a few images by hand") {
  CHECK(figure("accuracy") == 0.5);
  CHECK(figure("top_k_categorical_accuracy,k=2") == 1.0);
  CHECK(figure("top_k_categorical_accuracy,k=1") == 0.5);
  // Above 1/2: outputs 0 of the first image, 1 of the third, 0 of the fourth. Only the first should.
  CHECK(figure("precision") == Approx(1.0 / 3));
  CHECK(figure("recall") == 0.25);
  CHECK(figure("precision,class_id=0") == 0.5);
  CHECK(figure("recall,class_id=0") == 1.0);
  // Four rights and eight wrongs: 3 of 32 pairs are in the wrong order by 0.7 > 0.2, 0.6 > 0.3, ... counted below.
  double pairs = 0;
  for (int a = 0; a < 12; ++a) {
    for (int b = 0; b < 12; ++b) {
      const bool right = a % 3 == classes[a / 3] && b % 3 != classes[b / 3];
      if (right) pairs += rows[a] > rows[b] ? 1 : rows[a] == rows[b] ? 0.5 : 0;
    }
  }
  CHECK(figure("auc") == Approx(pairs / 32).epsilon(1e-6));
}

TEST_CASE("rows of targets give what classes give, and weights count images") {
  const float one_hot[] = {1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 1, 0};
  for (const std::string& name : metric_names()) {
    INFO(name);
    CHECK(figure(name) == figure(name, {.values = one_hot}));
  }
  const float weights[] = {3, 1, 0, 4};
  CHECK(figure("accuracy", {.classes = classes, .weights = weights}) == 0.5);
  const float first_alone[] = {2, 0, 0, 0};
  CHECK(figure("accuracy", {.classes = classes, .weights = first_alone}) == 1.0);
  CHECK(figure("precision", {.classes = classes, .weights = first_alone}) == 1.0);
}

TEST_CASE("where nothing can be said figures are 0") {
  for (const char* name : {"accuracy", "precision", "recall", "f1_score", "auc"}) {
    const auto metric = metric_from(name);
    const std::vector<double> sums(metric->sum_count(3));
    CHECK(metric->result(sums.data(), 3) == 0);
  }
  const float broken[] = {std::numeric_limits<float>::quiet_NaN(), 0.5f, 0.2f};
  const int first[] = {0};
  const auto metric = metric_from("top_k_categorical_accuracy,k=3");
  std::vector<double> sums(2);
  metric->add({broken, 1, 3, true}, {.classes = first}, sums.data());
  CHECK(metric->result(sums.data(), 3) == 0);
}

TEST_CASE("the confusion matrix has right classes as rows and said ones as columns") {
  const ConfusionMatrix matrix;
  std::vector<double> sums(matrix.sum_count(3));
  matrix.add(outputs, {.classes = classes}, sums.data());
  CHECK(sums == std::vector<double>{1, 0, 0, 1, 1, 0, 0, 1, 0});
  CHECK(matrix.result(sums.data(), 3) == 0.5);

  const float single[] = {0.9f, 0.4f, 0.6f};
  const int yes_and_no[] = {1, 1, 0};
  std::vector<double> two(matrix.sum_count(1));
  matrix.add({single, 3, 1, false}, {.classes = yes_and_no}, two.data());
  CHECK(two == std::vector<double>{0, 1, 1, 1});
}

TEST_CASE("names in a list are Keras': numbered, and weighted_ where one is taken") {
  const auto accuracy = std::make_shared<Accuracy>();
  const auto precision = std::make_shared<Precision>();
  const MetricList list({.metrics = {precision, accuracy, accuracy}, .weighted = {accuracy, precision}}, 3);
  std::vector<double> sums(list.sum_count());
  const float weights[] = {1, 1, 3, 3};
  list.add(outputs, {.classes = classes, .weights = weights}, sums.data());
  const Logs logs = list.figures_with_loss(sums.data(), 0.25);
  std::vector<std::string> names;
  for (const Log& log : logs) names.push_back(log.name);
  CHECK(names == std::vector<std::string>{"accuracy", "accuracy_1", "loss", "precision", "weighted_accuracy",
                                          "weighted_precision"});
  CHECK(*find_log(logs, "accuracy") == 0.5);
  CHECK(*find_log(logs, "accuracy_1") == 0.5);
  CHECK(*find_log(logs, "weighted_accuracy") == 0.25);
  CHECK(*find_log(logs, "loss") == 0.25);
}

TEST_CASE("a metric of each class stands in logs once for each") {
  const MetricList list({.metrics = {metric_from("f1_score,average=none"), metric_from("f1_score")}}, 3);
  std::vector<double> sums(list.sum_count());
  list.add(outputs, {.classes = classes}, sums.data());
  const Logs logs = list.figures(sums.data());
  REQUIRE(logs.size() == 4);
  double mean = 0;
  for (int i = 0; i < 3; ++i) mean += *find_log(logs, "f1_score_class_" + std::to_string(i)) / 3;
  CHECK(logs[3].name == "f1_score_1");
  CHECK(logs[3].value == Approx(mean));
  CHECK(list.size() == 2);
}

TEST_CASE("a text that says no metric is refused") {
  const auto error = [](const char* text) { return error_of([&] { metric_from(text); }); };
  CHECK(error("acuracy").starts_with(
      "metric: found \"acuracy\", expected one of accuracy, categorical_accuracy, sparse_categorical_accuracy, "));
  CHECK(error("precision,threshold=2") == "threshold: found 2.000000, expected 0 to 1");
  CHECK(error("precision,k=2") == "metric: precision has no argument \"k\"");
  CHECK(error("top_k_categorical_accuracy,k=0") == "top_k_categorical_accuracy: found k 0, expected 1 or more");
  CHECK(error("top_k_categorical_accuracy,k=1.5") == "metric: found k 1.500000, expected a whole number");
  CHECK(error("f1_score,average=mean") == "metric: found average \"mean\", expected macro, micro, weighted or none");
  CHECK(error("auc,curve=roc") == "metric: found curve \"roc\", expected ROC or PR");
  CHECK(error("auc,num_thresholds=1") == "auc: found num_thresholds 1, expected 2 to 1000000");
  CHECK(metric_from("mae")->name() == "mae");
}

}  // namespace constnet::runtime
