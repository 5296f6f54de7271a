// First step of a sparse backward pass: which outputs carry a gradient, and from which patch of the input they came.
#include "steps/convolution/step.hpp"

namespace constnet::codegen {

void ConvolutionStep::emit_route(Writer& out) const {
  const int height = output_shape_.height;
  const int width = output_shape_.width;
  const int positions = height * width;
  const int depth = padded(filters());
  const int window = pool_->pool_size.height * pool_->pool_size.width;
  const int filter_words = (depth + 31) / 32;
  const bool by_position = around_.input_gradient;
  const int row_step = convolution_.strides.height * step(*pool_).height * input_.row_stride();
  const int column_step = convolution_.strides.width * step(*pool_).width * input_.pixel_stride;
  out.comment(
      "Finds the outputs through which a gradient passes. d_output: zero elsewhere from now on. sources: where the "
      "patch "
      "of the winning pixel starts in the input. positions: for each filter, one bit per position." +
      std::string(by_position ? " filters: for each position and pixel of its window, one bit per filter." : ""));
  std::vector<std::string> parameters{"const float* HWY_RESTRICT output", "const std::uint8_t* HWY_RESTRICT winners",
                                      "float* HWY_RESTRICT d_output", "std::int32_t* HWY_RESTRICT sources",
                                      "std::uint32_t* HWY_RESTRICT positions"};
  if (by_position) parameters.push_back("std::uint32_t* HWY_RESTRICT filters");
  parameters.push_back("float* HWY_RESTRICT d_bias");
  out.list("HWY_NOINLINE void " + name_ + "_route", parameters, " {");
  out.indent();
  if (!relu()) out.line("static_cast<void>(output);");
  if (window == 1 && !by_position) out.line("static_cast<void>(winners);");
  out.open("for (int filter = 0; filter < {}; filter += {})", depth, lanes());
  out.line("Floats d_bias_sum = hn::Load(f32, d_bias + filter);");
  out.line("Words alive_positions = hn::Zero(u32);");
  out.line("int position = 0;");
  const std::string y = open_loop(out, "y", height);
  const std::string x = open_loop(out, "x", width);
  out.line("const int at = position * {} + filter;", depth);
  const int output_origin = output_.offset(0, 0);
  const std::string output_at =
      output_.dense() || (output_.border.empty() && output_.pixel_stride == depth)
          ? "at"
          : sum("filter", {{y, output_.row_stride()}, {x, output_.pixel_stride}}, output_origin);
  if (relu()) {
    out.line("const auto alive = hn::Gt(hn::Load(f32, output + {}), hn::Zero(f32));", output_at);
  } else {
    out.line("const auto alive = hn::FirstN(f32, static_cast<std::size_t>({} - filter));", filters());
  }
  out.line("const Floats d = hn::IfThenElseZero(alive, hn::Load(f32, d_output + {}));", output_at);
  out.line("hn::Store(d, f32, d_output + {});", output_at);
  out.line("d_bias_sum = hn::Add(d_bias_sum, d);");
  if (window > 1 || by_position) out.line("const Ints winner = load_winners(winners + at);");
  out.line("Ints source = hn::Set(s32, {});", sum("", {{y, row_step}, {x, column_step}}, input_origin()));
  for (int i = 1; i < window; ++i) {
    out.line("source = hn::Add(source, only_if(hn::Eq(winner, hn::Set(s32, {})), {}));", i, winner_offset(i));
  }
  out.line("hn::Store(source, s32, sources + at);");
  out.line("const Words bit = hn::Set(u32, std::uint32_t{{1}} << (position & 31));");
  out.line("const auto alive_words = hn::RebindMask(u32, alive);");
  out.line("alive_positions = hn::Or(alive_positions, hn::IfThenElseZero(alive_words, bit));");
  out.open("if ((position & 31) == 31 || position == {})", positions - 1);
  out.line("hn::Store(alive_positions, u32, positions + (position >> 5) * {} + filter);", depth);
  out.line("alive_positions = hn::Zero(u32);");
  out.close();
  if (by_position) {
    for (int i = 0; i < window; ++i) {
      out.line("const auto alive{} = hn::And(alive, hn::RebindMask(f32, hn::Eq(winner, hn::Set(s32, {}))));", i, i);
      out.line("add_bits(alive{}, filter, filters + position * {});", i,
               sum(std::to_string(window * filter_words), {}, i * filter_words));
    }
  }
  out.line("++position;");
  close_loop(out, x);
  close_loop(out, y);
  out.line("hn::Store(d_bias_sum, f32, d_bias + filter);");
  out.close();
  out.close();
  out.blank();
}

}  // namespace constnet::codegen
