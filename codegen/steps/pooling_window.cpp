// Where the windows of a pooling layer lie.
#include "steps/pooling_window.hpp"

#include <algorithm>

namespace constnet::codegen {

std::string PoolingWindow::title() const {
  return fmt::format("{}: input {} -> output {}.", layer, text_of(input), text_of(output));
}

Size2 PoolingWindow::reach() const {
  return {(output.height - 1) * strides.height + size.height - padding_top,
          (output.width - 1) * strides.width + size.width - padding_left};
}

Size2 PoolingWindow::needed_input() const {
  return {std::min(input.height, reach().height), std::min(input.width, reach().width)};
}

Border PoolingWindow::border() const {
  return {padding_top, padding_left, std::max(0, reach().height - input.height),
          std::max(0, reach().width - input.width)};
}

}  // namespace constnet::codegen
