// Adadelta: steps as large as the steps before them.
#pragma once

#include "constnet/desk/optimizers/optimizer.hpp"

namespace constnet::runtime {

/// Arguments of Adadelta, with Keras 3's names and defaults.
struct AdadeltaArguments {
  double learning_rate = 0.001;  ///< Keras 2 and the paper have 1
  double rho = 0.95;
  double epsilon = 1e-7;
};

/// For the gradient g of parameter w at iteration t = 1, 2, ..., in float (keras/src/optimizers/adadelta.py):
///   a = rho a + (1 - rho) g^2
///   x = -sqrt(d + epsilon) / sqrt(a + epsilon) g
///   d = rho d + (1 - rho) x^2
///   w = w + learning_rate x
class Adadelta : public Optimizer {
 public:
  explicit Adadelta(const AdadeltaArguments& arguments = {})
      : Optimizer(arguments.learning_rate), arguments_(arguments) {}

  const char* name() const override { return "adadelta"; }
  void update(float* parameters, std::span<float* const> gradients, std::size_t first, std::size_t last) override;

 protected:
  std::vector<std::string> state_names() const override;

 private:
  AdadeltaArguments arguments_;
};

}  // namespace constnet::runtime
