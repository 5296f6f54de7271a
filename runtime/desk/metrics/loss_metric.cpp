// The loss of one image.
#include "constnet/desk/metrics/loss_metric.hpp"

namespace constnet::runtime {

double LossMetric::of_image(const Outputs& outputs, const Targets& targets, int image) const {
  const std::ptrdiff_t start = static_cast<std::ptrdiff_t>(image) * outputs.size;
  return loss_->evaluate({outputs.values + start, 1, outputs.size, outputs.after_softmax},
                         {.classes = targets.classes ? targets.classes + image : nullptr,
                          .values = targets.values ? targets.values + start : nullptr},
                         1, nullptr);
}

}  // namespace constnet::runtime
