// The penalty, its gradient, and how far values are from the bend of |x|.
#include "reference/penalty.hpp"

#include <algorithm>
#include <cmath>

namespace constnet::reference {

Batch Penalty::forward(const Batch& inputs) {
  inputs_ = inputs;
  return inputs;
}

double Penalty::penalty() const {
  double sum = 0;
  for (const double x : inputs_.values) sum += l1_ * std::abs(x) + l2_ * x * x;
  return scale_ * sum;
}

Batch Penalty::backward(const Batch& d_outputs, std::span<double>) {
  Batch d_inputs = d_outputs;
  for (std::size_t i = 0; i < d_inputs.values.size(); ++i) {
    const double x = inputs_.values[i];
    const double sign = x > 0 ? 1 : x < 0 ? -1 : 0;
    d_inputs.values[i] += scale_ * (l1_ * sign + 2 * l2_ * x);
  }
  return d_inputs;
}

/// Values that are 0 come from a relu, which has a margin of its own.
double Penalty::smallest_margin(int image, const Layer*) const {
  double margin = std::numeric_limits<double>::infinity();
  if (l1_ == 0) return margin;
  const std::size_t size = inputs_.size_of_one();
  for (std::size_t i = static_cast<std::size_t>(image) * size; i < (static_cast<std::size_t>(image) + 1) * size; ++i) {
    if (inputs_.values[i] != 0) margin = std::min(margin, 2 * std::abs(inputs_.values[i]));
  }
  return margin;
}

}  // namespace constnet::reference
