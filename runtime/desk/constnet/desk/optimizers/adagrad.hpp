// Adagrad: gradients divided by the root of the sum of all their squares.
#pragma once

#include "constnet/desk/optimizers/optimizer.hpp"

namespace constnet::runtime {

/// Arguments of Adagrad, with Keras 3's names and defaults.
struct AdagradArguments {
  double learning_rate = 0.001;
  double initial_accumulator_value = 0.1;
  double epsilon = 1e-7;
};

/// For the gradient g of parameter w at iteration t = 1, 2, ..., in float (keras/src/optimizers/adagrad.py):
///   a = a + g^2                                     (a starts as initial_accumulator_value)
///   w = w - learning_rate g / sqrt(a + epsilon)
class Adagrad : public Optimizer {
 public:
  explicit Adagrad(const AdagradArguments& arguments = {})
      : Optimizer(arguments.learning_rate), arguments_(arguments) {}

  const char* name() const override { return "adagrad"; }
  void update(float* parameters, std::span<float* const> gradients, std::size_t first, std::size_t last) override;

 protected:
  std::vector<std::string> state_names() const override;
  double initial_state_value(std::size_t) const override { return arguments_.initial_accumulator_value; }

 private:
  AdagradArguments arguments_;
};

}  // namespace constnet::runtime
