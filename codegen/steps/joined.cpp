// Channels of several maps side by side, forward and backward.
#include "steps/joined.hpp"

#include "emit/expression.hpp"
#include "emit/map_loops.hpp"

namespace constnet::codegen {

std::string JoinedStep::title() const {
  return fmt::format("Concatenate: {} channels -> output {}.", fmt::join(channels_, " + "), text_of(shape_));
}

/// Copies each pixel's channels, branch after branch; backward the same way back. Any number of channels may stand
/// before a branch, so single values are copied.
void JoinedStep::emit_pixels(Writer& out, bool forward) const {
  const std::string row = open_loop(out, "y", shape_.height);
  const std::string column = open_loop(out, "x", shape_.width);
  const std::string prefix = forward ? "" : "d_";
  int before = 0;
  for (std::size_t i = 0; i < channels_.size(); ++i) {
    const MapLayout& layout = sources_[i].layout;
    const std::string branch = sum(fmt::format("{}input{}", prefix, i + 1),
                                   {{row, layout.row_stride()}, {column, layout.pixel_stride}}, layout.offset(0, 0));
    const std::string joined = sum(prefix + "output", {{row, output_.row_stride()}, {column, output_.pixel_stride}},
                                   output_.offset(0, 0) + before);
    if (forward) {
      out.list("std::memcpy", {joined, branch, fmt::format("{} * sizeof(float)", channels_[i])}, ";");
    } else if (!sources_[i].d_name.empty()) {
      out.list("std::memcpy", {branch, joined, fmt::format("{} * sizeof(float)", channels_[i])}, ";");
    }
    before += channels_[i];
  }
  close_loop(out, column);
  close_loop(out, row);
}

void JoinedStep::emit_forward(Writer& out) const {
  out.comment(title());
  std::vector<std::string> parameters{"const float* HWY_RESTRICT"};
  for (std::size_t i = 1; i <= channels_.size(); ++i) {
    parameters.push_back(fmt::format("const float* HWY_RESTRICT input{}", i));
  }
  parameters.push_back("float* HWY_RESTRICT output");
  out.list("void " + name_ + "_forward", parameters, " {");
  out.indent();
  // The channels behind the last one of a pixel are zero for whoever reads whole vectors.
  if (!output_.dense()) out.line("clear(output, {});", output_.size());
  emit_pixels(out, true);
  out.close();
  out.blank();
}

void JoinedStep::emit_training(Writer& out) const {
  emit_forward_batch(out);
  out.comment("Backward of " + title());
  open_training(out, "backward", false, true);
  out.open("for (int image = 0; image < count; ++image)");
  out.line("const float* HWY_RESTRICT d_output = {};", d_output_map("image"));
  for (std::size_t i = 0; i < sources_.size(); ++i) {
    if (sources_[i].d_name.empty()) continue;
    out.line("float* HWY_RESTRICT d_input{} = {};", i + 1, d_source_map(i, "image"));
    if (!sources_[i].layout.dense()) out.line("clear(d_input{}, {});", i + 1, sources_[i].layout.size());
  }
  emit_pixels(out, false);
  out.close();
  out.close();
  out.blank();
}

}  // namespace constnet::codegen
