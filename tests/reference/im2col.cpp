// im2col and col2im visit the same pairs of places; they differ in the direction of the copy.
#include "reference/im2col.hpp"

#include <cassert>

namespace constnet::reference {
namespace {

/// Calls visit(row of the matrix, column of the matrix, index in the images) for each pair that is inside an image.
template <typename Visit>
void for_each_pair(const Batch& images, const Window& window, Visit visit) {
  const Shape shape = images.shape;
  const Places rows = window.rows(shape);
  const Places columns = window.columns(shape);
  std::size_t matrix_row = 0;
  for (int image = 0; image < images.count; ++image) {
    for (int top = 0; top < rows.count; ++top) {
      for (int left = 0; left < columns.count; ++left, ++matrix_row) {
        std::size_t matrix_column = 0;
        for (int i = 0; i < window.size.height; ++i) {
          for (int j = 0; j < window.size.width; ++j) {
            const int row = top * window.strides.height - rows.before + i * window.dilation.height;
            const int column = left * window.strides.width - columns.before + j * window.dilation.width;
            const bool inside = row >= 0 && row < shape.height && column >= 0 && column < shape.width;
            for (int channel = 0; channel < shape.channels; ++channel, ++matrix_column) {
              if (inside) visit(matrix_row, matrix_column, images.index(image, row, column, channel));
            }
          }
        }
      }
    }
  }
}

std::size_t matrix_rows(Shape image, int count, const Window& window) {
  return static_cast<std::size_t>(count) * window.rows(image).count * window.columns(image).count;
}

std::size_t matrix_columns(Shape image, const Window& window) {
  return static_cast<std::size_t>(window.size.height) * window.size.width * image.channels;
}

}  // namespace

Matrix im2col(const Batch& images, const Window& window) {
  Matrix matrix(matrix_rows(images.shape, images.count, window), matrix_columns(images.shape, window));
  for_each_pair(images, window, [&](std::size_t row, std::size_t column, std::size_t index) {
    matrix.at(row, column) = images.values[index];
  });
  return matrix;
}

Batch col2im(const Matrix& matrix, const Window& window, Shape image, int count) {
  assert(matrix.rows == matrix_rows(image, count, window) && matrix.columns == matrix_columns(image, window));
  Batch images(image, count);
  for_each_pair(images, window, [&](std::size_t row, std::size_t column, std::size_t index) {
    images.values[index] += matrix.at(row, column);
  });
  return images;
}

}  // namespace constnet::reference
