// Adadelta: its state, and its factors for the loop.
#include "constnet/desk/optimizers/adadelta.hpp"

#include "optimizer_kernels.hpp"

namespace constnet::runtime {

std::vector<std::string> Adadelta::state_names() const { return {"accumulated_grad", "accumulated_delta_var"}; }

void Adadelta::update(float* parameters, std::span<float* const> gradients, std::size_t first, std::size_t last) {
  adadelta_update({parameters, gradients, first, last}, {.learning_rate = static_cast<float>(learning_rate()),
                                                         .rho = static_cast<float>(arguments_.rho),
                                                         .one_minus_rho = static_cast<float>(1 - arguments_.rho),
                                                         .epsilon = static_cast<float>(arguments_.epsilon),
                                                         .mean_square = state(0),
                                                         .mean_square_step = state(1)});
}

}  // namespace constnet::runtime
