// Classes as one-hot rows.
#pragma once

#include <span>
#include <vector>

namespace constnet::runtime {

/// Rows of floats without gaps.
struct OneHot {
  int rows;
  int columns;
  std::vector<float> values;
};

/// One row per class, with a 1 in the column of the class and 0 elsewhere (keras.utils.to_categorical). `num_classes` 0
/// means the largest class + 1: {14, 5, 6, 7, 8, 9, 0} gives 7 rows of 15. Throws Error for a class that is negative or
/// not below `num_classes`.
OneHot to_categorical(std::span<const int> classes, int num_classes = 0);

}  // namespace constnet::runtime
