// Mean absolute error, element by element.
#include "constnet/desk/losses/mean_absolute_error.hpp"

#include <cmath>

#include "rows.hpp"

namespace constnet::runtime {

double MeanAbsoluteError::evaluate(const Outputs& outputs, const Targets& targets, float scale, float* gradient) const {
  return evaluate_elements(outputs, targets, scale, gradient, Over::mean, [](double y, double p) {
    return Term{std::abs(p - y), static_cast<double>((p > y) - (p < y))};
  });
}

}  // namespace constnet::runtime
