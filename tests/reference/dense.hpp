// A dense layer: every output reads every input.
#pragma once

#include "reference/layer.hpp"
#include "reference/matrix.hpp"

namespace constnet::reference {

/// outputs = inputs kernel + bias, if it has one. Kernel (input, unit).
class Dense final : public Layer {
 public:
  Dense(int inputs, int units, bool use_bias = true);

  Shape output_shape() const override { return Shape{static_cast<int>(kernel_.columns)}; }
  std::vector<ParameterTensor> tensors() const override;
  void set_parameters(std::span<const double> values) override;
  Batch forward(const Batch& inputs) override;
  Batch backward(const Batch& d_outputs, std::span<double> d_parameters) override;

 private:
  Matrix kernel_;
  std::vector<double> bias_;
  Matrix inputs_;
};

}  // namespace constnet::reference
