// Adamax: Adam with the greatest gradient in place of the mean square.
#pragma once

#include "constnet/desk/optimizers/optimizer.hpp"

namespace constnet::runtime {

/// Arguments of Adamax, with Keras 3's names and defaults.
struct AdamaxArguments {
  double learning_rate = 0.001;
  double beta_1 = 0.9;
  double beta_2 = 0.999;
  double epsilon = 1e-7;
};

/// For the gradient g of parameter w at iteration t = 1, 2, ..., in float (keras/src/optimizers/adamax.py):
///   m = m + (1 - beta_1) (g - m)
///   u = max(beta_2 u, |g|)
///   w = w - learning_rate m / ((1 - beta_1^t) (u + epsilon))
class Adamax : public Optimizer {
 public:
  explicit Adamax(const AdamaxArguments& arguments = {}) : Optimizer(arguments.learning_rate), arguments_(arguments) {}

  const char* name() const override { return "adamax"; }
  void update(float* parameters, std::span<float* const> gradients, std::size_t first, std::size_t last) override;

 protected:
  std::vector<std::string> state_names() const override;

 private:
  AdamaxArguments arguments_;
};

}  // namespace constnet::runtime
