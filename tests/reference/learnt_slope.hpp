// PReLU: relu with a parameter for the slope below zero.
#pragma once

#include <algorithm>
#include <cmath>
#include <constnet/dsl/prelu.hpp>

#include "reference/layer.hpp"

namespace constnet::reference {

/// x where x > 0, else alpha * x, alpha of the place that shared axes leave. The derivative at 0 is 0, as in Keras.
class LearntSlope final : public Layer {
 public:
  LearntSlope(Shape shape, const constnet::PReLU& layer)
      : shape_(shape), alpha_shape_(alpha_shape(layer, shape)), inputs_(shape, 0) {}

  Shape output_shape() const override { return shape_; }

  std::vector<ParameterTensor> tensors() const override {
    if (alpha_shape_.rank == 1) return {{"alpha", {alpha_shape_.channels}}};
    return {{"alpha", {alpha_shape_.height, alpha_shape_.width, alpha_shape_.channels}}};
  }

  void set_parameters(std::span<const double> values) override { alpha_.assign(values.begin(), values.end()); }

  Batch forward(const Batch& inputs) override {
    inputs_ = inputs;
    Batch outputs = inputs;
    for (std::size_t i = 0; i < outputs.values.size(); ++i) {
      if (inputs.values[i] <= 0) outputs.values[i] *= alpha_[alpha_of(i)];
    }
    return outputs;
  }

  Batch backward(const Batch& d_outputs, std::span<double> d_parameters) override {
    Batch d_inputs = d_outputs;
    for (std::size_t i = 0; i < d_inputs.values.size(); ++i) {
      const double x = inputs_.values[i];
      if (x > 0) continue;
      d_parameters[alpha_of(i)] += d_outputs.values[i] * x;
      d_inputs.values[i] *= x < 0 ? alpha_[alpha_of(i)] : 0;
    }
    return d_inputs;
  }

  double smallest_margin(int image, const Layer*) const override {
    double margin = std::numeric_limits<double>::infinity();
    const std::size_t size = inputs_.size_of_one();
    for (std::size_t i = image * size; i < (image + 1) * size; ++i) {
      margin = std::min(margin, std::abs(inputs_.values[i]));
    }
    return margin;
  }

 private:
  /// The place in alpha of value `index` of a batch.
  std::size_t alpha_of(std::size_t index) const {
    const auto of = [](int length) { return static_cast<std::size_t>(length); };
    const std::size_t channel = index % of(shape_.channels);
    const std::size_t column = index / of(shape_.channels) % of(shape_.width);
    const std::size_t row = index / of(shape_.channels) / of(shape_.width) % of(shape_.height);
    return (row % of(alpha_shape_.height) * of(alpha_shape_.width) + column % of(alpha_shape_.width)) *
               of(alpha_shape_.channels) +
           channel % of(alpha_shape_.channels);
  }

  Shape shape_;
  Shape alpha_shape_;
  std::vector<double> alpha_;
  Batch inputs_;
};

}  // namespace constnet::reference
