// Forward and backward of a dense layer.
#include "reference/dense.hpp"

#include "reference/affine.hpp"

namespace constnet::reference {

Dense::Dense(int inputs, int units, bool use_bias)
    : kernel_(static_cast<std::size_t>(inputs), static_cast<std::size_t>(units)),
      bias_(static_cast<std::size_t>(use_bias ? units : 0)),
      inputs_(0, 0) {}

std::vector<ParameterTensor> Dense::tensors() const {
  const int inputs = static_cast<int>(kernel_.rows);
  const int units = static_cast<int>(kernel_.columns);
  std::vector<ParameterTensor> tensors{{"kernel", {inputs, units}}};
  if (!bias_.empty()) tensors.push_back({"bias", {units}});
  return tensors;
}

void Dense::set_parameters(std::span<const double> values) { split_parameters(values, kernel_, bias_); }

Batch Dense::forward(const Batch& inputs) {
  inputs_ = Matrix(static_cast<std::size_t>(inputs.count), kernel_.rows, inputs.values);
  Batch outputs(output_shape(), inputs.count);
  outputs.values = multiply_and_add_bias(inputs_, kernel_, bias_).values;
  return outputs;
}

Batch Dense::backward(const Batch& d_outputs, std::span<double> d_parameters) {
  const Matrix d_rows(inputs_.rows, kernel_.columns, d_outputs.values);
  add_parameter_gradients(inputs_, d_rows, d_parameters);
  Batch d_inputs(Shape{static_cast<int>(kernel_.rows)}, d_outputs.count);
  d_inputs.values = product_transposed_right(d_rows, kernel_).values;
  return d_inputs;
}

}  // namespace constnet::reference
