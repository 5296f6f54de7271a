// 3x3 convolutions whose output is one small Winograd tile: the tiles of all images of a micro-batch go through each
// product together, forward, and for both gradients by the transposed transforms.
#include <algorithm>

#include "emit/activation.hpp"
#include "emit/transform.hpp"
#include "emit/weight_gradient.hpp"
#include "steps/convolution/step.hpp"

namespace constnet::codegen {
namespace {

constexpr int kFewestChannels = 16;
/// Above this the rounding errors grow past what a default may cost.
constexpr int kLargestTile = 3;

}  // namespace

int ConvolutionStep::choose_batch_tile() const {
  const bool three = is_plain(convolution_) && convolution_.kernel_size == Size2{3};
  const int m = convolved_.height;
  const bool fits = convolved_.width == m && m >= 2 && m <= kLargestTile;
  const bool deep = input_shape_.channels >= kFewestChannels && filters() >= kFewestChannels;
  // Backward reads the tiles that forward leaves: those of the last group of images only.
  const bool together = around_.micro_batch > 1 && around_.micro_batch == arena_images();
  return together && around_.winograd > 0 && !pool_ && three && fits && deep && lanes() >= 4 ? m : 0;
}

/// The product at one position, forward (channels to filters) or backward (filters to channels); `images` 0 stands for
/// the tile's own number.
ProductCode ConvolutionStep::batch_code(bool backward, int images) const {
  const int depth = padded(filters());
  ProductCode code;
  code.target = around_.target;
  Product& p = code.product;
  p.channels = backward ? filters() : input_shape_.channels;
  p.input_column_step = backward ? depth : input_.pixel_stride;
  p.output_vectors = (backward ? input_.pixel_stride : depth) / lanes();
  p.unit_columns = around_.micro_batch;
  code.tile = tile_for(backward ? "products_back" : "products", p);
  p.unit_columns = images == 0 ? code.tile.columns : images;
  code.tile.columns = p.unit_columns;
  code.name = name_ + (backward ? "_products_back" : "_products");
  code.unit = "image";
  code.parameters = {"float* HWY_RESTRICT products"};
  const int per_image = backward ? input_.pixel_stride : depth;
  const int width = lanes();
  code.epilogue = [=](Writer& out, const std::vector<std::string>& sums, int, int image, int vector) {
    out.line("hn::Store({}, f32, {});", sums.front(), sum("products", {}, image * per_image + vector * width));
  };
  return code;
}

/// Where the products lie behind the transformed inputs.
int ConvolutionStep::products_offset() const {
  const int n = batch_tile_ + 2;
  return n * n * plane_size(around_.micro_batch * input_.pixel_stride);
}

int ConvolutionStep::several_scratch() const {
  if (batch_tile_ == 0) return 0;
  const int n = batch_tile_ + 2;
  return products_offset() + n * n * plane_size(around_.micro_batch * padded(filters()));
}

void ConvolutionStep::claim_batch(Memory& memory) const {
  const int n = batch_tile_ + 2;
  memory.floats.claim(name_ + "_masked", around_.micro_batch * masked_layout().size());
  memory.floats.claim(name_ + "_tiles", several_scratch());
  memory.gradients.claim(name_ + "_d_kernel", n * n * plane_size(input_shape_.channels * padded(filters())));
  if (around_.input_gradient) {
    memory.training_weights.claim(name_ + "_kernel_transposed", 9 * filters() * input_.pixel_stride);
    memory.training_weights.claim(name_ + "_kernel_tiles_back", n * n * plane_size(filters() * input_.pixel_stride));
  }
}

/// The loop over positions: tiles times kernel to products, or back.
void ConvolutionStep::emit_batch_products(Writer& out, bool backward) const {
  const int positions = (batch_tile_ + 2) * (batch_tile_ + 2);
  const int images = around_.micro_batch;
  const int depth = padded(filters());
  const int from = backward ? depth : input_.pixel_stride;
  const int to = backward ? input_.pixel_stride : depth;
  const int channels = backward ? filters() : input_shape_.channels;
  out.open("for (int position = 0; position < {}; ++position)", positions);
  emit_image_loops(
      out, [&](int n) { return batch_code(backward, n); }, images,
      fmt::format("{} + position * {}", backward ? "products" : "tiles", plane_size(images * from)), from,
      fmt::format("kernel + position * {}", plane_size(channels * to)),
      {{fmt::format("{} + position * {}", backward ? "tiles" : "products", plane_size(images * to)), 0, 0, 1}}, to);
  out.close();
}

void ConvolutionStep::emit_batch_forward(Writer& out) const {
  const Winograd w = winograd(batch_tile_);
  const int images = around_.micro_batch;
  const int depth = padded(filters());
  emit_plane_transform(
      out,
      {name_ + "_transform_input",
       fmt::format("Transforms {0}x{0} pixels of each image; afterwards one plane per position.", w.n), w.input, w.n,
       input_.row_stride(), input_.pixel_stride, input_.size(), w.n * plane_size(images * input_.pixel_stride),
       plane_size(images * input_.pixel_stride), input_.pixel_stride, input_.pixel_stride},
      lanes());
  emit_image_tiles(out, [&](int n) { return batch_code(false, n); }, images, true);
  PlaneTransform finish{name_ + "_transform_output",
                        fmt::format("Transforms the products back to {0}x{0} pixels and adds the bias.", w.m),
                        w.output,
                        w.n,
                        w.n * plane_size(images * depth),
                        plane_size(images * depth),
                        depth,
                        output_.row_stride(),
                        output_.pixel_stride,
                        output_.size(),
                        depth};
  finish.bias = true;
  finish.activation = convolution_.activation;
  emit_plane_transform(out, finish, lanes());

  out.comment(fmt::format("The same for several images, by Winograd F({0}x{0}, 3x3).", w.m));
  out.list("void " + name_ + "_forward_several",
           {"const float* HWY_RESTRICT weights", "const float* HWY_RESTRICT input", "float* HWY_RESTRICT output",
            "float* HWY_RESTRICT scratch", "int count"},
           " {");
  out.indent();
  out.line("float* HWY_RESTRICT tiles = scratch;");
  out.line("float* HWY_RESTRICT products = scratch + {};", products_offset());
  out.line("const float* HWY_RESTRICT kernel = weights + weights_at::{}_kernel_tiles;", name_);
  out.line("const float* HWY_RESTRICT bias = weights + weights_at::{}_bias;", name_);
  if (!output_.border.empty()) out.line("clear(output, count * {});", output_.size());
  out.list(name_ + "_transform_input", {sum("input", {}, input_origin()), "tiles", "count"}, ";");
  emit_batch_products(out, false);
  out.list(name_ + "_transform_output", {"products", "bias", sum("output", {}, output_.offset(0, 0)), "count"}, ";");
  out.close();
  out.blank();
}

void ConvolutionStep::emit_batch_training(Writer& out) const {
  out.comment(title());
  open_training(out, "forward_batch", true);
  out.line("float* HWY_RESTRICT tiles = arena.floats + floats_at::{}_tiles;", name_);
  out.list(name_ + "_forward_several", {"weights", input_map(""), output_map(""), "tiles", "count"}, ";");
  out.close();
  out.blank();
  emit_batch_backward(out);
}

void ConvolutionStep::emit_batch_backward(Writer& out) const {
  const Winograd w = winograd(batch_tile_);
  const int images = around_.micro_batch;
  const int depth = padded(filters());
  const int positions = w.n * w.n;
  const MapLayout masked = masked_layout();
  emit_mask(out);
  emit_plane_transform(out,
                       {name_ + "_transform_d_output", "Transforms the output's gradient by the transposed matrix.",
                        transposed(w.output), w.m, masked.row_stride(), masked.pixel_stride, masked.size(),
                        w.n * plane_size(images * depth), plane_size(images * depth), depth, depth},
                       lanes());
  WeightGradient g;
  g.name = name_ + "_d_kernel";
  g.target = around_.target;
  g.run_rows = positions;
  g.run_row_step = plane_size(images * input_.pixel_stride);
  g.run_length = input_shape_.channels;
  g.output_vectors = depth / lanes();
  g.input_image_step = input_.pixel_stride;
  g.d_image_step = depth;
  g.d_kernel_row_step = plane_size(input_shape_.channels * depth);
  g.d_run_row_step = plane_size(images * depth);
  if (clears_kernel_sums()) g.cleared = "arena.cleared";
  emit_weight_gradient_tiles(out, g);
  if (around_.input_gradient) {
    emit_image_tiles(out, [&](int n) { return batch_code(true, n); }, images, true);
    emit_plane_transform(out,
                         {name_ + "_transform_d_input", "Transforms the gradients of the tiles to those of the input.",
                          transposed(w.input), w.n, w.n * plane_size(images * input_.pixel_stride),
                          plane_size(images * input_.pixel_stride), input_.pixel_stride, input_.row_stride(),
                          input_.pixel_stride, input_.size(), input_.pixel_stride},
                         lanes());
  }
  out.comment("Backward of " + title());
  open_training(out, "backward", around_.input_gradient);
  out.line("float* HWY_RESTRICT masked = arena.floats + floats_at::{}_masked;", name_);
  out.line("float* HWY_RESTRICT tiles = arena.floats + floats_at::{}_tiles;", name_);
  out.line("float* HWY_RESTRICT products = tiles + {};", products_offset());
  out.line("float* HWY_RESTRICT d_kernel = arena.gradients + gradients_at::{}_d_kernel;", name_);
  out.open("for (int image = 0; image < count; ++image)");
  out.list(name_ + "_mask",
           {output_map("image"), d_output_map("image"), fmt::format("masked + image * {}", masked.size()),
            fmt::format("arena.gradients + gradients_at::{}_d_bias", name_)},
           ";");
  out.close();
  out.list(name_ + "_transform_d_output", {"masked", "products", "count"}, ";");
  emit_weight_gradient_loops(out, g, "tiles", "products", "d_kernel");
  if (around_.input_gradient) {
    out.line("const float* HWY_RESTRICT kernel = weights + weights_at::{}_kernel_tiles_back;", name_);
    emit_batch_products(out, true);
    out.list(name_ + "_transform_d_input", {"tiles", sum(d_input_map(""), {}, input_origin()), "count"}, ";");
  }
  out.close();
  out.blank();
}

}  // namespace constnet::codegen
