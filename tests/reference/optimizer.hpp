// The optimizers of train_step in double precision.
#pragma once

#include <cmath>
#include <vector>

#include "reference/network.hpp"

namespace constnet::reference {

/// Plain SGD, or Adam with Keras' defaults: the formulas of keras/src/optimizers/{sgd,adam}.py.
class Optimizer {
 public:
  Optimizer(bool adam, double learning_rate) : adam_(adam), learning_rate_(learning_rate) {}

  /// Changes those `parameters` whose tensors are trainable.
  void step(const std::vector<double>& gradients, const std::vector<PlacedTensor>& tensors,
            std::vector<double>& parameters) {
    first_.resize(parameters.size());
    second_.resize(parameters.size());
    ++steps_;
    const double alpha = learning_rate_ * std::sqrt(1 - std::pow(0.999, steps_)) / (1 - std::pow(0.9, steps_));
    for (const PlacedTensor& tensor : tensors) {
      if (!tensor.trainable) continue;
      for (std::size_t i = tensor.offset; i < tensor.offset + tensor.size; ++i) {
        const double g = gradients[i];
        if (!adam_) {
          parameters[i] -= learning_rate_ * g;
          continue;
        }
        first_[i] += (g - first_[i]) * (1 - 0.9);
        second_[i] += (g * g - second_[i]) * (1 - 0.999);
        parameters[i] -= first_[i] * alpha / (std::sqrt(second_[i]) + 1e-7);
      }
    }
  }

 private:
  bool adam_;
  double learning_rate_;
  int steps_ = 0;
  std::vector<double> first_, second_;
};

}  // namespace constnet::reference
