// What a convolution and a dense layer share: rows times a kernel, plus a bias.
#pragma once

#include <span>
#include <vector>

#include "reference/matrix.hpp"

namespace constnet::reference {

/// The kernel's values come first, then the bias.
void split_parameters(std::span<const double> values, Matrix& kernel, std::vector<double>& bias);

/// rows kernel + bias, the bias added to each row; an empty one stands for none.
Matrix multiply_and_add_bias(const Matrix& rows, const Matrix& kernel, const std::vector<double>& bias);

/// Adds (transpose of rows) d_outputs to the first entries of `d_parameters`, and to the others the sum of d_outputs
/// over its rows, where there are others.
void add_parameter_gradients(const Matrix& rows, const Matrix& d_outputs, std::span<double> d_parameters);

}  // namespace constnet::reference
