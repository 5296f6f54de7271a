// Poisson loss, element by element.
#include "constnet/desk/losses/poisson.hpp"

#include <cmath>

#include "rows.hpp"

namespace constnet::runtime {

double Poisson::evaluate(const Outputs& outputs, const Targets& targets, float scale, float* gradient) const {
  return evaluate_elements(outputs, targets, scale, gradient, Over::mean, [](double y, double p) {
    constexpr double epsilon = smallest_probability;
    return Term{p - y * std::log(p + epsilon), 1 - y / (p + epsilon)};
  });
}

}  // namespace constnet::runtime
