// Accuracy, counted in whole images so that sums are exact.
#include "constnet/desk/metrics/accuracy.hpp"

#include <algorithm>

namespace constnet::runtime {

int index_of_largest(const float* values, int size) {
  return static_cast<int>(std::max_element(values, values + size) - values);
}

int count_correct(const Outputs& outputs, const Targets& targets) {
  int correct = 0;
  for (int n = 0; n < outputs.count; ++n) {
    const int expected =
        targets.values ? index_of_largest(targets.values + static_cast<std::ptrdiff_t>(n) * outputs.size, outputs.size)
                       : targets.classes[n];
    if (index_of_largest(outputs.row(n), outputs.size) == expected) ++correct;
  }
  return correct;
}

}  // namespace constnet::runtime
