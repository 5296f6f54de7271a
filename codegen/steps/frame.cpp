// Copies the part of a map that input and output share, forward and backward.
#include "steps/frame.hpp"

#include <algorithm>

#include "emit/expression.hpp"

namespace constnet::codegen {

std::string FrameStep::title() const {
  return fmt::format("{}: input {} -> output {}.", layer_, text_of(input_shape_), text_of(output_shape_));
}

std::optional<Size2> FrameStep::needed_input() const {
  return Size2{std::min(input_shape_.height, output_shape_.height + top_),
               std::min(input_shape_.width, output_shape_.width + left_)};
}

/// Whole rows where pixels of both maps have as many floats, else pixel by pixel.
void FrameStep::emit_copy(Writer& out, bool forward) const {
  const int rows = std::min(input_shape_.height, output_shape_.height);
  const int columns = std::min(input_shape_.width, output_shape_.width);
  const bool whole_rows = input_.pixel_stride == output_.pixel_stride;
  const std::string y = open_loop(out, "y", rows);
  const std::string x = whole_rows ? "" : open_loop(out, "x", columns);
  const std::string prefix = forward ? "" : "d_";
  const auto place = [&](const std::string& map, const MapLayout& layout, int row, int column) {
    return sum(prefix + map, {{y, layout.row_stride()}, {x, layout.pixel_stride}}, layout.offset(row, column));
  };
  const std::string input = place("input", input_, std::max(0, top_), std::max(0, left_));
  const std::string output = place("output", output_, std::max(0, -top_), std::max(0, -left_));
  const int floats = whole_rows ? columns * input_.pixel_stride : input_shape_.channels;
  out.list("std::memcpy",
           {forward ? output : input, forward ? input : output, fmt::format("{} * sizeof(float)", floats)}, ";");
  close_loop(out, x);
  close_loop(out, y);
}

void FrameStep::emit_forward(Writer& out) const {
  const bool all_written = output_.border.empty() && input_.pixel_stride == output_.pixel_stride &&
                           output_shape_.height <= input_shape_.height && output_shape_.width <= input_shape_.width;
  open_forward(out);
  if (!all_written) out.line("clear(output, {});", output_.size());
  emit_copy(out, true);
  out.close();
  out.blank();
}

void FrameStep::emit_training(Writer& out) const {
  const bool all_read = input_shape_.height <= output_shape_.height && input_shape_.width <= output_shape_.width;
  emit_forward_batch(out);
  open_backward(out);
  if (!all_read) out.line("clear(d_input, {});", input_.size());
  emit_copy(out, false);
  out.close();
  out.close();
  out.blank();
}

}  // namespace constnet::codegen
