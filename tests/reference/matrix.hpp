// A matrix of doubles and its three products, as plain loops.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace constnet::reference {

/// Row-major.
struct Matrix {
  Matrix(std::size_t row_count, std::size_t column_count)
      : rows(row_count), columns(column_count), values(row_count * column_count) {}

  Matrix(std::size_t row_count, std::size_t column_count, std::vector<double> content)
      : rows(row_count), columns(column_count), values(std::move(content)) {}

  double& at(std::size_t row, std::size_t column) { return values[row * columns + column]; }
  double at(std::size_t row, std::size_t column) const { return values[row * columns + column]; }

  std::size_t rows;
  std::size_t columns;
  std::vector<double> values;
};

/// a b
Matrix product(const Matrix& a, const Matrix& b);

/// (transpose of a) b
Matrix product_transposed_left(const Matrix& a, const Matrix& b);

/// a (transpose of b)
Matrix product_transposed_right(const Matrix& a, const Matrix& b);

}  // namespace constnet::reference
