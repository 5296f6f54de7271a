// Binary cross-entropy, element by element, from probabilities or from logits.
#include "constnet/desk/losses/binary_crossentropy.hpp"

#include <cmath>

#include "rows.hpp"

namespace constnet::runtime {
namespace {

Term from_logit(double y, double x) {
  // max(x, 0) - x y + log(1 + e^-|x|): neither overflows nor cancels.
  const double loss = (x > 0 ? x : 0) - x * y + std::log1p(std::exp(-std::abs(x)));
  return {loss, 1 / (1 + std::exp(-x)) - y};
}

Term from_probability(double y, double probability) {
  const Clipped p = clip(probability);
  const double loss = -y * std::log(p.value) - (1 - y) * std::log1p(-p.value);
  return {loss, p.inside ? (p.value - y) / (p.value * (1 - p.value)) : 0};
}

}  // namespace

BinaryCrossentropy::BinaryCrossentropy(const BinaryCrossentropyArguments& arguments) : arguments_(arguments) {
  check_label_smoothing(arguments.label_smoothing);
}

double BinaryCrossentropy::evaluate(const Outputs& outputs, const Targets& targets, float scale,
                                    float* gradient) const {
  const auto [from_logits, smoothing] = arguments_;
  return evaluate_elements(outputs, targets, scale, gradient, Over::mean,
                           [logits = from_logits, smoothing = smoothing](double y, double p) {
                             y = y * (1 - smoothing) + smoothing / 2;
                             return logits ? from_logit(y, p) : from_probability(y, p);
                           });
}

}  // namespace constnet::runtime
