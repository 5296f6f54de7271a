// Sorts outputs into the spaces between thresholds, and adds these up from above.
#include "constnet/desk/metrics/auc.hpp"

#include <algorithm>
#include <cmath>

#include "constnet/desk/base/error.hpp"

namespace constnet::runtime {
namespace {

/// What says yes above a threshold, rightly and wrongly.
struct Counts {
  double hits = 0;
  double alarms = 0;
};

/// The area under precision over recall from one threshold to the one below it, where recall grows by steps of hits:
/// precision goes as hits / (hits + alarms) along a line in hits and alarms.
double precision_area(const Counts& above, const Counts& below, double all_yes) {
  const double more_hits = below.hits - above.hits;
  const double before = above.hits + above.alarms;
  const double after = below.hits + below.alarms;
  const double slope = ratio(more_hits, after - before);
  const double start = above.hits - slope * before;
  const double growth = before > 0 && after > 0 ? after / before : 1;
  return ratio(slope * (more_hits + start * std::log(growth)), all_yes);
}

}  // namespace

Auc::Auc(const AucArguments& arguments) : arguments_(arguments) {
  const int thresholds = arguments.num_thresholds;
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
      const int space =
          std::max(0, static_cast<int>(std::ceil(cut * static_cast<float>(arguments_.num_thresholds - 1))) - 1);
      sums[2 * space + (y[i] != 0 ? 0 : 1)] += targets.weight(n);
    }
  }
}

double Auc::result(const double* sums, int) const {
  using enum AucArguments::Summation;
  const int thresholds = arguments_.num_thresholds;
  double all_yes = 0;
  double all_no = 0;
  for (int space = 0; space < thresholds; ++space) {
    all_yes += sums[2 * space];
    all_no += sums[2 * space + 1];
  }
  const bool roc = arguments_.curve == AucArguments::Curve::roc;
  const auto x_of = [&](const Counts& at) { return roc ? ratio(at.alarms, all_no) : ratio(at.hits, all_yes); };
  const auto y_of = [&](const Counts& at) {
    return roc ? ratio(at.hits, all_yes) : ratio(at.hits, at.hits + at.alarms);
  };
  double area = 0;
  Counts above;
  for (int space = thresholds - 1; space >= 0; --space) {
    const Counts below{above.hits + sums[2 * space], above.alarms + sums[2 * space + 1]};
    const double first = y_of(above);
    const double last = y_of(below);
    if (!roc && arguments_.summation_method == interpolation) {
      area += precision_area(above, below, all_yes);
    } else {
      const double height = arguments_.summation_method == interpolation ? (first + last) / 2
                            : arguments_.summation_method == minoring    ? std::min(first, last)
                                                                         : std::max(first, last);
      area += (x_of(below) - x_of(above)) * height;
    }
    above = below;
  }
  return area;
}

}  // namespace constnet::runtime
