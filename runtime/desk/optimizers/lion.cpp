// Lion: its state, and its factors for the loop.
#include "constnet/desk/optimizers/lion.hpp"

#include "optimizer_kernels.hpp"

namespace constnet::runtime {

std::vector<std::string> Lion::state_names() const { return {"momentum"}; }

void Lion::update(float* parameters, std::span<float* const> gradients, std::size_t first, std::size_t last) {
  lion_update({parameters, gradients, first, last}, {.learning_rate = static_cast<float>(learning_rate()),
                                                     .beta_1 = static_cast<float>(arguments_.beta_1),
                                                     .one_minus_beta_1 = static_cast<float>(1 - arguments_.beta_1),
                                                     .beta_2 = static_cast<float>(arguments_.beta_2),
                                                     .one_minus_beta_2 = static_cast<float>(1 - arguments_.beta_2),
                                                     .mean = state(0)});
}

}  // namespace constnet::runtime
