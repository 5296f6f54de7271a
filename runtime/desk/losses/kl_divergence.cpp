// Kullback-Leibler divergence, element by element.
#include "constnet/desk/losses/kl_divergence.hpp"

#include <cmath>

#include "rows.hpp"

namespace constnet::runtime {

double KLDivergence::evaluate(const Outputs& outputs, const Targets& targets, float scale, float* gradient) const {
  return evaluate_elements(outputs, targets, scale, gradient, Over::sum, [](double y, double p) {
    const double from = clip(y, 1).value;
    const Clipped to = clip(p, 1);
    return Term{from * std::log(from / to.value), to.inside ? -from / to.value : 0};
  });
}

}  // namespace constnet::runtime
