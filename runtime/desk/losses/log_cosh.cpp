// Log-cosh, element by element.
#include "constnet/desk/losses/log_cosh.hpp"

#include <cmath>
#include <numbers>

#include "rows.hpp"

namespace constnet::runtime {

double LogCosh::evaluate(const Outputs& outputs, const Targets& targets, float scale, float* gradient) const {
  return evaluate_elements(outputs, targets, scale, gradient, Over::mean, [](double y, double p) {
    // e + softplus(-2 e) - log 2 of |e|: cosh itself would overflow.
    const double e = std::abs(p - y);
    return Term{e + std::log1p(std::exp(-2 * e)) - std::numbers::ln2, std::tanh(p - y)};
  });
}

}  // namespace constnet::runtime
