// Huber loss, element by element.
#include "constnet/desk/losses/huber.hpp"

#include <cmath>
#include <string>

#include "constnet/desk/base/error.hpp"
#include "rows.hpp"

namespace constnet::runtime {

Huber::Huber(const HuberArguments& arguments) : arguments_(arguments) {
  if (!(arguments.delta > 0)) {
    throw Error("huber: found delta " + std::to_string(arguments.delta) + ", expected more than 0");
  }
}

double Huber::evaluate(const Outputs& outputs, const Targets& targets, float scale, float* gradient) const {
  return evaluate_elements(outputs, targets, scale, gradient, Over::mean,
                           [delta = arguments_.delta](double y, double p) {
                             const double e = p - y;
                             if (std::abs(e) <= delta) return Term{e * e / 2, e};
                             return Term{delta * std::abs(e) - delta * delta / 2, std::copysign(delta, e)};
                           });
}

}  // namespace constnet::runtime
