// Adagrad: its state, and its factors for the loop.
#include "constnet/desk/optimizers/adagrad.hpp"

#include "optimizer_kernels.hpp"

namespace constnet::runtime {

std::vector<std::string> Adagrad::state_names() const { return {"accumulator"}; }

void Adagrad::update(float* parameters, std::span<float* const> gradients, std::size_t first, std::size_t last) {
  adagrad_update({parameters, gradients, first, last}, {.learning_rate = static_cast<float>(learning_rate()),
                                                        .epsilon = static_cast<float>(arguments_.epsilon),
                                                        .accumulator = state(0)});
}

}  // namespace constnet::runtime
