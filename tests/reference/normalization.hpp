// BatchNormalization, in prediction and in training.
#pragma once

#include <constnet/dsl.hpp>

#include "reference/layer.hpp"

namespace constnet::reference {

/// (x - mean) / sqrt(variance + epsilon) * gamma + beta for each channel; mean and variance are those of the batch in
/// training, unless the layer is not trained, and else parameters, moving_mean and moving_variance.
class Normalization final : public Layer {
 public:
  Normalization(Shape shape, const constnet::BatchNormalization& layer)
      : shape_(shape), layer_(layer), centered_(shape, 0) {}

  Shape output_shape() const override { return shape_; }
  std::vector<ParameterTensor> tensors() const override;
  void set_parameters(std::span<const double> values) override;
  Batch forward(const Batch& inputs) override;
  Batch forward_in_training(const Batch& inputs, const Numbers& numbers) override;
  Batch backward(const Batch& d_outputs, std::span<double> d_parameters) override;

  /// Of the last forward, one for each channel.
  const std::vector<double>& mean() const { return mean_; }
  const std::vector<double>& variance() const { return variance_; }

 private:
  std::size_t channels() const { return static_cast<std::size_t>(shape_.channels); }
  Batch normalized(const Batch& inputs);

  Shape shape_;
  constnet::BatchNormalization layer_;
  std::vector<double> gamma_, beta_, moving_mean_, moving_variance_;
  bool of_batch_ = false;
  std::vector<double> mean_, variance_;
  Batch centered_;  // x_hat of the last forward
};

}  // namespace constnet::reference
