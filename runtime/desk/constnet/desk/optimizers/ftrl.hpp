// Ftrl: follows the regularized leader, which makes parameters that do not help exactly zero.
#pragma once

#include "constnet/desk/optimizers/optimizer.hpp"

namespace constnet::runtime {

/// Arguments of Ftrl, with Keras 3's names and defaults.
struct FtrlArguments {
  double learning_rate = 0.001;
  double initial_accumulator_value = 0.1;
  double l1_regularization_strength = 0;
  double l2_regularization_strength = 0;
  double l2_shrinkage_regularization_strength = 0;
  double beta = 0;
};

/// For the gradient g of parameter w at iteration t = 1, 2, ..., in float (keras/src/optimizers/ftrl.py):
///   n' = n + g^2                                    (n starts as initial_accumulator_value)
///   z = z + g + 2 l2_shrinkage w - (sqrt(n') - sqrt(n)) / learning_rate w
///   w = (clip(z, -l1, l1) - z) / (sqrt(n') / learning_rate + 2 l2 + beta / learning_rate),  n = n'
///   The learning_rate_power of Keras is -0.5 here.
class Ftrl : public Optimizer {
 public:
  explicit Ftrl(const FtrlArguments& arguments = {}) : Optimizer(arguments.learning_rate), arguments_(arguments) {}

  const char* name() const override { return "ftrl"; }
  void update(float* parameters, std::span<float* const> gradients, std::size_t first, std::size_t last) override;

 protected:
  std::vector<std::string> state_names() const override;
  double initial_state_value(std::size_t index) const override {
    return index == 0 ? arguments_.initial_accumulator_value : 0;
  }

 private:
  FtrlArguments arguments_;
};

}  // namespace constnet::runtime
