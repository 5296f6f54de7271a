// SGD: its state, and its arguments as floats for the loop.
#include "constnet/desk/optimizers/sgd.hpp"

#include "optimizer_kernels.hpp"

namespace constnet::runtime {

std::vector<std::string> Sgd::state_names() const {
  if (momentum_ == 0) return {};
  return {"momentum"};
}

void Sgd::update(float* parameters, std::span<float* const> gradients, std::size_t first, std::size_t last) {
  sgd_update({parameters, gradients, first, last}, {.learning_rate = static_cast<float>(learning_rate()),
                                                    .momentum = static_cast<float>(momentum_),
                                                    .nesterov = nesterov_,
                                                    .velocity = momentum_ == 0 ? nullptr : state(0)});
}

}  // namespace constnet::runtime
