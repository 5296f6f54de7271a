// Forward pass of convolution steps.
#include "steps/convolution/step.hpp"

#include <algorithm>

#include "emit/activation.hpp"
#include "emit/pack.hpp"

namespace constnet::codegen {
namespace {

/// Larger windows make long straight lines and few of them.
constexpr int kLargestFusedWindow = 9;

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

bool can_fuse(const Conv2D& convolution, const MaxPooling2D& pool, const Shape& convolved, const Target& target) {
  const Size2 window = pool.pool_size;
  const Size2 stride = step(pool);
  const bool whole = output_length(convolved.height, window.height, stride.height, pool.padding) ==
                         output_length(convolved.height, window.height, stride.height, Padding::valid) &&
                     output_length(convolved.width, window.width, stride.width, pool.padding) ==
                         output_length(convolved.width, window.width, stride.width, Padding::valid);
  const bool fits = window.height <= convolved.height && window.width <= convolved.width;
  return fits && whole && stride.height >= window.height && stride.width >= window.width &&
         window.height * window.width <= std::min(kLargestFusedWindow, target.registers - 2) &&
         convolution.activation != Activation::softmax;
}

ConvolutionStep::ConvolutionStep(std::string name, Surroundings surroundings, const Conv2D& convolution, Shape input,
                                 std::optional<MaxPooling2D> pool)
    : Step(std::move(name), surroundings),
      convolution_(convolution),
      input_shape_(input),
      convolved_(constnet::output_shape(convolution, input)),
      output_shape_(pool ? constnet::output_shape(*pool, convolved_) : convolved_),
      layer_output_(output_shape_),
      pool_(pool),
      padding_top_(
          padding_before(input.height, extent(convolution).height, convolution.strides.height, convolution.padding)),
      padding_left_(
          padding_before(input.width, extent(convolution).width, convolution.strides.width, convolution.padding)),
      image_tile_(choose_image_tile()),
      batch_tile_(choose_batch_tile()),
      gradient_tile_(choose_gradient_tile()) {}

std::string ConvolutionStep::title() const {
  std::string text = fmt::format("Conv2D {} {}", filters(), text_of(convolution_.kernel_size));
  if (!(convolution_.strides == Size2{1})) text += " strides " + text_of(convolution_.strides);
  if (!(convolution_.dilation_rate == Size2{1})) text += " dilation " + text_of(convolution_.dilation_rate);
  if (convolution_.padding == Padding::same) text += " same";
  text += " " + name_of(convolution_.activation);
  if (pool_) {
    text += ", MaxPooling2D " + text_of(pool_->pool_size);
    if (!(step(*pool_) == pool_->pool_size)) text += " strides " + text_of(step(*pool_));
  }
  return text + fmt::format(": input {} -> output {}.", text_of(input_shape_), text_of(layer_output_));
}

std::vector<StepTensor> ConvolutionStep::tensors() const {
  std::vector<StepTensor> tensors{{"kernel", name_ + "_kernel"}};
  if (convolution_.use_bias) tensors.push_back({"bias", name_ + "_bias"});
  return tensors;
}

long long ConvolutionStep::multiply_adds() const {
  const Product p = forward_product();
  return static_cast<long long>(p.unit_rows) * p.unit_columns * p.window_rows * p.window_columns * p.taps() *
         p.channels * filters();
}

long long ConvolutionStep::backward_multiply_adds() const {
  const Product p = forward_product();
  const int window = around_.sparse || gathers_windows() ? 1 : p.window_rows * p.window_columns;
  return static_cast<long long>(p.unit_rows) * p.unit_columns * window * p.taps() * p.channels * filters() *
         ((learns() ? 1 : 0) + (around_.training && around_.input_gradient ? 1 : 0));
}

Border ConvolutionStep::input_border() const {
  const Size2 kernel = extent(convolution_);
  const Size2 stride = convolution_.strides;
  const int last_row = (convolved_.height - 1) * stride.height + kernel.height - padding_top_;
  const int last_column = (convolved_.width - 1) * stride.width + kernel.width - padding_left_;
  return {padding_top_, padding_left_, std::max(0, last_row - input_shape_.height),
          std::max(0, last_column - input_shape_.width)};
}

std::optional<Size2> ConvolutionStep::needed_input() const {
  const Size2 kernel = extent(convolution_);
  const Size2 stride = convolution_.strides;
  int rows = convolved_.height;
  int columns = convolved_.width;
  if (pool_) {
    rows = (output_shape_.height - 1) * step(*pool_).height + pool_->pool_size.height;
    columns = (output_shape_.width - 1) * step(*pool_).width + pool_->pool_size.width;
  }
  return Size2{std::min(input_shape_.height, (rows - 1) * stride.height + kernel.height - padding_top_),
               std::min(input_shape_.width, (columns - 1) * stride.width + kernel.width - padding_left_)};
}

void ConvolutionStep::crop_output(Size2 needed) {
  const auto crop = [&](Shape& shape) {
    shape.height = std::min(shape.height, needed.height);
    shape.width = std::min(shape.width, needed.width);
  };
  crop(output_shape_);
  if (!pool_) crop(convolved_);
  image_tile_ = choose_image_tile();
  batch_tile_ = choose_batch_tile();
  gradient_tile_ = choose_gradient_tile();
}

int ConvolutionStep::input_origin() const { return input_.offset(-padding_top_, -padding_left_); }

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
  p.channels = input_shape_.channels;
  p.unit_rows = output_shape_.height;
  p.unit_columns = output_shape_.width;
  p.output_vectors = padded(filters()) / lanes();
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

void ConvolutionStep::claim(Memory& memory) {
  const ProductCode code = forward_code(false);
  const auto tiles = [&](int m) { return (m + 2) * (m + 2) * plane_size(input_shape_.channels * padded(filters())); };
  memory.weights.claim(name_ + "_kernel",
                       image_tile_ > 0 ? tiles(image_tile_) : packed_size(code.product, code.target));
  memory.weights.claim(name_ + "_bias", padded(filters()));
  if (batch_tile_ > 0) memory.weights.claim(name_ + "_kernel_tiles", tiles(batch_tile_));
  if (!in_backward()) return;
  if (around_.train_step) {
    claim_in_place(memory);
    return;
  }
  if (gathers_windows()) {
    claim_windows(memory);
  } else if (pool_ && around_.sparse) {
    claim_sparse(memory);
  } else if (batch_tile_ > 0) {
    claim_batch(memory);
  } else if (gradient_tile_ > 0) {
    claim_tiled(memory);
  } else {
    claim_dense(memory);
  }
  memory.gradients.claim(name_ + "_d_bias", padded(filters()));
}

namespace {

void emit_convolution(Writer& out, const ProductCode& code, const std::string& name, const std::string& stem,
                      int input_origin, const MapLayout& output, int filter_step, bool winners) {
  std::vector<std::string> parameters{"const float* HWY_RESTRICT weights", "const float* HWY_RESTRICT input",
                                      "float* HWY_RESTRICT output"};
  if (winners) parameters.push_back("std::uint8_t* HWY_RESTRICT winners");
  out.list("void " + name, parameters, " {");
  out.indent();
  if (!output.border.empty()) out.line("clear(output, {});", output.size());
  out.line("const float* HWY_RESTRICT kernel = weights + weights_at::{}_kernel;", stem);
  out.line("const float* HWY_RESTRICT bias = weights + weights_at::{}_bias;", stem);
  std::vector<TileArgument> arguments{
      {"bias", 0, 0, 1}, {sum("output", {}, output.offset(0, 0)), output.row_stride(), output.pixel_stride, 1}};
  if (winners) arguments.push_back({"winners", output.shape.width * filter_step, filter_step, 1});
  emit_tile_loops(out, code, sum("input", {}, input_origin), "kernel", arguments);
  out.close();
  out.blank();
}

}  // namespace

void ConvolutionStep::emit_forward(Writer& out) const {
  if (image_tile_ > 0) {
    emit_winograd_forward(out, false);
    return;
  }
  const ProductCode code = forward_code(false);
  emit_tiles(out, code);
  out.comment(title() + " " + with_separators(multiply_adds()) + " multiply-adds.");
  emit_convolution(out, code, name_ + "_forward", name_, input_origin(), output_, padded(filters()), false);
  if (batch_tile_ > 0) emit_batch_forward(out);
}

void ConvolutionStep::emit_training(Writer& out) const {
  const int winners_size = output_shape_.height * output_shape_.width * padded(filters());
  if (batch_tile_ > 0) {
    emit_batch_training(out);
    return;
  }
  if (pool_ && image_tile_ > 0) {
    emit_winograd_forward(out, true);
  } else if (pool_) {
    const ProductCode code = forward_code(true);
    emit_tiles(out, code);
    out.comment("The same, and which pixel of each pooling window is the greatest.");
    emit_convolution(out, code, name_ + "_forward_winners", name_, input_origin(), output_, padded(filters()), true);
  }
  out.comment(title());
  out.list("void " + name_ + "_forward_batch",
           {"const float* HWY_RESTRICT weights", "TrainingArena& arena", "int count"}, " {");
  out.indent();
  out.open("for (int image = 0; image < count; ++image)");
  out.line("const float* HWY_RESTRICT input = {};", input_map("image"));
  out.line("float* HWY_RESTRICT output = {};", output_map("image"));
  std::vector<std::string> arguments{"weights", "input", "output"};
  if (scratch() > 0) {
    out.line("float* HWY_RESTRICT scratch = {};", arena_block("floats", name_ + "_scratch", "", 0));
    arguments.push_back("scratch");
  }
  if (pool_) {
    out.line("std::uint8_t* HWY_RESTRICT winners = {};",
             arena_block("bytes", name_ + "_winners", "image", winners_size));
    arguments.push_back("winners");
  }
  out.list(name_ + (pool_ ? "_forward_winners" : "_forward"), arguments, ";");
  out.close();
  out.close();
  out.blank();
  if (around_.train_step) {
    emit_in_place_backward(out);
  } else if (gathers_windows()) {
    emit_window_backward(out);
  } else if (pool_ && around_.sparse) {
    emit_sparse_backward(out);
  } else if (gradient_tile_ > 0) {
    emit_tiled_backward(out);
  } else {
    emit_dense_backward(out);
  }
}

}  // namespace constnet::codegen
