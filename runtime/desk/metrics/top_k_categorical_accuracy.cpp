// Counts the outputs that are larger than that of the right class.
#include "constnet/desk/metrics/top_k_categorical_accuracy.hpp"

#include <algorithm>
#include <cmath>

#include "constnet/desk/base/error.hpp"

namespace constnet::runtime {

TopKCategoricalAccuracy::TopKCategoricalAccuracy(int k, std::string name) : k_(k), name_(std::move(name)) {
  if (k < 1) throw Error(name_ + ": found k " + std::to_string(k) + ", expected 1 or more");
}

double TopKCategoricalAccuracy::of_image(const Outputs& outputs, const Targets& targets, int image) const {
  const float* const row = outputs.row(image);
  const float own = row[target_class(targets, image, outputs.size)];
  if (std::isnan(own)) return 0;
  return std::count_if(row, row + outputs.size, [own](float other) { return other > own; }) < k_ ? 1 : 0;
}

}  // namespace constnet::runtime
