// Max pooling as a step of its own.
#include "steps/max_pooling.hpp"

#include "emit/expression.hpp"

namespace constnet::codegen {

void MaxPoolingStep::claim(Memory& memory) {
  if (in_backward()) memory.words.claim(name_ + "_winners", arena_images() * winners_per_image());
}

/// The rows and columns of the window at (y, x) that lie inside the input.
void MaxPoolingStep::emit_window(Writer& out, const std::string& y, const std::string& x) const {
  const auto axis = [&](const char* what, const std::string& at, int stride, int padding, int window, int n) {
    const bool whole = at.empty() && padding == 0 && window <= n;
    const std::string start = sum("", {{at, stride}}, -padding);
    const std::string end = sum("", {{at, stride}}, window - padding);
    out.line("const int first_{} = {};", what, whole ? start : fmt::format("std::max({}, 0)", start));
    out.line("const int last_{} = {};", what, whole ? end : fmt::format("std::min({}, {})", end, n));
  };
  axis("row", y, window_.strides.height, window_.padding_top, window_.size.height, window_.input.height);
  axis("column", x, window_.strides.width, window_.padding_left, window_.size.width, window_.input.width);
}

void MaxPoolingStep::emit_function(Writer& out, bool winners) const {
  const Shape shape = output_shape();
  std::vector<std::string> parameters{"const float* HWY_RESTRICT input", "float* HWY_RESTRICT output"};
  if (winners) parameters.push_back("std::int32_t* HWY_RESTRICT winners");
  out.comment(title() + (winners ? " Keeps where in the input each maximum lies: the first of equal ones." : ""));
  out.list("HWY_NOINLINE void " + name_ + (winners ? "_forward_winners" : "_forward_image"), parameters, " {");
  out.indent();
  if (!output_.border.empty()) out.line("clear(output, {});", output_.size());
  const std::string y = open_loop(out, "y", shape.height);
  const std::string x = open_loop(out, "x", shape.width);
  emit_window(out, y, x);
  out.open("for (int channel = 0; channel < {}; channel += {})", input_.pixel_stride, lanes());
  const std::string first =
      sum("channel", {{"first_row", input_.row_stride()}, {"first_column", input_.pixel_stride}}, input_.offset(0, 0));
  out.line("Floats best = hn::LoadU(f32, input + {});", first);
  if (winners)
    out.line("Ints winner = hn::Set(s32, {});",
             sum("", {{"first_row", input_.row_stride()}, {"first_column", input_.pixel_stride}}, input_.offset(0, 0)));
  out.open("for (int row = first_row; row < last_row; ++row)");
  out.open("for (int column = first_column; column < last_column; ++column)");
  out.line("const int at = {};",
           sum("", {{"row", input_.row_stride()}, {"column", input_.pixel_stride}}, input_.offset(0, 0)));
  if (winners) {
    out.line("compete(hn::LoadU(f32, input + at + channel), at, best, winner);");
  } else {
    out.line("best = hn::Max(best, hn::LoadU(f32, input + at + channel));");
  }
  out.close();
  out.close();
  out.line("hn::Store(best, f32, output + {});",
           sum("channel", {{y, output_.row_stride()}, {x, output_.pixel_stride}}, output_.offset(0, 0)));
  if (winners) {
    out.line("hn::Store(winner, s32, winners + {});",
             sum("channel", {{y, shape.width * input_.pixel_stride}, {x, input_.pixel_stride}}));
  }
  out.close();
  close_loop(out, x);
  close_loop(out, y);
  out.close();
  out.blank();
}

void MaxPoolingStep::emit_forward(Writer& out) const {
  emit_function(out, false);
  out.list("void " + name_ + "_forward",
           {"const float* HWY_RESTRICT", "const float* HWY_RESTRICT input", "float* HWY_RESTRICT output"}, " {");
  out.indent();
  out.line("{}_forward_image(input, output);", name_);
  out.close();
  out.blank();
}

void MaxPoolingStep::emit_training(Writer& out) const {
  emit_function(out, true);
  const std::string winners =
      fmt::format("reinterpret_cast<std::int32_t*>(arena.words + words_at::{}_winners) + {} * {}", name_,
                  in_arena("image"), winners_per_image());
  out.comment(title());
  open_training(out, "forward_batch", false);
  out.open("for (int image = 0; image < count; ++image)");
  out.line("std::int32_t* winners = {};", winners);
  out.list(name_ + "_forward_winners", {input_map("image"), output_map("image"), "winners"}, ";");
  out.close();
  out.close();
  out.blank();
  out.comment("Backward of " + title());
  open_training(out, "backward", false);
  const Shape shape = output_shape();
  out.open("for (int image = 0; image < count; ++image)");
  out.line("const std::int32_t* winners = {};", winners);
  out.line("const float* d_output = {};", sum(d_output_map("image"), {}, output_.offset(0, 0)));
  out.line("float* d_input = {};", d_input_map("image"));
  out.line("clear(d_input, {});", input_.size());
  const std::string y = open_loop(out, "y", shape.height);
  const std::string x = shape.width > 1 || shape.height > 1 ? "x" : "";
  if (!x.empty()) out.open("for (int x = 0; x < {}; ++x, winners += {})", shape.width, input_.pixel_stride);
  out.open("for (int channel = 0; channel < {}; ++channel)", shape.channels);
  out.line("d_input[winners[channel] + channel] += d_output[{}];",
           sum("channel", {{y, output_.row_stride()}, {x, output_.pixel_stride}}));
  out.close();
  close_loop(out, x);
  close_loop(out, y);
  out.close();
  out.close();
  out.blank();
}

}  // namespace constnet::codegen
