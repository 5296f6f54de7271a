// Nadam: its state, and its factors for the loop.
#include "constnet/desk/optimizers/nadam.hpp"

#include <cmath>

#include "optimizer_kernels.hpp"

namespace constnet::runtime {
namespace {

double momentum_at(double beta_1, double t) { return beta_1 * (1 - 0.5 * std::pow(0.96, t)); }

// The product of momentum_at(1 ... t). Below 1e-20 it no longer counts beside 1.
double momentum_product(double beta_1, std::int64_t t) {
  double product = 1;
  for (std::int64_t k = 1; k <= t && product > 1e-20; ++k) product *= momentum_at(beta_1, static_cast<double>(k));
  return product;
}

}  // namespace

std::vector<std::string> Nadam::state_names() const { return {"momentum", "velocity"}; }

void Nadam::update(float* parameters, std::span<float* const> gradients, std::size_t first, std::size_t last) {
  const auto t = static_cast<double>(iterations());
  const double present = momentum_at(arguments_.beta_1, t);
  const double next = momentum_at(arguments_.beta_1, t + 1);
  const double product = momentum_product(arguments_.beta_1, iterations());
  nadam_update({parameters, gradients, first, last},
               {.learning_rate = static_cast<float>(learning_rate()),
                .one_minus_beta_1 = static_cast<float>(1 - arguments_.beta_1),
                .one_minus_beta_2 = static_cast<float>(1 - arguments_.beta_2),
                .epsilon = static_cast<float>(arguments_.epsilon),
                .mean_factor = static_cast<float>(next / (1 - product * next)),
                .gradient_factor = static_cast<float>((1 - present) / (1 - product)),
                .correction = static_cast<float>(1 - std::pow(arguments_.beta_2, t)),
                .mean = state(0),
                .mean_square = state(1)});
}

}  // namespace constnet::runtime
