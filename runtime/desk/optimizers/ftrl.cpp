// Ftrl: its state, and its factors for the loop.
#include "constnet/desk/optimizers/ftrl.hpp"

#include "optimizer_kernels.hpp"

namespace constnet::runtime {

std::vector<std::string> Ftrl::state_names() const { return {"accumulator", "linear"}; }

void Ftrl::update(float* parameters, std::span<float* const> gradients, std::size_t first, std::size_t last) {
  ftrl_update(
      {parameters, gradients, first, last},
      {.learning_rate = static_cast<float>(learning_rate()),
       .l1 = static_cast<float>(arguments_.l1_regularization_strength),
       .twice_l2 = static_cast<float>(2 * arguments_.l2_regularization_strength + arguments_.beta / learning_rate()),
       .twice_shrinkage = static_cast<float>(2 * arguments_.l2_shrinkage_regularization_strength),
       .accumulator = state(0),
       .linear = state(1)});
}

}  // namespace constnet::runtime
