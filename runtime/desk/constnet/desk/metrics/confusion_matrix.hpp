// Which class is taken for which.
#pragma once

#include "constnet/desk/metrics/metric.hpp"

namespace constnet::runtime {

/// Rows are the right classes, columns the ones that the network says: the largest output, or with one output whether
/// it is above 1/2. The sums are the matrix, row by row (tf.math.confusion_matrix); the figure is the part on the
/// diagonal.
class ConfusionMatrix : public Metric {
 public:
  /// Rows and columns for a network with `size` outputs.
  static int classes(int size) { return size == 1 ? 2 : size; }

  std::string name() const override { return "confusion_matrix"; }
  std::size_t sum_count(int size) const override {
    return static_cast<std::size_t>(classes(size)) * static_cast<std::size_t>(classes(size));
  }
  void add(const Outputs& outputs, const Targets& targets, double* sums) const override;
  double result(const double* sums, int size) const override;
};

}  // namespace constnet::runtime
