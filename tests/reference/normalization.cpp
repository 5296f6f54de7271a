// Forward and backward of BatchNormalization, from the formulas.
#include "reference/normalization.hpp"

#include <cmath>

namespace constnet::reference {

std::vector<ParameterTensor> Normalization::tensors() const {
  std::vector<ParameterTensor> tensors;
  if (layer_.scale) tensors.push_back({"gamma", {shape_.channels}});
  if (layer_.center) tensors.push_back({"beta", {shape_.channels}});
  tensors.push_back({"moving_mean", {shape_.channels}, false});
  tensors.push_back({"moving_variance", {shape_.channels}, false});
  return tensors;
}

void Normalization::set_parameters(std::span<const double> values) {
  const auto take = [&](bool there, double otherwise) {
    std::vector<double> tensor(channels(), otherwise);
    if (!there) return tensor;
    tensor.assign(values.begin(), values.begin() + shape_.channels);
    values = values.subspan(channels());
    return tensor;
  };
  gamma_ = take(layer_.scale, 1);
  beta_ = take(layer_.center, 0);
  moving_mean_ = take(true, 0);
  moving_variance_ = take(true, 1);
}

Batch Normalization::normalized(const Batch& inputs) {
  centered_ = inputs;
  Batch outputs = inputs;
  for (std::size_t i = 0; i < inputs.values.size(); ++i) {
    const std::size_t c = i % channels();
    centered_.values[i] = (inputs.values[i] - mean_[c]) / std::sqrt(variance_[c] + layer_.epsilon.value());
    outputs.values[i] = centered_.values[i] * gamma_[c] + beta_[c];
  }
  return outputs;
}

Batch Normalization::forward(const Batch& inputs) {
  of_batch_ = false;
  mean_ = moving_mean_;
  variance_ = moving_variance_;
  return normalized(inputs);
}

Batch Normalization::forward_in_training(const Batch& inputs, const Numbers&) {
  if (!layer_.trainable) return forward(inputs);
  of_batch_ = true;
  const double share = static_cast<double>(channels()) / static_cast<double>(inputs.values.size());
  mean_.assign(channels(), 0);
  variance_.assign(channels(), 0);
  for (std::size_t i = 0; i < inputs.values.size(); ++i) mean_[i % channels()] += inputs.values[i] * share;
  for (std::size_t i = 0; i < inputs.values.size(); ++i) {
    const double distance = inputs.values[i] - mean_[i % channels()];
    variance_[i % channels()] += distance * distance * share;
  }
  return normalized(inputs);
}

Batch Normalization::backward(const Batch& d_outputs, std::span<double> d_parameters) {
  std::vector<double> d_gamma(channels());
  std::vector<double> d_beta(channels());
  for (std::size_t i = 0; i < d_outputs.values.size(); ++i) {
    d_gamma[i % channels()] += d_outputs.values[i] * centered_.values[i];
    d_beta[i % channels()] += d_outputs.values[i];
  }
  std::size_t at = 0;
  for (std::size_t c = 0; layer_.scale && c < channels(); ++c) d_parameters[at++] += d_gamma[c];
  for (std::size_t c = 0; layer_.center && c < channels(); ++c) d_parameters[at++] += d_beta[c];
  const double share = static_cast<double>(channels()) / static_cast<double>(d_outputs.values.size());
  Batch d_inputs = d_outputs;
  for (std::size_t i = 0; i < d_inputs.values.size(); ++i) {
    const std::size_t c = i % channels();
    if (of_batch_) d_inputs.values[i] -= share * (d_beta[c] + centered_.values[i] * d_gamma[c]);
    d_inputs.values[i] *= gamma_[c] / std::sqrt(variance_[c] + layer_.epsilon.value());
  }
  return d_inputs;
}

}  // namespace constnet::reference
