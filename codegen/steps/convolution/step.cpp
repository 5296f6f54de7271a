// Forward pass of convolution steps.
#include "steps/convolution/step.hpp"

#include <algorithm>

#include "emit/activation.hpp"
#include "emit/pack.hpp"

namespace constnet::codegen {
namespace {

/// Larger windows make long straight lines and few of them.
constexpr int kLargestFusedWindow = 9;

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
      input_shape_(without_sides(input, surroundings.zeros)),
      convolved_(constnet::output_shape(convolution, input)),
      output_shape_(pool ? constnet::output_shape(*pool, convolved_) : convolved_),
      layer_output_(output_shape_),
      pool_(pool),
      blocks_(blocks_of(filters())),
      blocks_back_(blocks_of(input_shape_.channels)),
      padding_top_(surroundings.zeros.top + padding_before(input.height, extent(convolution).height,
                                                           convolution.strides.height, convolution.padding)),
      padding_left_(surroundings.zeros.left + padding_before(input.width, extent(convolution).width,
                                                             convolution.strides.width, convolution.padding)),
      image_tile_(choose_image_tile()),
      batch_tile_(choose_batch_tile()),
      gradient_tile_(choose_gradient_tile()) {}

std::string ConvolutionStep::title() const {
  std::string text = fmt::format("Conv2D {} {}", filters(), text_of(convolution_.kernel_size));
  if (!(convolution_.strides == Size2{1})) text += " strides " + text_of(convolution_.strides);
  if (!(convolution_.dilation_rate == Size2{1})) text += " dilation " + text_of(convolution_.dilation_rate);
  if (convolution_.groups > 1) text += fmt::format(" groups {}", convolution_.groups);
  if (convolution_.padding == Padding::same) text += " same";
  if (!(around_.zeros == Sides{})) text += " zeros " + text_of(around_.zeros);
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
         (input_shape_.channels / convolution_.groups) * filters();
}

long long ConvolutionStep::backward_multiply_adds() const {
  const Product p = forward_product();
  const int window = sparse() || gathers_windows() ? 1 : p.window_rows * p.window_columns;
  return static_cast<long long>(p.unit_rows) * p.unit_columns * window * p.taps() *
         (input_shape_.channels / convolution_.groups) * filters() *
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
  // What is left may read nothing but zeros; a map of no rows would have no place.
  return Size2{std::clamp((rows - 1) * stride.height + kernel.height - padding_top_, 1, input_shape_.height),
               std::clamp((columns - 1) * stride.width + kernel.width - padding_left_, 1, input_shape_.width)};
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

void ConvolutionStep::claim(Memory& memory) {
  const ProductCode code = forward_code(false);
  const auto tiles = [&](int m) { return (m + 2) * (m + 2) * plane_size(input_shape_.channels * padded(filters())); };
  memory.weights.claim(name_ + "_kernel",
                       image_tile_ > 0 ? tiles(image_tile_) : blocks_ * packed_size(code.product, code.target));
  memory.weights.claim(name_ + "_bias", padded(filters()));
  if (batch_tile_ > 0) memory.weights.claim(name_ + "_kernel_tiles", tiles(batch_tile_));
  if (!in_backward()) return;
  if (around_.train_step) {
    claim_in_place(memory);
    return;
  }
  if (gathers_windows()) {
    claim_windows(memory);
  } else if (sparse()) {
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

bool ConvolutionStep::clears_kernel_sums() const {
  if (!in_backward() || !around_.sparse || gathers_windows()) return false;
  const int depth = padded(filters());
  const int reach = (batch_tile_ > 0 ? batch_tile_ : gradient_tile_) + 2;
  if (batch_tile_ > 0 || gradient_tile_ > 0) return reach * reach * input_shape_.channels * depth > kCachedSums;
  return sparse() && patch().size * filters() > kCachedSums;
}

void ConvolutionStep::emit_forward(Writer& out) const {
  if (image_tile_ > 0) {
    emit_winograd_forward(out, false);
    return;
  }
  emit_direct_forward(out, false);
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
    emit_direct_forward(out, true);
  }
  out.comment(title());
  open_training(out, "forward_batch", true);
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
             arena_block("bytes", name_ + "_winners", "image", winners_size, true));
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
  } else if (sparse()) {
    emit_sparse_backward(out);
  } else if (gradient_tile_ > 0) {
    emit_tiled_backward(out);
  } else {
    emit_dense_backward(out);
  }
}

}  // namespace constnet::codegen
