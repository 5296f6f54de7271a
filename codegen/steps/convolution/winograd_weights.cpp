// Kernels of Winograd convolutions: into the tiles' planes, for training too, and their gradients back.
#include "emit/transform.hpp"
#include "steps/convolution/step.hpp"

namespace constnet::codegen {

/// Transforms the kernel for tiles of `m` into weights_at::`to_block`: [position][block][group][channel][vector][lane].
void ConvolutionStep::emit_winograd_prepare(Writer& out, int m, const Tile& tile, int block_depth,
                                            const std::string& to_block) const {
  const Winograd w = winograd(m);
  const int channels = input_shape_.channels;
  const int depth = padded(filters());
  const std::string block = open_loop(out, "block", depth / block_depth);
  for (const Segment& v : cut(block_depth / lanes(), tile.vectors)) {
    const int width = v.size * lanes();
    const std::string group = open_loop(out, "group", v.count);
    out.open("for (int channel = 0; channel < {}; ++channel)", channels);
    const std::string vector = open_loop(out, "vector", v.size);
    const std::vector<Term> filter{{block, block_depth}, {group, width}, {vector, lanes()}};
    out.line("const int filter = {};", sum("", filter, static_cast<long long>(v.start) * lanes()));
    out.line("const float* HWY_RESTRICT k = kernel + channel * {} + filter;", filters());
    if (folded()) {
      out.line("const Floats factor = load_some({}, {} - filter);", sum(factors(), {{"filter", 1}}), filters());
    }
    for (int i = 0; i < 3; ++i) {
      for (int j = 0; j < 3; ++j) {
        const std::string value =
            fmt::format("load_some({}, {} - filter)",
                        sum("k", {}, static_cast<long long>(i * 3 + j) * channels * filters()), filters());
        out.line("const Floats k{}_{} = {};", i, j, folded() ? fmt::format("hn::Mul(factor, {})", value) : value);
      }
    }
    emit_transform(out, w.kernel, grid("k", 3, 3), "half", "position");
    out.line("float* HWY_RESTRICT to = {};", sum(fmt::format("weights + weights_at::{}", to_block),
                                                 {{block, static_cast<long long>(channels) * block_depth},
                                                  {group, static_cast<long long>(channels) * width},
                                                  {"channel", width},
                                                  {vector, lanes()}},
                                                 static_cast<long long>(channels) * v.start * lanes()));
    for (int i = 0; i < w.n; ++i) {
      for (int j = 0; j < w.n; ++j) {
        out.line("hn::Store(position{}_{}, f32, {});", i, j,
                 sum("to", {}, 1LL * (i * w.n + j) * plane_size(channels * depth)));
      }
    }
    close_loop(out, vector);
    out.close();
    close_loop(out, group);
  }
  close_loop(out, block);
}

void ConvolutionStep::emit_batch_prepare(Writer& out) const {
  // Tiles of the input's gradient take the kernel turned by half a turn; gradients of the input's tiles as it is.
  const bool turned = gradient_tile_ > 0;
  const Winograd w = winograd(turned ? gradient_tile_ : batch_tile_);
  const Tile tile = turned ? d_input_code(1).tile : batch_code(true, 1).tile;
  const int channels = input_shape_.channels;
  out.line("float* HWY_RESTRICT transposed = weights + weights_at::{}_kernel_transposed;", name_);
  if (channels != input_.pixel_stride) out.line("clear(transposed, {});", 9 * filters() * input_.pixel_stride);
  out.open("for (int tap = 0; tap < 9; ++tap)");
  out.list("transpose",
           {fmt::format("kernel + tap * {}", channels * filters()), std::to_string(filters()),
            fmt::format("transposed + tap * {}", filters() * input_.pixel_stride), std::to_string(input_.pixel_stride),
            std::to_string(channels), std::to_string(filters())},
           ";");
  out.close();
  for (const Segment& v : cut(input_.pixel_stride / lanes(), tile.vectors)) {
    const int width = v.size * lanes();
    const std::string group = open_loop(out, "group", v.count);
    out.open("for (int filter = 0; filter < {}; ++filter)", filters());
    const std::string vector = open_loop(out, "vector", v.size);
    out.line("const int channel = {};",
             sum("", {{group, width}, {vector, lanes()}}, static_cast<long long>(v.start) * lanes()));
    for (int i = 0; i < 9; ++i) {
      out.line("const Floats k{}_{} = hn::Load(f32, {});", i / 3, i % 3,
               sum("transposed", {{"filter", input_.pixel_stride}, {"channel", 1}},
                   (turned ? 8LL - i : i) * filters() * input_.pixel_stride));
    }
    emit_transform(out, w.kernel, grid("k", 3, 3), "half", "position");
    out.line("float* HWY_RESTRICT to = {};",
             sum(fmt::format("weights + weights_at::{}_kernel_tiles_back", name_),
                 {{group, static_cast<long long>(filters()) * width}, {"filter", width}, {vector, lanes()}},
                 static_cast<long long>(filters()) * v.start * lanes()));
    for (int i = 0; i < w.n * w.n; ++i) {
      out.line("hn::Store(position{}_{}, f32, {});", i / w.n, i % w.n,
               sum("to", {}, 1LL * i * plane_size(filters() * input_.pixel_stride)));
    }
    close_loop(out, vector);
    out.close();
    close_loop(out, group);
  }
}

void ConvolutionStep::emit_batch_add_gradients(Writer& out) const {
  const Winograd w = winograd(gradient_tile_ > 0 ? gradient_tile_ : batch_tile_);
  const int channels = input_shape_.channels;
  const int depth = padded(filters());
  out.open("for (int channel = 0; channel < {}; ++channel)", channels);
  out.open("for (int filter = 0; filter < {}; filter += {})", depth, lanes());
  out.line("const float* HWY_RESTRICT from = arena.gradients + gradients_at::{}_d_kernel + channel * {} + filter;",
           name_, depth);
  for (int i = 0; i < w.n * w.n; ++i) {
    out.line("const Floats position{}_{} = hn::Load(f32, {});", i / w.n, i % w.n,
             sum("from", {}, 1LL * i * plane_size(channels * depth)));
  }
  emit_transform(out, transposed(w.kernel), grid("position", w.n, w.n), "half", "tap");
  out.line("alignas(64) float taps[{}];", 9 * lanes());
  for (int i = 0; i < 9; ++i) {
    out.line("hn::Store(tap{}_{}, f32, {});", i / 3, i % 3, sum("taps", {}, i * lanes()));
  }
  out.open("for (int tap = 0; tap < 9; ++tap)");
  const bool whole = filters() % lanes() == 0;
  if (!whole) out.line("const int available = filter + {0} > {1} ? {1} - filter : {0};", lanes(), filters());
  out.list("add",
           {fmt::format("taps + tap * {}", lanes()), whole ? std::to_string(lanes()) : "available",
            fmt::format("d_kernel + (tap * {} + channel) * {} + filter", channels, filters()), "1"},
           ";");
  out.close();
  out.close();
  out.close();
}

}  // namespace constnet::codegen
