// to_categorical: classes as one-hot rows.
#include "constnet/desk/training/to_categorical.hpp"

#include <algorithm>
#include <string>

#include "constnet/desk/base/error.hpp"

namespace constnet::runtime {

OneHot to_categorical(std::span<const int> classes, int num_classes) {
  if (num_classes == 0 && !classes.empty()) num_classes = *std::max_element(classes.begin(), classes.end()) + 1;
  OneHot result{static_cast<int>(classes.size()), num_classes, {}};
  for (const int c : classes) {
    if (c < 0 || c >= num_classes) {
      throw Error("to_categorical: found class " + std::to_string(c) + ", expected 0 to " +
                  std::to_string(num_classes - 1));
    }
  }
  result.values.resize(classes.size() * static_cast<std::size_t>(num_classes));
  for (std::size_t row = 0; row < classes.size(); ++row) {
    result.values[row * static_cast<std::size_t>(num_classes) + static_cast<std::size_t>(classes[row])] = 1.0f;
  }
  return result;
}

}  // namespace constnet::runtime
