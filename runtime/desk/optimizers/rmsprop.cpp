// RMSprop: its state, and its arguments as floats for the loop.
#include "constnet/desk/optimizers/rmsprop.hpp"

#include "optimizer_kernels.hpp"

namespace constnet::runtime {

std::vector<std::string> Rmsprop::state_names() const {
  std::vector<std::string> names = {"velocity"};
  if (arguments_.momentum != 0) names.push_back("momentum");
  if (arguments_.centered) names.push_back("average_gradient");
  return names;
}

void Rmsprop::update(float* parameters, std::span<float* const> gradients, std::size_t first, std::size_t last) {
  const bool has_momentum = arguments_.momentum != 0;
  rmsprop_update({parameters, gradients, first, last},
                 {.learning_rate = static_cast<float>(learning_rate()),
                  .rho = static_cast<float>(arguments_.rho),
                  .one_minus_rho = static_cast<float>(1 - arguments_.rho),
                  .momentum = static_cast<float>(arguments_.momentum),
                  .epsilon = static_cast<float>(arguments_.epsilon),
                  .mean_square = state(0),
                  .mean_gradient = arguments_.centered ? state(has_momentum ? 2 : 1) : nullptr,
                  .momentum_sum = has_momentum ? state(1) : nullptr});
}

}  // namespace constnet::runtime
