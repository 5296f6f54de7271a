// Counts windows and padding along one axis.
#include "reference/window.hpp"

#include <algorithm>
#include <stdexcept>

namespace constnet::reference {

Places places(int length, int size, int stride, Padding padding) {
  if (length < 1 || size < 1 || stride < 1) throw std::invalid_argument("a window needs a size, a stride and an image");
  if (padding == Padding::valid) {
    if (size > length) throw std::invalid_argument("the window is larger than the image");
    return {.count = (length - size) / stride + 1, .before = 0};
  }
  const int count = (length - 1) / stride + 1;
  const int missing = std::max(0, (count - 1) * stride + size - length);
  return {.count = count, .before = missing / 2};
}

}  // namespace constnet::reference
