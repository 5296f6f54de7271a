// AUC: the area under a curve that all thresholds make.
#pragma once

#include "constnet/desk/metrics/metric.hpp"

namespace constnet::runtime {

/// Keras' arguments.
struct AucArguments {
  enum class Curve {
    roc,  ///< hits over false alarms
    pr,   ///< precision over recall
  };
  enum class Summation {
    interpolation,  ///< ROC: trapezoids; PR: as true positives grow with all positives (Davis and Goadrich, 2006)
    minoring,       ///< the lower of the two ends of each piece
    majoring,       ///< the higher
  };

  int num_thresholds = 200;  ///< evenly spaced
  Curve curve = Curve::roc;
  Summation summation_method = Summation::interpolation;
};

/// The area over all outputs of all images. Outputs are cut to [0, 1]; a target that is not 0 counts as a yes.
/// Source: keras/src/metrics/confusion_metrics.py.
class Auc : public Metric {
 public:
  /// Throws Error for fewer than two thresholds or more than a million.
  explicit Auc(const AucArguments& arguments = {});
  std::string name() const override { return "auc"; }
  std::size_t sum_count(int) const override { return 2 * static_cast<std::size_t>(arguments_.num_thresholds); }
  /// How many outputs lie between each threshold and the next, those that should say yes and those that should not.
  void add(const Outputs& outputs, const Targets& targets, double* sums) const override;
  double result(const double* sums, int size) const override;

 private:
  AucArguments arguments_;
};

}  // namespace constnet::runtime
