// Forward and backward of relu.
#include "reference/relu.hpp"

#include <algorithm>
#include <cmath>

#include "reference/max_pooling.hpp"

namespace constnet::reference {

Batch Relu::forward(const Batch& inputs) {
  inputs_ = inputs;
  Batch outputs = inputs;
  for (double& value : outputs.values) value = std::max(value, 0.0);
  return outputs;
}

Batch Relu::backward(const Batch& d_outputs, std::span<double>) {
  Batch d_inputs = d_outputs;
  for (std::size_t i = 0; i < d_inputs.values.size(); ++i) {
    if (!(inputs_.values[i] > 0)) d_inputs.values[i] = 0;
  }
  return d_inputs;
}

double Relu::smallest_margin(int image, const Layer* next) const {
  if (const auto* pooling = dynamic_cast<const MaxPooling*>(next)) return pooling->smallest_winner(inputs_, image);
  double margin = std::numeric_limits<double>::infinity();
  const std::size_t size = inputs_.size_of_one();
  for (std::size_t i = image * size; i < (image + 1) * size; ++i) {
    margin = std::min(margin, std::abs(inputs_.values[i]));
  }
  return margin;
}

}  // namespace constnet::reference
