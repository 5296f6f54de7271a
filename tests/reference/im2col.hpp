// im2col and col2im: one row of a matrix for each place of a window, so that a convolution is a product of matrices.
#pragma once

#include "reference/batch.hpp"
#include "reference/matrix.hpp"
#include "reference/window.hpp"

namespace constnet::reference {

/// One row for each (image, row, column) of the output, one column for each (row, column, channel) of the window;
/// places outside an image count as 0.
Matrix im2col(const Batch& images, const Window& window);

/// The transpose of im2col: adds every entry to the place of the image where im2col would have read it.
Batch col2im(const Matrix& columns, const Window& window, Shape image, int count);

}  // namespace constnet::reference
