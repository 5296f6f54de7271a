// Sorts outputs into the spaces between thresholds, and adds these up from above.
#include "constnet/desk/metrics/auc.hpp"

#include <algorithm>
#include <cmath>

#include "constnet/desk/base/error.hpp"

namespace constnet::runtime {

Auc::Auc(int thresholds) : thresholds_(thresholds) {
  if (thresholds < 2 || thresholds > 1'000'000) {
    throw Error("auc: found num_thresholds " + std::to_string(thresholds) + ", expected 2 to 1000000");
  }
}

void Auc::add(const Outputs& outputs, const Targets& targets, double* sums) const {
  for (int n = 0; n < outputs.count; ++n) {
    const TargetRow y = targets.row(n, outputs.size);
    for (int i = 0; i < outputs.size; ++i) {
      // In float, as Keras. An output is above the threshold below it, so that one equal to it lies in the space
      // before; the first threshold is a little less than 0. A NaN counts as 0.
      const float p = outputs.row(n)[i];
      const float cut = p > 0 ? std::min(p, 1.0f) : 0.0f;
      const int space = std::max(0, static_cast<int>(std::ceil(cut * static_cast<float>(thresholds_ - 1))) - 1);
      sums[2 * space + (y[i] != 0 ? 0 : 1)] += targets.weight(n);
    }
  }
}

double Auc::result(const double* sums, int) const {
  double all_yes = 0;
  double all_no = 0;
  for (int space = 0; space < thresholds_; ++space) {
    all_yes += sums[2 * space];
    all_no += sums[2 * space + 1];
  }
  double area = 0;
  double hits = 0;
  double alarms = 0;
  double last_recall = 0;
  double last_rate = 0;
  for (int space = thresholds_ - 1; space >= 0; --space) {
    hits += sums[2 * space];
    alarms += sums[2 * space + 1];
    const double recall = ratio(hits, all_yes);
    const double rate = ratio(alarms, all_no);
    area += (rate - last_rate) * (recall + last_recall) / 2;
    last_recall = recall;
    last_rate = rate;
  }
  return area;
}

}  // namespace constnet::runtime
