// Nadam: Adam with Nesterov's momentum.
#pragma once

#include "constnet/desk/optimizers/optimizer.hpp"

namespace constnet::runtime {

/// Arguments of Nadam, with Keras 3's names and defaults.
struct NadamArguments {
  double learning_rate = 0.001;
  double beta_1 = 0.9;
  double beta_2 = 0.999;
  double epsilon = 1e-7;
};

/// For the gradient g of parameter w at iteration t = 1, 2, ..., in float (keras/src/optimizers/nadam.py):
///   u(t) = beta_1 (1 - 0.96^t / 2),  p = u(1) ... u(t)
///   m = m + (1 - beta_1) (g - m)
///   v = v + (1 - beta_2) (g^2 - v)
///   w = w - learning_rate (u(t+1) m / (1 - p u(t+1)) + (1 - u(t)) g / (1 - p)) / (sqrt(v / (1 - beta_2^t)) + epsilon)
class Nadam : public Optimizer {
 public:
  explicit Nadam(const NadamArguments& arguments = {}) : Optimizer(arguments.learning_rate), arguments_(arguments) {}

  const char* name() const override { return "nadam"; }
  void update(float* parameters, std::span<float* const> gradients, std::size_t first, std::size_t last) override;

 protected:
  std::vector<std::string> state_names() const override;

 private:
  NadamArguments arguments_;
};

}  // namespace constnet::runtime
