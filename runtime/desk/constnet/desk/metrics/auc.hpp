// AUC: the area under the curve of hits over false alarms, for all thresholds.
#pragma once

#include "constnet/desk/metrics/metric.hpp"

namespace constnet::runtime {

/// The area under the ROC curve by the trapezoids between `thresholds` evenly spaced ones (Keras: num_thresholds,
/// summation_method interpolation), over all outputs of all images. Outputs are cut to [0, 1]; a target that is not 0
/// counts as a yes. Source: keras/src/metrics/confusion_metrics.py.
class Auc : public Metric {
 public:
  /// Throws Error for fewer than two thresholds or more than a million.
  explicit Auc(int thresholds = 200);
  std::string name() const override { return "auc"; }
  std::size_t sum_count(int) const override { return 2 * static_cast<std::size_t>(thresholds_); }
  /// How many outputs lie between each threshold and the next, those that should say yes and those that should not.
  void add(const Outputs& outputs, const Targets& targets, double* sums) const override;
  double result(const double* sums, int size) const override;

 private:
  int thresholds_;
};

}  // namespace constnet::runtime
