// Forward pass of a convolution as direct sums over taps and channels.
#include "emit/activation.hpp"
#include "steps/convolution/step.hpp"

namespace constnet::codegen {
namespace {

/// max(a, max(b, ...)) in pairs: short dependency chains, and it reads well for a 2x2 window.
std::string maximum_of(std::vector<std::string> values) {
  while (values.size() > 1) {
    std::vector<std::string> halved;
    for (std::size_t i = 0; i + 1 < values.size(); i += 2) {
      halved.push_back(fmt::format("hn::Max({}, {})", values[i], values[i + 1]));
    }
    if (values.size() % 2 == 1) halved.push_back(values.back());
    values = std::move(halved);
  }
  return values.front();
}

}  // namespace

Product ConvolutionStep::forward_product() const {
  Product p;
  p.kernel_rows = convolution_.kernel_size.height;
  p.kernel_columns = convolution_.kernel_size.width;
  p.stride_rows = convolution_.strides.height;
  p.stride_columns = convolution_.strides.width;
  p.dilation_rows = convolution_.dilation_rate.height;
  p.dilation_columns = convolution_.dilation_rate.width;
  p.input_row_step = input_.row_stride();
  p.input_column_step = input_.pixel_stride;
  p.channels = block_channels();
  p.unit_rows = output_shape_.height;
  p.unit_columns = output_shape_.width;
  p.output_vectors = padded(block_filters()) / lanes();
  if (pool_) {
    p.window_rows = pool_->pool_size.height;
    p.window_columns = pool_->pool_size.width;
    p.unit_step_rows = step(*pool_).height;
    p.unit_step_columns = step(*pool_).width;
  }
  return p;
}

ProductCode ConvolutionStep::forward_code(bool winners) const {
  ProductCode code;
  code.product = forward_product();
  code.target = around_.target;
  code.tile = tile_for("forward", code.product);
  code.name = name_ + (winners ? "_winners" : "");
  code.parameters = {"const float* HWY_RESTRICT bias", "float* HWY_RESTRICT output"};
  if (winners) code.parameters.push_back("std::uint8_t* HWY_RESTRICT winners");
  code.start_from_bias = !pool_;
  const int step_row = output_.row_stride();
  const int step_column = output_.pixel_stride;
  const int width = lanes();
  const int winner_row = output_shape_.width * padded(filters());
  const int winner_column = padded(filters());
  const bool pooled = pool_.has_value();
  const Activation activation = convolution_.activation;
  code.epilogue = [=](Writer& out, const std::vector<std::string>& sums, int row, int column, int vector) {
    const std::string to = sum("output", {}, row * step_row + column * step_column + vector * width);
    if (!pooled) {
      out.line("hn::Store({}, f32, {});", activated(activation, sums.front()), to);
      return;
    }
    const std::string bias = fmt::format("hn::Load(f32, {})", sum("bias", {}, vector * width));
    const std::string at =
        vector == 0 ? fmt::format("{}_{}", row, column) : fmt::format("{}_{}_v{}", row, column, vector);
    if (winners) {
      out.line("Floats best{} = {};", at, sums.front());
      out.line("Ints winner{} = hn::Zero(s32);", at);
      for (std::size_t i = 1; i < sums.size(); ++i) out.line("compete({}, {}, best{}, winner{});", sums[i], i, at, at);
      out.line("store_winners(winner{}, {});", at,
               sum("winners", {}, row * winner_row + column * winner_column + vector * width));
    } else {
      out.line("const Floats best{} = {};", at, maximum_of(sums));
    }
    out.line("hn::Store({}, f32, {});", activated(activation, fmt::format("hn::Add(best{}, {})", at, bias)), to);
  };
  return code;
}

/// NAME_forward, or NAME_forward_winners, which also says which pixel of each pooling window is the greatest.
void ConvolutionStep::emit_direct_forward(Writer& out, bool winners) const {
  const ProductCode code = forward_code(winners);
  emit_tiles(out, code);
  out.comment(winners ? "The same, and which pixel of each pooling window is the greatest."
                      : title() + " " + with_separators(multiply_adds()) + " multiply-adds.");
  std::vector<std::string> parameters{"const float* HWY_RESTRICT weights", "const float* HWY_RESTRICT input",
                                      "float* HWY_RESTRICT output"};
  if (winners) parameters.push_back("std::uint8_t* HWY_RESTRICT winners");
  out.list("void " + name_ + (winners ? "_forward_winners" : "_forward"), parameters, " {");
  out.indent();
  if (!output_.border.empty()) out.line("clear(output, {});", output_.size());
  out.line("const float* HWY_RESTRICT kernel = weights + weights_at::{}_kernel;", name_);
  out.line("const float* HWY_RESTRICT bias = weights + weights_at::{}_bias;", name_);
  const std::string block = open_loop(out, "block", blocks_);
  const auto of_block = [&](const std::string& base, int origin) {
    return sum(base, {{block, block_filters()}}, origin);
  };
  std::vector<TileArgument> arguments{
      {of_block("bias", 0), 0, 0, 1},
      {of_block("output", output_.offset(0, 0)), output_.row_stride(), output_.pixel_stride, 1}};
  if (winners) {
    const int depth = padded(filters());
    arguments.push_back({of_block("winners", 0), output_.shape.width * depth, depth, 1});
  }
  emit_tile_loops(out, code, sum("input", {{block, block_channels()}}, input_origin()),
                  sum("kernel", {{block, packed_size(code.product, code.target)}}), arguments);
  close_loop(out, block);
  out.close();
  out.blank();
}

}  // namespace constnet::codegen
