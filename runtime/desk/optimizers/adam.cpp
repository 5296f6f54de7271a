// Adam: its state, and its factors for the loop.
#include "constnet/desk/optimizers/adam.hpp"

#include <cmath>

#include "optimizer_kernels.hpp"

namespace constnet::runtime {

std::vector<std::string> Adam::state_names() const {
  std::vector<std::string> names = {"momentum", "velocity"};
  if (arguments_.amsgrad) names.push_back("velocity_hat");
  return names;
}

void Adam::update(float* parameters, std::span<float* const> gradients, std::size_t first, std::size_t last) {
  const auto t = static_cast<double>(iterations());
  const double alpha =
      learning_rate() * std::sqrt(1 - std::pow(arguments_.beta_2, t)) / (1 - std::pow(arguments_.beta_1, t));
  adam_update({parameters, gradients, first, last}, {.alpha = static_cast<float>(alpha),
                                                     .one_minus_beta_1 = static_cast<float>(1 - arguments_.beta_1),
                                                     .one_minus_beta_2 = static_cast<float>(1 - arguments_.beta_2),
                                                     .epsilon = static_cast<float>(arguments_.epsilon),
                                                     .mean = state(0),
                                                     .mean_square = state(1),
                                                     .largest = arguments_.amsgrad ? state(2) : nullptr});
}

}  // namespace constnet::runtime
