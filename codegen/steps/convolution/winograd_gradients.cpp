// Gradients of 3x3 convolutions without pooling by Winograd F(2x2), several tiles per image: the kernel's from tiles of
// input and output gradient, some rows of tiles at a time, the input's as a convolution of the output's gradient.
#include <algorithm>

#include "emit/transform.hpp"
#include "emit/weight_gradient.hpp"
#include "steps/convolution/step.hpp"

namespace constnet::codegen {
namespace {

constexpr int kTile = 2;
constexpr int kReach = kTile + 2;  ///< pixels along a tile of the input
constexpr int kPositions = kReach * kReach;
/// Below this many channels or filters the transforms cost more than the products save.
constexpr int kFewestChannels = 16;
/// Planes of the tiles that share a pass over the kernel's gradient: at least these floats, and as many as the gradient
/// has, up to a limit. What a chunk moves through the caches is then at most twice what its tiles do.
constexpr int kFewestGradientFloats = 98304;
constexpr int kMostGradientFloats = 1 << 20;

/// Tiles along `n` pixels; of an odd number, the last one reaches one pixel further or begins one earlier.
int tiles_along(int n) { return (n + 1) / kTile; }

}  // namespace

int ConvolutionStep::choose_gradient_tile() const {
  const bool three = is_plain(convolution_) && convolution_.kernel_size == Size2{3};
  const bool deep = input_shape_.channels >= kFewestChannels && filters() >= kFewestChannels;
  const bool large = std::min(convolved_.height, convolved_.width) >= 4;
  return in_backward() && around_.winograd > 0 && around_.sparse && !pool_ && batch_tile_ == 0 && three && deep &&
                 large && lanes() >= 4
             ? kTile
             : 0;
}

/// Rows of tiles that go through the products of the kernel's gradient together; they may be of several images.
int ConvolutionStep::gradient_rows() const {
  const int depth = padded(filters());
  const int rows = tiles_along(convolved_.height);
  const int row_floats = kPositions * (input_.pixel_stride + depth) * tiles_along(convolved_.width);
  const int floats = std::clamp(kPositions * input_shape_.channels * depth, kFewestGradientFloats, kMostGradientFloats);
  return std::clamp(floats / row_floats, 1, around_.micro_batch * rows);
}

int ConvolutionStep::gradient_tiles() const {
  const int kernel = gradient_rows() * tiles_along(convolved_.width);
  return around_.input_gradient ? std::max(kernel, d_input_rows() * tiles_along(input_.shape.width)) : kernel;
}

void ConvolutionStep::claim_tiled(Memory& memory) const {
  const int depth = padded(filters());
  memory.floats.claim(name_ + "_masked", around_.micro_batch * masked_layout().size());
  memory.floats.claim(name_ + "_tiles", kPositions * plane_size(gradient_tiles() * input_.pixel_stride));
  memory.floats.claim(name_ + "_d_tiles", kPositions * plane_size(gradient_tiles() * depth));
  memory.gradients.claim(name_ + "_d_kernel", kPositions * plane_size(input_shape_.channels * depth));
  if (!around_.input_gradient) return;
  memory.training_weights.claim(name_ + "_kernel_transposed", 9 * filters() * input_.pixel_stride);
  memory.training_weights.claim(name_ + "_kernel_tiles_back", kPositions * plane_size(filters() * input_.pixel_stride));
}

void ConvolutionStep::emit_tiled_kernel_gradient(Writer& out) const {
  const Winograd w = winograd(kTile);
  const int depth = padded(filters());
  const MapLayout masked = masked_layout();
  const int plane = plane_size(gradient_tiles() * input_.pixel_stride);
  const int d_plane = plane_size(gradient_tiles() * depth);
  PlaneTransform input{name_ + "_transform_tiles",
                       "Transforms 4x4 pixels of the input for each tile; afterwards one plane per position.",
                       w.input,
                       kReach,
                       input_.row_stride(),
                       input_.pixel_stride,
                       kTile * input_.pixel_stride,
                       kReach * plane,
                       plane,
                       input_.pixel_stride,
                       input_.pixel_stride};
  input.unit = "tile";
  input.ends_early = convolved_.height % 2 + convolved_.width % 2 > 0;
  emit_plane_transform(out, input, lanes());
  PlaneTransform d_output{name_ + "_transform_d_output",
                          "Transforms the output's gradient by the transposed matrix.",
                          transposed(w.output),
                          kTile,
                          masked.row_stride(),
                          masked.pixel_stride,
                          kTile * masked.pixel_stride,
                          kReach * d_plane,
                          d_plane,
                          depth,
                          depth};
  d_output.unit = "tile";
  emit_plane_transform(out, d_output, lanes());

  WeightGradient g;
  g.name = name_ + "_d_kernel";
  g.target = around_.target;
  g.run_rows = kPositions;
  g.run_row_step = plane;
  g.run_length = input_shape_.channels;
  g.output_vectors = depth / lanes();
  g.input_image_step = input_.pixel_stride;
  g.d_image_step = depth;
  g.d_kernel_row_step = plane_size(input_shape_.channels * depth);
  g.d_run_row_step = d_plane;
  if (clears_kernel_sums()) g.cleared = "cleared";
  emit_weight_gradient_tiles(out, g);
  out.comment("Adds the products of `count` tiles to the kernel's gradient at each position.");
  std::vector<std::string> parameters{"const float* HWY_RESTRICT tiles", "const float* HWY_RESTRICT d_tiles",
                                      "float* HWY_RESTRICT d_kernel", "int count"};
  if (clears_kernel_sums()) parameters.push_back("bool cleared");
  out.list("HWY_NOINLINE void " + name_ + "_d_kernel_tiles", parameters, " {");
  out.indent();
  emit_weight_gradient_loops(out, g, "tiles", "d_tiles", "d_kernel");
  out.close();
  out.blank();
}

/// The loops over rows of tiles that fill the planes, and use them whenever they are full.
void ConvolutionStep::emit_tiled_kernel_loops(Writer& out) const {
  const MapLayout masked = masked_layout();
  const int rows = tiles_along(convolved_.height);
  const int columns = tiles_along(convolved_.width);
  const bool odd_rows = convolved_.height % 2 > 0;
  const bool odd_columns = convolved_.width % 2 > 0;
  const int depth = padded(filters());
  out.line("int filled = 0;");
  if (clears_kernel_sums()) out.line("bool cleared = arena.cleared{};", in_groups() ? " && first == 0" : "");
  out.open("for (int image = 0; image < count; ++image)");
  out.open("for (int y = 0; y < {}; ++y)", rows);
  out.line("const float* HWY_RESTRICT input = {};",
           sum(input_map("image"), {{"y", kTile * input_.row_stride()}}, input_origin()));
  out.line("const float* HWY_RESTRICT d_output = {};", sum(fmt::format("masked + image * {}", masked.size()),
                                                           {{"y", kTile * masked.row_stride()}}, masked.offset(0, 0)));
  std::vector<std::string> ends;
  if (odd_rows || odd_columns) {
    const int last = 3 * input_.row_stride();
    ends = {odd_rows ? "last_row" : std::to_string(last), std::to_string(3 * input_.pixel_stride)};
    if (odd_rows) out.line("const int last_row = y < {} ? {} : {};", rows - 1, last, 2 * input_.row_stride());
  }
  const auto transform = [&](const std::string& from, const std::string& to, int count) {
    std::vector<std::string> arguments{from, to};
    arguments.insert(arguments.end(), ends.begin(), ends.end());
    arguments.push_back(std::to_string(count));
    out.list(name_ + "_transform_tiles", arguments, ";");
  };
  const int whole = convolved_.width / kTile;
  const std::vector<Term> at{{"filled", input_.pixel_stride}};
  transform("input", sum("tiles", at), whole);
  if (odd_columns) {
    ends[1] = std::to_string(2 * input_.pixel_stride);
    transform(sum("input", {}, 1LL * whole * kTile * input_.pixel_stride),
              sum("tiles", at, 1LL * whole * input_.pixel_stride), 1);
  }
  out.list(name_ + "_transform_d_output", {"d_output", sum("d_tiles", {{"filled", depth}}), std::to_string(columns)},
           ";");
  out.line("filled += {};", columns);
  out.open("if (filled == {} || (image == count - 1 && y == {}))", gradient_rows() * columns, rows - 1);
  std::vector<std::string> arguments{"tiles", "d_tiles", "d_kernel", "filled"};
  if (clears_kernel_sums()) arguments.push_back("cleared");
  out.list(name_ + "_d_kernel_tiles", arguments, ";");
  out.line("filled = 0;");
  if (clears_kernel_sums()) out.line("cleared = false;");
  out.close();
  out.close();
  out.close();
}

void ConvolutionStep::emit_tiled_backward(Writer& out) const {
  emit_mask(out);
  emit_tiled_kernel_gradient(out);
  if (around_.input_gradient) emit_tiled_input_gradient(out);
  const MapLayout masked = masked_layout();
  out.comment("Backward of " + title() + " By Winograd F(2x2, 3x3).");
  open_training(out, "backward", around_.input_gradient);
  out.line("float* HWY_RESTRICT masked = arena.floats + floats_at::{}_masked;", name_);
  out.line("float* HWY_RESTRICT tiles = arena.floats + floats_at::{}_tiles;", name_);
  out.line("float* HWY_RESTRICT d_tiles = arena.floats + floats_at::{}_d_tiles;", name_);
  out.line("float* HWY_RESTRICT d_kernel = arena.gradients + gradients_at::{}_d_kernel;", name_);
  if (around_.input_gradient) {
    out.line("const float* HWY_RESTRICT kernel = weights + weights_at::{}_kernel_tiles_back;", name_);
  }
  out.open("for (int image = 0; image < count; ++image)");
  out.list(name_ + "_mask",
           {output_map("image"), d_output_map("image"), fmt::format("masked + image * {}", masked.size()),
            fmt::format("arena.gradients + gradients_at::{}_d_bias", name_)},
           ";");
  if (around_.input_gradient) {
    out.list(name_ + "_d_input",
             {"kernel", fmt::format("masked + image * {}", masked.size()), "d_tiles", "tiles", d_input_map("image")},
             ";");
  }
  out.close();
  emit_tiled_kernel_loops(out);
  out.close();
  out.blank();
}

}  // namespace constnet::codegen
