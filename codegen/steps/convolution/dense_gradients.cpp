// Backward pass of a convolution without pooling: dense sums over all pixels.
#include <algorithm>

#include "emit/pack.hpp"
#include "emit/weight_gradient.hpp"
#include "steps/convolution/step.hpp"

namespace constnet::codegen {
namespace {

/// Along one dimension: which kernel taps and output positions meet the input positions first, first + stride, ...
struct PhaseAxis {
  int first;         ///< first input position
  int tap;           ///< first kernel tap
  int taps;          ///< kernel taps that reach these positions; 0 where the stride skips them
  int first_output;  ///< output position that the first input position and the last tap meet; may be negative
  int units;         ///< input positions
};

std::vector<PhaseAxis> phases_along(int n, int kernel, int stride, int dilation, int padding) {
  std::vector<PhaseAxis> axes;
  for (int first = 0; first < std::min(stride, n); ++first) {
    const int tap = (first + padding) % stride;
    const int taps = tap < kernel ? (kernel - tap + stride - 1) / stride : 0;
    axes.push_back({first, tap, taps, (first + padding - tap) / stride - (taps - 1) * dilation,
                    (n - first + stride - 1) / stride});
  }
  return axes;
}

}  // namespace

std::vector<ConvolutionStep::Phase> ConvolutionStep::phases() const {
  const Size2 kernel = convolution_.kernel_size;
  const Size2 stride = convolution_.strides;
  const Size2 dilation = convolution_.dilation_rate;
  std::vector<Phase> all;
  for (const PhaseAxis& y :
       phases_along(input_.shape.height, kernel.height, stride.height, dilation.height, padding_top_)) {
    for (const PhaseAxis& x :
         phases_along(input_.shape.width, kernel.width, stride.width, dilation.width, padding_left_)) {
      const bool single = stride.height == 1 && stride.width == 1;
      all.push_back({y.first, x.first, y.tap, x.tap, y.first_output, x.first_output, y.units, x.units, y.taps, x.taps,
                     single ? "" : fmt::format("_{}{}", y.first, x.first)});
    }
  }
  return all;
}

MapLayout ConvolutionStep::masked_layout() const {
  const Shape convolved = summed_shape();
  MapLayout layout{convolved, padded(filters()), {}};
  if (gradient_tile_ > 0) layout.border = {0, 0, convolved.height % 2, convolved.width % 2};
  if (!around_.input_gradient || batch_tile_ > 0) return layout;
  const Size2 dilation = convolution_.dilation_rate;
  for (const Phase& phase : phases()) {
    if (phase.kernel_rows == 0 || phase.kernel_columns == 0) continue;
    Border& border = layout.border;
    border.top = std::max(border.top, -phase.first_row);
    border.left = std::max(border.left, -phase.first_column);
    border.bottom = std::max(border.bottom, phase.first_row + phase.unit_rows +
                                                (phase.kernel_rows - 1) * dilation.height - convolved.height);
    border.right = std::max(border.right, phase.first_column + phase.unit_columns +
                                              (phase.kernel_columns - 1) * dilation.width - convolved.width);
  }
  return layout;
}

ProductCode ConvolutionStep::phase_code(const Phase& phase) const {
  const MapLayout masked = masked_layout();
  ProductCode code;
  code.target = around_.target;
  Product& p = code.product;
  p.kernel_rows = phase.kernel_rows;
  p.kernel_columns = phase.kernel_columns;
  p.dilation_rows = convolution_.dilation_rate.height;
  p.dilation_columns = convolution_.dilation_rate.width;
  p.input_row_step = masked.row_stride();
  p.input_column_step = masked.pixel_stride;
  p.channels = filters() / blocks_back_;
  p.unit_rows = phase.unit_rows;
  p.unit_columns = phase.unit_columns;
  p.output_vectors = input_.pixel_stride / blocks_back_ / lanes();
  code.tile = tile_for("d_input" + phase.suffix, p);
  code.name = name_ + "_d_input" + phase.suffix;
  code.parameters = {"float* HWY_RESTRICT d_input"};
  const int row_step = convolution_.strides.height * input_.row_stride();
  const int column_step = convolution_.strides.width * input_.pixel_stride;
  const int width = lanes();
  code.epilogue = [=](Writer& out, const std::vector<std::string>& sums, int row, int column, int vector) {
    out.line("hn::Store({}, f32, {});", sums.front(),
             sum("d_input", {}, row * row_step + column * column_step + vector * width));
  };
  return code;
}

void ConvolutionStep::claim_dense(Memory& memory) const {
  if (pool_) {
    memory.bytes.claim(name_ + "_winners",
                       arena_images() * output_shape_.height * output_shape_.width * padded(filters()));
  }
  memory.floats.claim(name_ + "_masked", around_.micro_batch * masked_layout().size());
  memory.gradients.claim(name_ + "_d_kernel", convolution_.kernel_size.height * convolution_.kernel_size.width *
                                                  input_shape_.channels * padded(block_filters()));
  if (!around_.input_gradient) return;
  for (const Phase& phase : phases()) {
    if (phase.kernel_rows == 0 || phase.kernel_columns == 0) continue;
    const ProductCode code = phase_code(phase);
    memory.training_weights.claim(name_ + "_kernel_back" + phase.suffix,
                                  blocks_back_ * packed_size(code.product, code.target));
  }
}

/// What backward sums over: the pixels that somebody reads.
Shape ConvolutionStep::summed_shape() const {
  if (!pool_) return convolved_;
  Shape shape = convolved_;
  shape.height = (output_shape_.height - 1) * step(*pool_).height + pool_->pool_size.height;
  shape.width = (output_shape_.width - 1) * step(*pool_).width + pool_->pool_size.width;
  return shape;
}

/// The gradient of pooling, and of the activation: each window's goes to its greatest pixel.
void ConvolutionStep::emit_unpool(Writer& out) const {
  const MapLayout masked = masked_layout();
  const int depth = padded(filters());
  const Size2 window = pool_->pool_size;
  out.comment(std::string("Gives each pooling window's gradient to its greatest pixel") +
              (relu() ? " where the output is above zero" : "") +
              ", inside zeros that the input's gradient reads, and adds up the bias's.");
  out.list("HWY_NOINLINE void " + name_ + "_mask",
           {"const float* HWY_RESTRICT output", "const std::uint8_t* HWY_RESTRICT winners",
            "const float* HWY_RESTRICT d_output", "float* HWY_RESTRICT masked", "float* HWY_RESTRICT d_bias"},
           " {");
  out.indent();
  const bool gaps = !(step(*pool_) == window);
  if (!masked.border.empty() || gaps) out.line("clear(masked, {});", masked.size());
  if (!relu()) out.line("static_cast<void>(output);");
  if (window.height * window.width == 1) out.line("static_cast<void>(winners);");
  out.open("for (int filter = 0; filter < {}; filter += {})", depth, lanes());
  out.line("Floats d_bias_sum = hn::Load(f32, d_bias + filter);");
  const std::string y = open_loop(out, "y", output_shape_.height);
  const std::string x = open_loop(out, "x", output_shape_.width);
  const std::string at = sum("filter", {{y, output_.row_stride()}, {x, output_.pixel_stride}}, output_.offset(0, 0));
  if (relu()) {
    out.line("const auto alive = hn::Gt(hn::Load(f32, output + {}), hn::Zero(f32));", at);
    out.line("const Floats d = hn::IfThenElseZero(alive, hn::Load(f32, d_output + {}));", at);
  } else {
    out.line("const Floats d = hn::Load(f32, d_output + {});", at);
  }
  if (window.height * window.width > 1) {
    out.line("const Ints winner = load_winners(winners + {});",
             sum("filter", {{y, output_shape_.width * depth}, {x, depth}}));
  }
  for (int i = 0; i < window.height * window.width; ++i) {
    const std::string to =
        sum("filter", {{y, step(*pool_).height * masked.row_stride()}, {x, step(*pool_).width * masked.pixel_stride}},
            masked.offset(i / window.width, i % window.width));
    const std::string won = fmt::format("hn::RebindMask(f32, hn::Eq(winner, hn::Set(s32, {})))", i);
    const bool only = window.height * window.width == 1;
    out.line("hn::Store({}, f32, masked + {});", only ? "d" : fmt::format("hn::IfThenElseZero({}, d)", won), to);
  }
  out.line("d_bias_sum = hn::Add(d_bias_sum, d);");
  close_loop(out, x);
  close_loop(out, y);
  out.line("hn::Store(d_bias_sum, f32, d_bias + filter);");
  out.close();
  out.close();
  out.blank();
}

void ConvolutionStep::emit_mask(Writer& out) const {
  const MapLayout masked = masked_layout();
  const int depth = padded(filters());
  out.comment(std::string("Copies the output's gradient") + (relu() ? " where the output is above zero" : "") +
              ", inside zeros that the input's gradient reads, and adds up the bias's.");
  out.list("HWY_NOINLINE void " + name_ + "_mask",
           {"const float* HWY_RESTRICT output", "const float* HWY_RESTRICT d_output", "float* HWY_RESTRICT masked",
            "float* HWY_RESTRICT d_bias"},
           " {");
  out.indent();
  if (!masked.border.empty()) out.line("clear(masked, {});", masked.size());
  if (!relu()) out.line("static_cast<void>(output);");
  out.open("for (int filter = 0; filter < {}; filter += {})", depth, lanes());
  out.line("Floats d_bias_sum = hn::Load(f32, d_bias + filter);");
  const std::string y = open_loop(out, "y", convolved_.height);
  const std::string x = open_loop(out, "x", convolved_.width);
  const std::string at = sum("filter", {{y, output_.row_stride()}, {x, output_.pixel_stride}}, output_.offset(0, 0));
  if (relu()) {
    out.line("const auto alive = hn::Gt(hn::Load(f32, output + {}), hn::Zero(f32));", at);
    out.line("const Floats d = hn::IfThenElseZero(alive, hn::Load(f32, d_output + {}));", at);
  } else {
    out.line("const Floats d = hn::Load(f32, d_output + {});", at);
  }
  out.line("hn::Store(d, f32, masked + {});",
           sum("filter", {{y, masked.row_stride()}, {x, masked.pixel_stride}}, masked.offset(0, 0)));
  out.line("d_bias_sum = hn::Add(d_bias_sum, d);");
  close_loop(out, x);
  close_loop(out, y);
  out.line("hn::Store(d_bias_sum, f32, d_bias + filter);");
  out.close();
  out.close();
  out.blank();
}

void ConvolutionStep::emit_dense_backward(Writer& out) const {
  const MapLayout masked = masked_layout();
  const int depth = padded(filters());
  if (pool_) {
    emit_unpool(out);
  } else {
    emit_mask(out);
  }

  WeightGradient g;
  g.name = name_ + "_d_kernel";
  g.target = around_.target;
  const bool whole_rows =
      blocks_ == 1 && input_.pixel_stride == input_shape_.channels && convolution_.dilation_rate.width == 1;
  g.run_rows = convolution_.kernel_size.height;
  g.run_row_step = convolution_.dilation_rate.height * input_.row_stride();
  g.run_columns = whole_rows ? 1 : convolution_.kernel_size.width;
  g.run_column_step = convolution_.dilation_rate.width * input_.pixel_stride;
  g.run_length = block_channels() * (whole_rows ? convolution_.kernel_size.width : 1);
  g.output_vectors = padded(block_filters()) / lanes();
  g.rows = masked.shape.height;
  g.columns = masked.shape.width;
  g.input_row_step = convolution_.strides.height * input_.row_stride();
  g.input_column_step = convolution_.strides.width * input_.pixel_stride;
  g.input_image_step = input_.size();
  g.d_row_step = masked.row_stride();
  g.d_column_step = masked.pixel_stride;
  g.d_image_step = masked.size();
  emit_weight_gradient_tiles(out, g);

  std::vector<Phase> reached;
  bool all_reached = true;
  if (around_.input_gradient) {
    for (const Phase& phase : phases()) {
      if (phase.kernel_rows == 0 || phase.kernel_columns == 0) {
        all_reached = false;
        continue;
      }
      emit_tiles(out, phase_code(phase));
      reached.push_back(phase);
    }
  }

  out.comment("Backward of " + title() + " " + with_separators(backward_multiply_adds()) + " multiply-adds.");
  open_training(out, "backward", !reached.empty());
  out.line("float* masked = arena.floats + floats_at::{}_masked;", name_);
  out.open("for (int image = 0; image < count; ++image)");
  std::vector<std::string> arguments{output_map("image"), d_output_map("image"),
                                     fmt::format("masked + image * {}", masked.size()),
                                     fmt::format("arena.gradients + gradients_at::{}_d_bias", name_)};
  if (pool_) {
    const int positions = output_shape_.height * output_shape_.width;
    arguments.insert(arguments.begin() + 1, arena_block("bytes", name_ + "_winners", "image", positions * depth, true));
  }
  out.list(name_ + "_mask", arguments, ";");
  out.close();
  out.line("const float* input = {};", sum(input_map(""), {}, input_origin()));
  out.line("float* d_kernel = arena.gradients + gradients_at::{}_d_kernel;", name_);
  const int d_kernel_step = g.run_rows * g.run_columns * g.run_length * padded(block_filters());
  const std::string part = open_loop(out, "part", blocks_);
  emit_weight_gradient_loops(out, g, sum("input", {{part, block_channels()}}),
                             sum("masked", {{part, block_filters()}}, masked.offset(0, 0)),
                             sum("d_kernel", {{part, d_kernel_step}}));
  close_loop(out, part);
  if (around_.input_gradient) {
    out.open("for (int image = 0; image < count; ++image)");
    out.line("float* d_input = {};", d_input_map("image"));
    if (!all_reached) out.line("clear(d_input, {});", input_.size());
    const int row_step = convolution_.strides.height * input_.row_stride();
    const int column_step = convolution_.strides.width * input_.pixel_stride;
    const std::string own = open_loop(out, "part", blocks_back_);
    for (const Phase& phase : reached) {
      const ProductCode code = phase_code(phase);
      emit_tile_loops(
          out, code,
          sum(fmt::format("masked + image * {}", masked.size()), {{own, filters() / blocks_back_}},
              masked.offset(phase.first_row, phase.first_column)),
          sum(fmt::format("weights + weights_at::{}_kernel_back{}", name_, phase.suffix),
              {{own, packed_size(code.product, code.target)}}),
          {{sum("d_input", {{own, input_shape_.channels / blocks_back_}}, input_.offset(phase.row, phase.column)),
            row_step, column_step, 1}});
    }
    close_loop(out, own);
    out.close();
  }
  out.close();
  out.blank();
}

}  // namespace constnet::codegen
