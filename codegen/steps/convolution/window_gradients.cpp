// Weight gradient of a pooled convolution on images with one channel: under each pooling window lie so few pixels that
// one vector holds them, and each filter's lane picks those of its winning pixel by a permutation.
#include <algorithm>

#include "steps/convolution/step.hpp"

namespace constnet::codegen {

/// Pixels under a pooling window, by rows.
Size2 ConvolutionStep::window_extent() const {
  return {convolution_.kernel_size.height + pool_->pool_size.height - 1,
          convolution_.kernel_size.width + pool_->pool_size.width - 1};
}

/// Whether a vector that starts at any kernel tap reaches that tap of every pixel of the window. One channel of a map
/// that lies in vectors has gaps between its pixels.
bool ConvolutionStep::gathers_windows() const {
  if (!pool_ || around_.input_gradient || input_.pixel_stride != 1 || lanes() < 8) return false;
  if (!is_plain(convolution_)) return false;
  const int last = (pool_->pool_size.height - 1) * window_extent().width + pool_->pool_size.width - 1;
  return last < lanes();
}

void ConvolutionStep::claim_windows(Memory& memory) const {
  const Size2 extent = window_extent();
  const int positions = output_shape_.height * output_shape_.width;
  const int depth = padded(filters());
  memory.gradients.claim(name_ + "_d_kernel", convolution_.kernel_size.height * convolution_.kernel_size.width * depth);
  memory.bytes.claim(name_ + "_winners", arena_images() * positions * depth);
  memory.floats.claim(name_ + "_windows", positions * extent.height * extent.width + lanes());
}

void ConvolutionStep::emit_window_backward(Writer& out) const {
  const Size2 extent = window_extent();
  const Size2 kernel = convolution_.kernel_size;
  const int height = output_shape_.height;
  const int width = output_shape_.width;
  const int depth = padded(filters());
  const int pixels = extent.height * extent.width;
  out.comment(fmt::format("Copies the {}x{} pixels under each pooling window to where they follow each other.",
                          extent.height, extent.width));
  out.list("HWY_NOINLINE void " + name_ + "_windows",
           {"const float* HWY_RESTRICT input", "float* HWY_RESTRICT windows"}, " {");
  out.indent();
  const std::string y = open_loop(out, "y", height);
  const std::string x = open_loop(out, "x", width);
  out.open("for (int row = 0; row < {}; ++row, windows += {})", extent.height, extent.width);
  out.line("std::memcpy(windows, {}, {} * sizeof(float));",
           sum("input",
               {{y, step(*pool_).height * input_.row_stride()}, {x, step(*pool_).width}, {"row", input_.row_stride()}}),
           extent.width);
  out.close();
  close_loop(out, x);
  close_loop(out, y);
  out.close();
  out.blank();

  // The sums of some kernel rows at a time stay in registers, beside the permutation and the gradient.
  const int rows_at_once = std::max(1, (around_.target.registers - 6) / kernel.width);
  for (const Segment& r : cut(kernel.height, std::min(rows_at_once, kernel.height))) {
    for (int piece = 0; piece < r.count; ++piece) {
      const int first = r.start + piece * r.size;
      out.comment(fmt::format("Adds the gradients of kernel rows {} to {}{}.", first, first + r.size - 1,
                              first == 0 ? " and of the bias" : ""));
      std::vector<std::string> parameters{"const float* HWY_RESTRICT windows", "const float* HWY_RESTRICT output",
                                          "const std::uint8_t* HWY_RESTRICT winners",
                                          "const float* HWY_RESTRICT d_output", "float* HWY_RESTRICT d_kernel"};
      if (first == 0) parameters.push_back("float* HWY_RESTRICT d_bias");
      out.list(fmt::format("HWY_NOINLINE void {}_d_kernel_rows_{}", name_, first), parameters, " {");
      out.indent();
      out.open("for (int filter = 0; filter < {}; filter += {})", depth, lanes());
      if (first == 0) out.line("Floats d_bias_sum = hn::Load(f32, d_bias + filter);");
      const auto each = [&](const auto& body) {
        for (int i = first; i < first + r.size; ++i) {
          for (int j = 0; j < kernel.width; ++j) body(fmt::format("sum{}_{}", i, j), i, j);
        }
      };
      each([&](const std::string& name, int i, int j) {
        out.line("Floats {} = hn::Load(f32, {});", name,
                 sum("d_kernel + filter", {}, static_cast<long long>(i * kernel.width + j) * depth));
      });
      out.line("const float* HWY_RESTRICT window = windows;");
      out.line("int at = filter;");
      const std::string v = open_loop(out, "y", height);
      const std::string u = open_loop(out, "x", width);
      const bool plain = output_.border.empty() && output_.pixel_stride == depth;
      const std::string pixel =
          plain ? "at" : sum("filter", {{v, output_.row_stride()}, {u, output_.pixel_stride}}, output_.offset(0, 0));
      if (relu()) {
        out.line("const auto alive = hn::Gt(hn::Load(f32, output + {}), hn::Zero(f32));", pixel);
        out.line("const Floats d = hn::IfThenElseZero(alive, hn::Load(f32, d_output + {}));", pixel);
      } else {
        out.line("const Floats d = hn::Load(f32, d_output + {});", pixel);
      }
      if (first == 0) out.line("d_bias_sum = hn::Add(d_bias_sum, d);");
      if (pool_->pool_size.height * pool_->pool_size.width > 1) {
        out.line("const Ints winner = load_winners(winners + at);");
      }
      out.line("Ints place = hn::Zero(s32);");
      for (int i = 1; i < pool_->pool_size.height * pool_->pool_size.width; ++i) {
        out.line("place = hn::Add(place, only_if(hn::Eq(winner, hn::Set(s32, {})), {}));", i,
                 i / pool_->pool_size.width * extent.width + i % pool_->pool_size.width);
      }
      out.line("const auto places = hn::IndicesFromVec(f32, place);");
      each([&](const std::string& name, int i, int j) {
        out.line("{} = hn::MulAdd(d, hn::TableLookupLanes(hn::LoadU(f32, {}), places), {});", name,
                 sum("window", {}, i * extent.width + j), name);
      });
      out.line("window += {};", pixels);
      out.line("at += {};", depth);
      close_loop(out, u);
      close_loop(out, v);
      each([&](const std::string& name, int i, int j) {
        out.line("hn::Store({}, f32, {});", name,
                 sum("d_kernel + filter", {}, static_cast<long long>(i * kernel.width + j) * depth));
      });
      if (first == 0) out.line("hn::Store(d_bias_sum, f32, d_bias + filter);");
      out.close();
      if (!relu()) out.line("static_cast<void>(output);");
      if (pool_->pool_size == Size2{1}) out.line("static_cast<void>(winners);");
      out.close();
      out.blank();
    }
  }

  out.comment("Backward of " + title() + " " + with_separators(backward_multiply_adds()) + " multiply-adds.");
  open_training(out, "backward", false);
  out.line("float* HWY_RESTRICT windows = arena.floats + floats_at::{}_windows;", name_);
  out.line("float* HWY_RESTRICT d_kernel = arena.gradients + gradients_at::{}_d_kernel;", name_);
  out.line("float* HWY_RESTRICT d_bias = arena.gradients + gradients_at::{}_d_bias;", name_);
  out.open("for (int image = 0; image < count; ++image)");
  out.line("const float* HWY_RESTRICT output = {};", output_map("image"));
  out.line("const float* HWY_RESTRICT d_output = {};", d_output_map("image"));
  out.line("const std::uint8_t* HWY_RESTRICT winners = {};",
           arena_block("bytes", name_ + "_winners", "image", height * width * depth, true));
  out.list(name_ + "_windows", {sum(input_map("image"), {}, input_origin()), "windows"}, ";");
  for (const Segment& r : cut(kernel.height, std::min(rows_at_once, kernel.height))) {
    for (int piece = 0; piece < r.count; ++piece) {
      const int first = r.start + piece * r.size;
      std::vector<std::string> arguments{"windows", "output", "winners", "d_output", "d_kernel"};
      if (first == 0) arguments.push_back("d_bias");
      out.list(fmt::format("{}_d_kernel_rows_{}", name_, first), arguments, ";");
    }
  }
  out.close();
  out.close();
  out.blank();
}

}  // namespace constnet::codegen
