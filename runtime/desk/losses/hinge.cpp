// Hinge loss, element by element.
#include "constnet/desk/losses/hinge.hpp"

#include "rows.hpp"

namespace constnet::runtime {

double Hinge::evaluate(const Outputs& outputs, const Targets& targets, float scale, float* gradient) const {
  return evaluate_elements(outputs, targets, scale, gradient, Over::mean, [](double y, double p) {
    if (y == 0) y = -1;
    const double margin = 1 - y * p;
    return margin <= 0 ? Term{0, 0} : Term{margin, -y};
  });
}

}  // namespace constnet::runtime
