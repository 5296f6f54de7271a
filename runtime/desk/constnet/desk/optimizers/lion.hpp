// Lion: steps of one size, in the direction of the momentum.
#pragma once

#include "constnet/desk/optimizers/optimizer.hpp"

namespace constnet::runtime {

/// Arguments of Lion, with Keras 3's names and defaults.
struct LionArguments {
  double learning_rate = 0.001;
  double beta_1 = 0.9;
  double beta_2 = 0.99;
};

/// For the gradient g of parameter w at iteration t = 1, 2, ..., in float (keras/src/optimizers/lion.py):
///   w = w - learning_rate sign(beta_1 m + (1 - beta_1) g)
///   m = beta_2 m + (1 - beta_2) g
class Lion : public Optimizer {
 public:
  explicit Lion(const LionArguments& arguments = {}) : Optimizer(arguments.learning_rate), arguments_(arguments) {}

  const char* name() const override { return "lion"; }
  void update(float* parameters, std::span<float* const> gradients, std::size_t first, std::size_t last) override;

 protected:
  std::vector<std::string> state_names() const override;

 private:
  LionArguments arguments_;
};

}  // namespace constnet::runtime
