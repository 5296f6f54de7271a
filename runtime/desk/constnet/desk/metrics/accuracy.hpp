// Accuracy: how often the largest output is the right class, or outputs are on the right side of a threshold.
#pragma once

#include "constnet/desk/metrics/metric.hpp"

namespace constnet::runtime {

/// The part of the images whose largest output is where the target's largest value is. Here classes and one-hot rows
/// give the same, so that Keras' sparse_categorical_accuracy is this under another name.
/// Source: keras/src/metrics/accuracy_metrics.py.
class CategoricalAccuracy : public MeanMetric {
 public:
  explicit CategoricalAccuracy(std::string name = "categorical_accuracy") : name_(std::move(name)) {}
  std::string name() const override { return name_; }

 protected:
  double of_image(const Outputs& outputs, const Targets& targets, int image) const override;

 private:
  std::string name_;
};

/// The part of the outputs that are above `threshold` where the target is 1, and not above it where the target is 0.
class BinaryAccuracy : public MeanMetric {
 public:
  explicit BinaryAccuracy(double threshold = 0.5) : threshold_(static_cast<float>(threshold)) {}
  std::string name() const override { return "binary_accuracy"; }

 protected:
  double of_image(const Outputs& outputs, const Targets& targets, int image) const override;

 private:
  float threshold_;
};

/// What Keras takes for "accuracy": binary accuracy of a network with one output, categorical accuracy of others.
class Accuracy : public MeanMetric {
 public:
  std::string name() const override { return "accuracy"; }

 protected:
  double of_image(const Outputs& outputs, const Targets& targets, int image) const override;
};

}  // namespace constnet::runtime
