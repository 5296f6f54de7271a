// A convolution's kernel in the layouts that forward and backward read, and its gradient back in Keras' layout.
#include "emit/pack.hpp"
#include "steps/convolution/step.hpp"

namespace constnet::codegen {

void ConvolutionStep::emit_prepare(Writer& out) const {
  if (convolution_.groups > 1) {
    emit_prepare_groups(out);
  } else if (image_tile_ > 0) {
    emit_winograd_prepare(out, image_tile_, position_code(tiles_per_chunk()).tile, filter_block(), name_ + "_kernel");
  } else {
    const int column = input_shape_.channels * filters();
    const int row = convolution_.kernel_size.width * column;
    emit_pack(
        out, forward_code(false), fmt::format("weights + weights_at::{}_kernel", name_),
        [&](const std::string& r, const std::string& s, const std::string& c) {
          return sum("kernel", {{r, row}, {s, column}, {c, filters()}});
        },
        filters(), factors());
  }
  if (batch_tile_ > 0) {
    emit_winograd_prepare(out, batch_tile_, batch_code(false, 1).tile, padded(filters()), name_ + "_kernel_tiles");
  }
  emit_prepare_bias(out, convolution_.use_bias, filters(), padded(filters()));
}

void ConvolutionStep::emit_read_back(Writer& out) const {
  if (convolution_.groups > 1) {
    emit_read_back_groups(out);
    emit_read_back_bias(out, filters());
    return;
  }
  const int column = input_shape_.channels * filters();
  const int row = convolution_.kernel_size.width * column;
  emit_unpack(
      out, forward_code(false), fmt::format("weights + weights_at::{}_kernel", name_),
      [&](const std::string& r, const std::string& s, const std::string& c) {
        return sum("kernel", {{r, row}, {s, column}, {c, filters()}});
      },
      filters());
  emit_read_back_bias(out, filters());
}

void ConvolutionStep::emit_prepare_backward(Writer& out) const {
  if (batch_tile_ > 0 || gradient_tile_ > 0) {
    emit_batch_prepare(out);
    return;
  }
  if (convolution_.groups > 1) {
    emit_prepare_backward_groups(out);
    return;
  }
  const int kernel_columns = convolution_.kernel_size.width;
  const int channels = input_shape_.channels;
  const int row = kernel_columns * channels * filters();
  const int column = channels * filters();
  if (sparse()) {
    const std::string packed = fmt::format("weights + weights_at::{}_kernel_by_filter", name_);
    if (patch_has_gaps()) out.line("clear({}, {});", packed, filters() * patch().size);
    emit_transpose_blocks(out, input_block_limit(), packed, false);
    return;
  }
  for (const Phase& phase : phases()) {
    if (phase.kernel_rows == 0 || phase.kernel_columns == 0) continue;
    const Size2 stride = convolution_.strides;
    const int last_row = phase.tap_row + stride.height * (phase.kernel_rows - 1);
    const int last_column = phase.tap_column + stride.width * (phase.kernel_columns - 1);
    emit_pack_transposed(
        out, phase_code(phase), fmt::format("weights + weights_at::{}_kernel_back{}", name_, phase.suffix),
        [&](const std::string& r, const std::string& s, const std::string&) {
          return sum(
              "kernel",
              {{r, -static_cast<long long>(stride.height) * row}, {s, -static_cast<long long>(stride.width) * column}},
              static_cast<long long>(last_row) * row + static_cast<long long>(last_column) * column);
        },
        channels, filters());
  }
}

void ConvolutionStep::emit_add_gradients(Writer& out) const {
  if (batch_tile_ > 0 || gradient_tile_ > 0) {
    emit_batch_add_gradients(out);
  } else if (convolution_.groups > 1) {
    emit_add_group_gradients(out);
  } else {
    emit_add_kernel_gradients(out);
  }
  if (!convolution_.use_bias) return;
  out.list("add",
           {fmt::format("arena.gradients + gradients_at::{}_d_bias", name_), std::to_string(filters()), "d_bias", "1"},
           ";");
}

void ConvolutionStep::emit_add_kernel_gradients(Writer& out) const {
  const int kernel_rows = convolution_.kernel_size.height;
  const int kernel_columns = convolution_.kernel_size.width;
  const int channels = input_shape_.channels;
  const std::string d_kernel = fmt::format("arena.gradients + gradients_at::{}_d_kernel", name_);
  if (sparse() && !gathers_windows()) {
    emit_transpose_blocks(out, weight_block_limit(), d_kernel, true);
  } else {
    const std::string k = open_loop(out, "entry", kernel_rows * kernel_columns * channels);
    out.list(
        "add",
        {sum(d_kernel, {{k, padded(filters())}}), std::to_string(filters()), sum("d_kernel", {{k, filters()}}), "1"},
        ";");
    close_loop(out, k);
  }
}

}  // namespace constnet::codegen
