// Adamax: its state, and its factors for the loop.
#include "constnet/desk/optimizers/adamax.hpp"

#include <cmath>

#include "optimizer_kernels.hpp"

namespace constnet::runtime {

std::vector<std::string> Adamax::state_names() const { return {"momentum", "norm"}; }

void Adamax::update(float* parameters, std::span<float* const> gradients, std::size_t first, std::size_t last) {
  const auto t = static_cast<double>(iterations());
  adamax_update({parameters, gradients, first, last},
                {.learning_rate = static_cast<float>(learning_rate()),
                 .one_minus_beta_1 = static_cast<float>(1 - arguments_.beta_1),
                 .beta_2 = static_cast<float>(arguments_.beta_2),
                 .epsilon = static_cast<float>(arguments_.epsilon),
                 .correction = static_cast<float>(1 - std::pow(arguments_.beta_1, t)),
                 .mean = state(0),
                 .norm = state(1)});
}

}  // namespace constnet::runtime
