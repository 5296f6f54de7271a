// Cross-entropy, forward and backward.
#include "reference/cross_entropy.hpp"

#include <cassert>
#include <cmath>

namespace constnet::reference {

double cross_entropy(const Batch& probabilities, std::span<const int> labels) {
  assert(labels.size() == static_cast<std::size_t>(probabilities.count));
  double sum = 0;
  for (int image = 0; image < probabilities.count; ++image) {
    sum -= std::log(probabilities.at(image, 0, 0, labels[static_cast<std::size_t>(image)]));
  }
  return sum / probabilities.count;
}

Batch d_logits(const Batch& probabilities, std::span<const int> labels) {
  assert(labels.size() == static_cast<std::size_t>(probabilities.count));
  Batch result = probabilities;
  for (int image = 0; image < probabilities.count; ++image) {
    result.at(image, 0, 0, labels[static_cast<std::size_t>(image)]) -= 1;
  }
  for (double& value : result.values) value /= probabilities.count;
  return result;
}

}  // namespace constnet::reference
