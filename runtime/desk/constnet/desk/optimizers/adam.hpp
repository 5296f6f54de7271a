// Adam: the mean gradient divided by the root of the mean square.
#pragma once

#include "constnet/desk/optimizers/optimizer.hpp"

namespace constnet::runtime {

/// Arguments of Adam, with Keras 3's names and defaults.
struct AdamArguments {
  double learning_rate = 0.001;
  double beta_1 = 0.9;
  double beta_2 = 0.999;
  double epsilon = 1e-7;
  bool amsgrad = false;
};

/// For the gradient g of parameter w at iteration t = 1, 2, ..., in float (keras/src/optimizers/adam.py):
///   m = m + (1 - beta_1) (g - m)
///   v = v + (1 - beta_2) (g^2 - v)
///   h = max(h, v) with amsgrad, else h = v
///   w = w - alpha m / (sqrt(h) + epsilon),  alpha = learning_rate sqrt(1 - beta_2^t) / (1 - beta_1^t)
class Adam : public Optimizer {
 public:
  explicit Adam(const AdamArguments& arguments = {}) : Optimizer(arguments.learning_rate), arguments_(arguments) {}

  const char* name() const override { return "adam"; }
  void update(float* parameters, std::span<float* const> gradients, std::size_t first, std::size_t last) override;

 protected:
  std::vector<std::string> state_names() const override;

 private:
  AdamArguments arguments_;
};

}  // namespace constnet::runtime
