// Products of matrices; the inner loops run along rows so that a compiler can make them quick.
#include "reference/matrix.hpp"

#include <cassert>

namespace constnet::reference {

Matrix product(const Matrix& a, const Matrix& b) {
  assert(a.columns == b.rows);
  Matrix result(a.rows, b.columns);
  for (std::size_t i = 0; i < a.rows; ++i) {
    for (std::size_t k = 0; k < a.columns; ++k) {
      const double factor = a.at(i, k);
      const double* from = b.values.data() + k * b.columns;
      double* to = result.values.data() + i * result.columns;
      for (std::size_t j = 0; j < b.columns; ++j) to[j] += factor * from[j];
    }
  }
  return result;
}

Matrix product_transposed_left(const Matrix& a, const Matrix& b) {
  assert(a.rows == b.rows);
  Matrix result(a.columns, b.columns);
  for (std::size_t i = 0; i < a.rows; ++i) {
    for (std::size_t k = 0; k < a.columns; ++k) {
      const double factor = a.at(i, k);
      const double* from = b.values.data() + i * b.columns;
      double* to = result.values.data() + k * result.columns;
      for (std::size_t j = 0; j < b.columns; ++j) to[j] += factor * from[j];
    }
  }
  return result;
}

Matrix product_transposed_right(const Matrix& a, const Matrix& b) {
  assert(a.columns == b.columns);
  Matrix transposed(b.columns, b.rows);
  for (std::size_t i = 0; i < b.rows; ++i) {
    for (std::size_t j = 0; j < b.columns; ++j) transposed.at(j, i) = b.at(i, j);
  }
  return product(a, transposed);
}

}  // namespace constnet::reference
