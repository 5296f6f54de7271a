// Stochastic gradient descent, with momentum if wanted.
#pragma once

#include "constnet/desk/optimizers/optimizer.hpp"

namespace constnet::runtime {

/// Arguments of SGD, with Keras' names and defaults.
struct SgdArguments {
  double learning_rate = 0.01;
  double momentum = 0;
  bool nesterov = false;
};

/// For the gradient g of parameter w, in float (keras/src/optimizers/sgd.py):
///   momentum 0:  w = w - learning_rate g
///   otherwise:   v = momentum v - learning_rate g
///                w = w + v,  or with nesterov  w = w + momentum v - learning_rate g
class Sgd : public Optimizer {
 public:
  explicit Sgd(const SgdArguments& arguments = {})
      : Optimizer(arguments.learning_rate), momentum_(arguments.momentum), nesterov_(arguments.nesterov) {}

  const char* name() const override { return "sgd"; }
  void update(float* parameters, std::span<float* const> gradients, std::size_t first, std::size_t last) override;

 protected:
  std::vector<std::string> state_names() const override;

 private:
  double momentum_;
  bool nesterov_;
};

}  // namespace constnet::runtime
