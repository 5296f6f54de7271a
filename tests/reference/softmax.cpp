// Forward and backward of softmax.
#include "reference/softmax.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace constnet::reference {

Batch Softmax::forward(const Batch& inputs) {
  outputs_ = inputs;
  const auto channels = static_cast<std::size_t>(shape_.channels);
  for (std::size_t begin = 0; begin < outputs_.values.size(); begin += channels) {
    const std::span<double> pixel = std::span(outputs_.values).subspan(begin, channels);
    const double largest = *std::max_element(pixel.begin(), pixel.end());
    for (double& value : pixel) value = std::exp(value - largest);
    const double sum = std::accumulate(pixel.begin(), pixel.end(), 0.0);
    for (double& value : pixel) value /= sum;
  }
  return outputs_;
}

Batch Softmax::backward(const Batch& d_outputs, std::span<double>) {
  Batch d_inputs = d_outputs;
  const auto channels = static_cast<std::size_t>(shape_.channels);
  for (std::size_t begin = 0; begin < d_inputs.values.size(); begin += channels) {
    double sum = 0;
    for (std::size_t i = begin; i < begin + channels; ++i) sum += outputs_.values[i] * d_outputs.values[i];
    for (std::size_t i = begin; i < begin + channels; ++i) {
      d_inputs.values[i] = outputs_.values[i] * (d_outputs.values[i] - sum);
    }
  }
  return d_inputs;
}

}  // namespace constnet::reference
