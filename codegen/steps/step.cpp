// Expressions and words that all steps share.
#include "steps/step.hpp"

namespace constnet::codegen {

std::string Step::arena_block(const std::string& member, const std::string& name, const std::string& image, int size) {
  std::string text = fmt::format("arena.{0} + {0}_at::{1}", member, name);
  if (!image.empty()) text += fmt::format(" + {} * {}", image, size);
  return text;
}

std::string Step::input_map(const std::string& image) const {
  return arena_block("floats", input_name_, image, input_.size());
}

std::string Step::output_map(const std::string& image) const {
  return arena_block("floats", name_ + "_output", image, output_.size());
}

std::string Step::d_input_map(const std::string& image) const {
  return arena_block("floats", "d_" + input_name_, image, input_.size());
}

std::string Step::d_output_map(const std::string& image) const {
  return arena_block("floats", "d_" + name_ + "_output", image, output_.size());
}

std::string text_of(const Shape& shape) {
  return shape.rank == 1 ? fmt::format("({})", shape.channels)
                         : fmt::format("({}, {}, {})", shape.height, shape.width, shape.channels);
}

std::string text_of(const Size2& size) { return fmt::format("{}x{}", size.height, size.width); }

std::string with_separators(long long n) {
  std::string digits = std::to_string(n);
  for (int i = static_cast<int>(digits.size()) - 3; i > 0; i -= 3) digits.insert(static_cast<std::size_t>(i), ",");
  return digits;
}

}  // namespace constnet::codegen
