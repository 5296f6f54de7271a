// How often the right class is among the k largest outputs.
#pragma once

#include "constnet/desk/metrics/metric.hpp"

namespace constnet::runtime {

/// The part of the images for which fewer than k outputs are larger than that of the right class, so that equal ones
/// count as found; an output that is no number is never found. Targets are classes or rows.
/// Source: keras/src/metrics/accuracy_metrics.py.
class TopKCategoricalAccuracy : public MeanMetric {
 public:
  /// Throws Error for k below 1.
  explicit TopKCategoricalAccuracy(int k = 5, std::string name = "top_k_categorical_accuracy");
  std::string name() const override { return name_; }

 protected:
  double of_image(const Outputs& outputs, const Targets& targets, int image) const override;

 private:
  int k_;
  std::string name_;
};

}  // namespace constnet::runtime
