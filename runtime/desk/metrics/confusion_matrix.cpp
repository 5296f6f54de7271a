// Counts pairs of classes.
#include "constnet/desk/metrics/confusion_matrix.hpp"

namespace constnet::runtime {

void ConfusionMatrix::add(const Outputs& outputs, const Targets& targets, double* sums) const {
  const int columns = classes(outputs.size);
  for (int n = 0; n < outputs.count; ++n) {
    const bool single = outputs.size == 1;
    const int row = single ? (targets.row(n, 1)[0] > 0.5 ? 1 : 0) : target_class(targets, n, outputs.size);
    const int column = single ? (outputs.row(n)[0] > 0.5f ? 1 : 0) : index_of_largest(outputs.row(n), outputs.size);
    sums[row * columns + column] += targets.weight(n);
  }
}

double ConfusionMatrix::result(const double* sums, int size) const {
  const int count = classes(size);
  double right = 0;
  double all = 0;
  for (int i = 0; i < count * count; ++i) {
    all += sums[i];
    if (i % (count + 1) == 0) right += sums[i];
  }
  return ratio(right, all);
}

}  // namespace constnet::runtime
