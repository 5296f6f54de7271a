// A loss as a metric: mean_absolute_error beside the loss that is trained on.
#pragma once

#include <memory>
#include <utility>

#include "constnet/desk/metrics/metric.hpp"

namespace constnet::runtime {

/// The mean of a loss over the images; Keras takes losses as metrics, too.
class LossMetric : public MeanMetric {
 public:
  LossMetric(std::unique_ptr<Loss> loss, std::string name) : loss_(std::move(loss)), name_(std::move(name)) {}
  std::string name() const override { return name_; }

 protected:
  double of_image(const Outputs& outputs, const Targets& targets, int image) const override;

 private:
  std::unique_ptr<Loss> loss_;
  std::string name_;
};

}  // namespace constnet::runtime
