// Recall: how many of the outputs that should say yes do.
#pragma once

#include "constnet/desk/metrics/precision.hpp"

namespace constnet::runtime {

/// true positives / (true positives + false negatives). Source: keras/src/metrics/confusion_metrics.py.
class Recall : public YesNoMetric {
 public:
  explicit Recall(const PrecisionArguments& arguments = {}) : YesNoMetric(arguments) {}
  std::string name() const override { return "recall"; }
  double result(const double* sums, int) const override { return ratio(sums[0], sums[0] + sums[2]); }
};

}  // namespace constnet::runtime
