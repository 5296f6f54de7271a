// Copies a map's values, in their order, to a map of another shape, forward and backward.
#include "steps/reshape.hpp"

#include "emit/expression.hpp"

namespace constnet::codegen {

std::string ReshapeStep::title() const {
  return fmt::format("Reshape: input {} -> output {}.", text_of(input_shape_), text_of(output_shape_));
}

/// Runs of as many values as follow each other without gaps in both maps.
void ReshapeStep::emit_copy(Writer& out, bool forward) const {
  const auto run_of = [](const MapLayout& layout) {
    if (layout.dense()) return static_cast<int>(layout.shape.size());
    return layout.pixel_stride == layout.shape.channels ? layout.shape.width * layout.shape.channels
                                                        : layout.shape.channels;
  };
  const int longest = std::min(run_of(input_), run_of(output_));
  int run = longest;
  while (run_of(input_) % run != 0 || run_of(output_) % run != 0) --run;
  const int runs = static_cast<int>(input_shape_.size()) / run;
  const auto place = [&](const std::string& map, const MapLayout& layout) {
    if (runs == 1) return sum(map, {}, layout.offset(0, 0));
    if (layout.dense()) return sum(map, {{"run", run}});
    const int per_pixel = layout.shape.channels;
    const int per_row = layout.shape.width * per_pixel;
    const std::string at = run == 1 ? "run" : fmt::format("run * {}", run);
    return fmt::format("{} + ({}) / {} * {} + ({}) % {} / {} * {} + ({}) % {}", sum(map, {}, layout.offset(0, 0)), at,
                       per_row, layout.row_stride(), at, per_row, per_pixel, layout.pixel_stride, at, per_pixel);
  };
  const std::string prefix = forward ? "" : "d_";
  const std::string input = place(prefix + "input", input_);
  const std::string output = place(prefix + "output", output_);
  const std::string loop = open_loop(out, "run", runs);
  out.list("std::memcpy", {forward ? output : input, forward ? input : output, fmt::format("{} * sizeof(float)", run)},
           ";");
  close_loop(out, loop);
}

void ReshapeStep::emit_forward(Writer& out) const {
  open_forward(out);
  if (!output_.dense()) out.line("clear(output, {});", output_.size());
  emit_copy(out, true);
  out.close();
  out.blank();
}

void ReshapeStep::emit_training(Writer& out) const {
  emit_forward_batch(out);
  open_backward(out);
  if (!input_.dense()) out.line("clear(d_input, {});", input_.size());
  emit_copy(out, false);
  out.close();
  out.close();
  out.blank();
}

}  // namespace constnet::codegen
