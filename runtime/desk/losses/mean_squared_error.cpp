// Mean squared error, element by element.
#include "constnet/desk/losses/mean_squared_error.hpp"

#include "rows.hpp"

namespace constnet::runtime {

double MeanSquaredError::evaluate(const Outputs& outputs, const Targets& targets, float scale, float* gradient) const {
  return evaluate_elements(outputs, targets, scale, gradient, Over::mean,
                           [](double y, double p) { return Term{(p - y) * (p - y), 2 * (p - y)}; });
}

}  // namespace constnet::runtime
