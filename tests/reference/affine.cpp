// Rows times a kernel plus a bias, and the gradient of both.
#include "reference/affine.hpp"

#include <algorithm>
#include <cassert>

namespace constnet::reference {

void split_parameters(std::span<const double> values, Matrix& kernel, std::vector<double>& bias) {
  assert(values.size() == kernel.values.size() + bias.size());
  const auto kernel_values = values.first(kernel.values.size());
  const auto bias_values = values.last(bias.size());
  std::copy(kernel_values.begin(), kernel_values.end(), kernel.values.begin());
  std::copy(bias_values.begin(), bias_values.end(), bias.begin());
}

Matrix multiply_and_add_bias(const Matrix& rows, const Matrix& kernel, const std::vector<double>& bias) {
  Matrix outputs = product(rows, kernel);
  for (std::size_t i = 0; i < outputs.rows; ++i) {
    for (std::size_t j = 0; j < bias.size(); ++j) outputs.at(i, j) += bias[j];
  }
  return outputs;
}

void add_parameter_gradients(const Matrix& rows, const Matrix& d_outputs, std::span<double> d_parameters) {
  const Matrix d_kernel = product_transposed_left(rows, d_outputs);
  for (std::size_t i = 0; i < d_kernel.values.size(); ++i) d_parameters[i] += d_kernel.values[i];
  if (d_parameters.size() == d_kernel.values.size()) return;
  assert(d_parameters.size() == (rows.columns + 1) * d_outputs.columns);
  const auto d_bias = d_parameters.last(d_outputs.columns);
  for (std::size_t i = 0; i < d_outputs.rows; ++i) {
    for (std::size_t j = 0; j < d_outputs.columns; ++j) d_bias[j] += d_outputs.at(i, j);
  }
}

}  // namespace constnet::reference
