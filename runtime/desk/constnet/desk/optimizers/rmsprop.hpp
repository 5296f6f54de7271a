// RMSprop: gradients divided by the root of their mean square.
#pragma once

#include "constnet/desk/optimizers/optimizer.hpp"

namespace constnet::runtime {

/// Arguments of RMSprop, with Keras 3's names and defaults.
struct RmspropArguments {
  double learning_rate = 0.001;
  double rho = 0.9;
  double momentum = 0;
  double epsilon = 1e-7;
  bool centered = false;
};

/// For the gradient g of parameter w, in float (keras/src/optimizers/rmsprop.py):
///   v = rho v + (1 - rho) g^2
///   a = rho a + (1 - rho) g                                    (centered only)
///   step = learning_rate g / sqrt(v - a^2 + epsilon)           (a = 0 if not centered)
///   m = momentum m + step,  w = w - m                          (w = w - step if momentum is 0)
/// Keras 2 and most textbooks have epsilon outside the root.
class Rmsprop : public Optimizer {
 public:
  explicit Rmsprop(const RmspropArguments& arguments = {})
      : Optimizer(arguments.learning_rate), arguments_(arguments) {}

  const char* name() const override { return "rmsprop"; }
  void update(float* parameters, std::span<float* const> gradients, std::size_t first, std::size_t last) override;

 protected:
  std::vector<std::string> state_names() const override;

 private:
  RmspropArguments arguments_;
};

}  // namespace constnet::runtime
