// Means over images, and classes.
#include "constnet/desk/metrics/metric.hpp"

#include <algorithm>

namespace constnet::runtime {

void MeanMetric::add(const Outputs& outputs, const Targets& targets, double* sums) const {
  for (int n = 0; n < outputs.count; ++n) {
    const double weight = targets.weight(n);
    sums[0] += weight * of_image(outputs, targets, n);
    sums[1] += weight;
  }
}

double MeanMetric::result(const double* sums, int) const { return ratio(sums[0], sums[1]); }

int index_of_largest(const float* values, int size) {
  return static_cast<int>(std::max_element(values, values + size) - values);
}

int target_class(const Targets& targets, int image, int size) {
  if (!targets.values) return targets.classes[image];
  return index_of_largest(targets.values + static_cast<std::ptrdiff_t>(image) * size, size);
}

}  // namespace constnet::runtime
