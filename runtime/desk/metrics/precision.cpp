// Counts the outputs that say yes and no, rightly and wrongly.
#include "constnet/desk/metrics/precision.hpp"

#include "constnet/desk/base/error.hpp"

namespace constnet::runtime {

YesNoMetric::YesNoMetric(const PrecisionArguments& arguments) : arguments_(arguments) {
  if (!(arguments.threshold >= 0 && arguments.threshold <= 1)) {
    throw Error("threshold: found " + std::to_string(arguments.threshold) + ", expected 0 to 1");
  }
  if (arguments.class_id && *arguments.class_id < 0) {
    throw Error("class_id: found " + std::to_string(*arguments.class_id) + ", expected a class, 0 or more");
  }
}

void YesNoMetric::add(const Outputs& outputs, const Targets& targets, double* sums) const {
  const auto threshold = static_cast<float>(arguments_.threshold);
  const auto count = [&](int n, int i) {
    const double y = targets.row(n, outputs.size)[i];
    const double weight = targets.weight(n);
    const bool yes = outputs.row(n)[i] > threshold;
    // As Keras, which takes any target but 0 for a yes.
    const bool should = y != 0;
    if (yes && should) sums[0] += weight;
    if (yes && !should) sums[1] += weight;
    if (!yes && should) sums[2] += weight;
  };
  for (int n = 0; n < outputs.count; ++n) {
    if (arguments_.class_id) {
      if (*arguments_.class_id < outputs.size) count(n, *arguments_.class_id);
    } else {
      for (int i = 0; i < outputs.size; ++i) count(n, i);
    }
  }
}

}  // namespace constnet::runtime
