// F1 from counts for each class.
#include "constnet/desk/metrics/f1_score.hpp"

#include <algorithm>
#include <cmath>

namespace constnet::runtime {
namespace {

constexpr double epsilon = 1e-7;

double score(double tp, double fp, double fn) {
  const double precision = tp / (tp + fp + epsilon);
  const double recall = tp / (tp + fn + epsilon);
  return 2 * precision * recall / (precision + recall + epsilon);
}

}  // namespace

void F1Score::add(const Outputs& outputs, const Targets& targets, double* sums) const {
  for (int n = 0; n < outputs.count; ++n) {
    const float* const row = outputs.row(n);
    const TargetRow y = targets.row(n, outputs.size);
    const double weight = targets.weight(n);
    const float largest = *std::max_element(row, row + outputs.size);
    for (int i = 0; i < outputs.size; ++i) {
      const bool yes = arguments_.threshold ? row[i] > static_cast<float>(*arguments_.threshold)
                                            : row[i] >= largest && std::abs(row[i]) > 1e-9f;
      double* const own = sums + 3 * i;
      own[0] += weight * (yes ? y[i] : 0);
      own[1] += weight * (yes ? 1 - y[i] : 0);
      own[2] += weight * (yes ? 0 : y[i]);
    }
  }
}

double F1Score::result(const double* sums, int size) const {
  double tp = 0;
  double fp = 0;
  double fn = 0;
  for (int i = 0; i < size; ++i) {
    tp += sums[3 * i];
    fp += sums[3 * i + 1];
    fn += sums[3 * i + 2];
  }
  if (arguments_.average == Average::micro) return score(tp, fp, fn);
  double sum = 0;
  for (int i = 0; i < size; ++i) {
    const double* const own = sums + 3 * i;
    const double share = arguments_.average == Average::weighted ? (own[0] + own[2]) / (tp + fn + epsilon) : 1.0 / size;
    sum += share * score(own[0], own[1], own[2]);
  }
  return sum;
}

double F1Score::result_of_class(const double* sums, int, int number) const {
  const double* const own = sums + 3 * number;
  return score(own[0], own[1], own[2]);
}

}  // namespace constnet::runtime
