// Convolutions in groups: which of them one product takes together, and their kernels in its layout.
#include "emit/pack_parts.hpp"
#include "steps/convolution/step.hpp"

namespace constnet::codegen {

/// The most blocks of whole groups whose `outputs`, of the convolution or of the input's gradient, fill vectors
/// exactly; one block where no number of groups does. Groups within a block are computed as one convolution that has
/// zeros between them.
int ConvolutionStep::blocks_of(int outputs) const {
  const int groups = convolution_.groups;
  for (int together = 1; together < groups; ++together) {
    if (groups % together == 0 && outputs / groups * together % lanes() == 0) return groups / together;
  }
  return 1;
}

/// The groups of one of `blocks` blocks.
KernelParts ConvolutionStep::parts(int blocks) const {
  const int groups = convolution_.groups;
  return {groups / blocks, input_shape_.channels / groups, filters() / groups};
}

/// Weights of Keras' kernel (row, column, channel of the group, filter), from the first filter of `block` on.
WeightSource ConvolutionStep::kernel_source(const std::string& block) const {
  const long long column_step = 1LL * parts().channels * filters();
  const long long row_step = convolution_.kernel_size.width * column_step;
  return [=, this](const std::string& row, const std::string& column, const std::string& channel) {
    return sum("kernel", {{row, row_step}, {column, column_step}, {channel, filters()}, {block, block_filters()}});
  };
}

void ConvolutionStep::emit_prepare_groups(Writer& out) const {
  const ProductCode code = forward_code(false);
  const std::string block = open_loop(out, "block", blocks_);
  const std::string packed =
      sum(fmt::format("weights + weights_at::{}_kernel", name_), {{block, packed_size(code.product, code.target)}});
  const std::string own_factors = factors().empty() ? "" : sum(factors(), {{block, block_filters()}});
  if (parts().count == 1) {
    emit_pack(out, code, packed, kernel_source(block), block_filters(), own_factors);
  } else {
    emit_pack_parts(out, code, packed, kernel_source(block), parts(), own_factors);
  }
  close_loop(out, block);
}

void ConvolutionStep::emit_read_back_groups(Writer& out) const {
  const ProductCode code = forward_code(false);
  const std::string block = open_loop(out, "block", blocks_);
  const std::string packed =
      sum(fmt::format("weights + weights_at::{}_kernel", name_), {{block, packed_size(code.product, code.target)}});
  if (parts().count == 1) {
    emit_unpack(out, code, packed, kernel_source(block), block_filters());
  } else {
    emit_unpack_parts(out, code, packed, kernel_source(block), parts());
  }
  close_loop(out, block);
}

void ConvolutionStep::emit_prepare_backward_groups(Writer& out) const {
  const Size2 stride = convolution_.strides;
  const int column_step = parts().channels * filters();
  const int row_step = convolution_.kernel_size.width * column_step;
  for (const Phase& phase : phases()) {
    if (phase.kernel_rows == 0 || phase.kernel_columns == 0) continue;
    const ProductCode code = phase_code(phase);
    const std::string block = open_loop(out, "block", blocks_back_);
    const std::string packed = sum(fmt::format("weights + weights_at::{}_kernel_back{}", name_, phase.suffix),
                                   {{block, packed_size(code.product, code.target)}});
    const long long last = 1LL * (phase.tap_row + stride.height * (phase.kernel_rows - 1)) * row_step +
                           1LL * (phase.tap_column + stride.width * (phase.kernel_columns - 1)) * column_step;
    const WeightSource source = [&](const std::string& row, const std::string& column, const std::string&) {
      return sum("kernel",
                 {{row, -1LL * stride.height * row_step},
                  {column, -1LL * stride.width * column_step},
                  {block, filters() / blocks_back_}},
                 last);
    };
    if (parts(blocks_back_).count == 1) {
      emit_pack_transposed(out, code, packed, source, input_shape_.channels / blocks_back_, filters());
    } else {
      emit_pack_parts_transposed(out, code, packed, source, parts(blocks_back_), filters());
    }
    close_loop(out, block);
  }
}

void ConvolutionStep::emit_add_group_gradients(Writer& out) const {
  const KernelParts each = parts();
  const int taps = convolution_.kernel_size.height * convolution_.kernel_size.width;
  const int depth = padded(block_filters());
  const std::string block = open_loop(out, "block", blocks_);
  const std::string part = open_loop(out, "part", each.count);
  const std::string tap = open_loop(out, "tap", taps);
  const std::string channel = open_loop(out, "channel", each.channels);
  out.list("add",
           {sum(fmt::format("arena.gradients + gradients_at::{}_d_kernel", name_),
                {{block, 1LL * taps * block_channels() * depth},
                 {part, 1LL * each.channels * depth + each.filters},
                 {tap, 1LL * block_channels() * depth},
                 {channel, depth}}),
            std::to_string(each.filters),
            sum("d_kernel", {{block, block_filters()},
                             {part, each.filters},
                             {tap, 1LL * each.channels * filters()},
                             {channel, filters()}}),
            "1"},
           ";");
  close_loop(out, channel);
  close_loop(out, tap);
  close_loop(out, part);
  close_loop(out, block);
}

}  // namespace constnet::codegen
