// Precision: how many of the outputs that say yes are right.
#pragma once

#include <optional>

#include "constnet/desk/metrics/metric.hpp"

namespace constnet::runtime {

/// Keras' arguments of Precision and Recall.
struct PrecisionArguments {
  double threshold = 0.5;                      ///< an output above it says yes (Keras: thresholds); in [0, 1]
  std::optional<int> class_id = std::nullopt;  ///< look at this output alone
};

/// What Precision and Recall count: outputs that say yes and those that say no, rightly or wrongly, over all outputs of
/// all images.
class YesNoMetric : public Metric {
 public:
  /// Throws Error for a threshold that is not in [0, 1] and for a negative class.
  explicit YesNoMetric(const PrecisionArguments& arguments);
  std::size_t sum_count(int) const final { return 3; }
  /// Adds to true positives, false positives, false negatives.
  void add(const Outputs& outputs, const Targets& targets, double* sums) const final;

 private:
  PrecisionArguments arguments_;
};

/// true positives / (true positives + false positives). Source: keras/src/metrics/confusion_metrics.py.
class Precision : public YesNoMetric {
 public:
  explicit Precision(const PrecisionArguments& arguments = {}) : YesNoMetric(arguments) {}
  std::string name() const override { return "precision"; }
  double result(const double* sums, int) const override { return ratio(sums[0], sums[0] + sums[1]); }
};

}  // namespace constnet::runtime
