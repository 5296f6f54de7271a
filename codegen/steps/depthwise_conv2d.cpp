// Forward and backward pass of depthwise convolutions.
#include "steps/depthwise_conv2d.hpp"

#include <algorithm>

#include "emit/activation.hpp"
#include "emit/expression.hpp"
#include "emit/map_loops.hpp"

namespace constnet::codegen {
namespace {

/// Pixels whose sums are independent of each other: enough to hide the latency of a multiply-add on two ports.
constexpr int kPixelsPerTile = 8;

}  // namespace

DepthwiseConv2DStep::DepthwiseConv2DStep(std::string name, Surroundings surroundings, const DepthwiseConv2D& layer,
                                         Shape input)
    : Step(std::move(name), surroundings),
      layer_(layer),
      input_shape_(without_sides(input, surroundings.zeros)),
      output_shape_(constnet::output_shape(layer, input)),
      padding_top_(surroundings.zeros.top +
                   padding_before(input.height, extent(layer).height, layer.strides.height, layer.padding)),
      padding_left_(surroundings.zeros.left +
                    padding_before(input.width, extent(layer).width, layer.strides.width, layer.padding)) {}

std::string DepthwiseConv2DStep::title() const {
  std::string text = "DepthwiseConv2D " + text_of(layer_.kernel_size);
  if (!(layer_.strides == Size2{1})) text += " strides " + text_of(layer_.strides);
  if (!(layer_.dilation_rate == Size2{1})) text += " dilation " + text_of(layer_.dilation_rate);
  if (layer_.padding == Padding::same) text += " same";
  if (!(around_.zeros == Sides{})) text += " zeros " + text_of(around_.zeros);
  return text + fmt::format(" {}: input {} -> output {}.", name_of(layer_.activation), text_of(input_shape_),
                            text_of(output_shape()));
}

long long DepthwiseConv2DStep::multiply_adds() const { return static_cast<long long>(output_shape().size()) * taps(); }

std::vector<StepTensor> DepthwiseConv2DStep::tensors() const {
  std::vector<StepTensor> tensors{{"kernel", name_ + "_kernel"}};
  if (layer_.use_bias) tensors.push_back({"bias", name_ + "_bias"});
  return tensors;
}

Border DepthwiseConv2DStep::input_border() const {
  const Shape output = output_shape();
  const int last_row = (output.height - 1) * layer_.strides.height + extent(layer_).height - padding_top_;
  const int last_column = (output.width - 1) * layer_.strides.width + extent(layer_).width - padding_left_;
  return {padding_top_, padding_left_, std::max(0, last_row - input_shape_.height),
          std::max(0, last_column - input_shape_.width)};
}

void DepthwiseConv2DStep::claim(Memory& memory) {
  memory.weights.claim(name_ + "_kernel", taps() * depth());
  memory.weights.claim(name_ + "_bias", depth());
  if (!in_backward()) return;
  if (around_.train_step) {
    claim_in_place(memory);
    return;
  }
  memory.gradients.claim(name_ + "_d_kernel", taps() * depth());
  memory.gradients.claim(name_ + "_d_bias", depth());
}

/// The taps of a usual kernel stay in registers beside the sums.
int DepthwiseConv2DStep::pixels_per_tile() const {
  return std::clamp(around_.target.registers - taps() - 2, 2, kPixelsPerTile);
}

std::string DepthwiseConv2DStep::open_channels(Writer& out) const {
  if (depth() == lanes()) {
    out.open("");
    return "";
  }
  out.open("for (int channel = 0; channel < {}; channel += {})", depth(), lanes());
  return "channel";
}

std::string DepthwiseConv2DStep::input_at(const std::string& map, const std::string& y, const std::string& x,
                                          const std::string& channel, int pixel, int row, int column) const {
  const int column_step = layer_.strides.width * input_.pixel_stride;
  return sum(map, {{y, layer_.strides.height * input_.row_stride()}, {x, column_step}, {channel, 1}},
             input_.offset(row * layer_.dilation_rate.height - padding_top_,
                           column * layer_.dilation_rate.width - padding_left_) +
                 pixel * column_step);
}

std::string DepthwiseConv2DStep::output_at(const std::string& map, const std::string& y, const std::string& x,
                                           const std::string& channel, int pixel) const {
  return sum(map, {{y, output_.row_stride()}, {x, output_.pixel_stride}, {channel, 1}}, output_.offset(0, pixel));
}

void DepthwiseConv2DStep::for_taps(const std::function<void(const std::string& tap, int row, int column)>& body) const {
  const bool wide = std::max(layer_.kernel_size.height, layer_.kernel_size.width) > 10;
  for (int row = 0; row < layer_.kernel_size.height; ++row) {
    for (int column = 0; column < layer_.kernel_size.width; ++column) {
      body(fmt::format("{}{}{}", row, wide ? "_" : "", column), row, column);
    }
  }
}

void DepthwiseConv2DStep::emit_forward(Writer& out) const {
  const Shape output = output_shape();
  out.comment(title() + " " + with_separators(multiply_adds()) + " multiply-adds.");
  out.list("void " + name_ + "_forward",
           {"const float* HWY_RESTRICT weights", "const float* HWY_RESTRICT input", "float* HWY_RESTRICT output"},
           " {");
  out.indent();
  emit_clear_border(out, "output", output_);
  out.line("const float* HWY_RESTRICT kernel = weights + weights_at::{}_kernel;", name_);
  out.line("const float* HWY_RESTRICT bias = weights + weights_at::{}_bias;", name_);
  const std::string channel = open_channels(out);
  for_taps([&](const std::string& tap, int row, int column) {
    out.line("const Floats k{} = hn::Load(f32, {});", tap,
             sum("kernel", {{channel, 1}}, (row * layer_.kernel_size.width + column) * depth()));
  });
  out.line("const Floats start = hn::Load(f32, {});", sum("bias", {{channel, 1}}));
  const std::string y = open_loop(out, "y", output.height);
  for (const Segment& segment : cut(output.width, pixels_per_tile())) {
    std::string x;
    if (segment.count > 1) {
      out.open("for (int x = 0; x < {}; x += {})", segment.count * segment.size, segment.size);
      x = "x";
    } else {
      out.open("");
    }
    for (int pixel = 0; pixel < segment.size; ++pixel) out.line("Floats pixel{} = start;", pixel);
    for_taps([&](const std::string& tap, int row, int column) {
      for (int pixel = 0; pixel < segment.size; ++pixel) {
        out.list(
            fmt::format("pixel{} = hn::MulAdd", pixel),
            {fmt::format("hn::LoadU(f32, {})", input_at("input", y, x, channel, segment.start + pixel, row, column)),
             "k" + tap, fmt::format("pixel{}", pixel)},
            ";");
      }
    });
    for (int pixel = 0; pixel < segment.size; ++pixel) {
      out.line("hn::Store({}, f32, {});", activated(layer_.activation, fmt::format("pixel{}", pixel)),
               output_at("output", y, x, channel, segment.start + pixel));
    }
    out.close();
  }
  close_loop(out, y);
  out.close();
  out.close();
  out.blank();
}

/// The gradient behind the activation at the present pixel.
void DepthwiseConv2DStep::emit_d(Writer& out, const std::string& y, const std::string& x,
                                 const std::string& channel) const {
  const std::string d = fmt::format("hn::Load(f32, {})", output_at("d_output", y, x, channel, 0));
  if (relu()) {
    out.line("const auto alive = hn::Gt(hn::Load(f32, {}), hn::Zero(f32));", output_at("output", y, x, channel, 0));
    out.line("const Floats d = hn::IfThenElseZero(alive, {});", d);
  } else {
    out.line("const Floats d = {};", d);
  }
}

void DepthwiseConv2DStep::emit_parameter_gradients(Writer& out) const {
  const std::string channel = open_channels(out);
  const auto place = [&](int row, int column) {
    return sum("d_kernel", {{channel, 1}}, (row * layer_.kernel_size.width + column) * depth());
  };
  for_taps([&](const std::string& tap, int row, int column) {
    out.line("Floats d_k{} = hn::Load(f32, {});", tap, place(row, column));
  });
  out.line("Floats d_bias_sum = hn::Load(f32, {});", sum("d_bias", {{channel, 1}}));
  const std::string y = open_loop(out, "y", output_shape().height);
  const std::string x = open_loop(out, "x", output_shape().width);
  emit_d(out, y, x, channel);
  out.line("d_bias_sum = hn::Add(d_bias_sum, d);");
  for_taps([&](const std::string& tap, int row, int column) {
    out.list(fmt::format("d_k{} = hn::MulAdd", tap),
             {fmt::format("hn::LoadU(f32, {})", input_at("input", y, x, channel, 0, row, column)), "d", "d_k" + tap},
             ";");
  });
  close_loop(out, x);
  close_loop(out, y);
  for_taps([&](const std::string& tap, int row, int column) {
    out.line("hn::Store(d_k{}, f32, {});", tap, place(row, column));
  });
  out.line("hn::Store(d_bias_sum, f32, {});", sum("d_bias", {{channel, 1}}));
  out.close();
}

/// Adds each output's gradient to the inputs that it was made of; what falls on the border is read by nobody.
void DepthwiseConv2DStep::emit_input_gradient(Writer& out) const {
  out.line("clear(d_input, {});", input_.size());
  const std::string channel = open_channels(out);
  for_taps([&](const std::string& tap, int row, int column) {
    out.line("const Floats k{} = hn::Load(f32, {});", tap,
             sum("kernel", {{channel, 1}}, (row * layer_.kernel_size.width + column) * depth()));
  });
  const std::string y = open_loop(out, "y", output_shape().height);
  const std::string x = open_loop(out, "x", output_shape().width);
  emit_d(out, y, x, channel);
  for_taps([&](const std::string& tap, int row, int column) {
    const std::string at = input_at("d_input", y, x, channel, 0, row, column);
    out.line("hn::StoreU(hn::MulAdd(d, k{}, hn::LoadU(f32, {})), f32, {});", tap, at, at);
  });
  close_loop(out, x);
  close_loop(out, y);
  out.close();
}

void DepthwiseConv2DStep::emit_training(Writer& out) const {
  emit_forward_batch(out);
  if (around_.train_step) {
    emit_in_place_backward(out);
    return;
  }
  out.comment("Backward of " + title() +
              fmt::format(" {} multiply-adds.", with_separators((around_.input_gradient ? 2 : 1) * multiply_adds())));
  open_training(out, "backward", around_.input_gradient, !learns() && !relu());
  if (around_.input_gradient) {
    out.line("const float* HWY_RESTRICT kernel = weights + weights_at::{}_kernel;", name_);
  }
  if (learns()) {
    out.line("float* HWY_RESTRICT d_kernel = arena.gradients + gradients_at::{}_d_kernel;", name_);
    out.line("float* HWY_RESTRICT d_bias = arena.gradients + gradients_at::{}_d_bias;", name_);
  }
  out.open("for (int image = 0; image < count; ++image)");
  if (relu()) out.line("const float* HWY_RESTRICT output = {};", output_map("image"));
  out.line("const float* HWY_RESTRICT d_output = {};", d_output_map("image"));
  if (learns()) {
    out.line("const float* HWY_RESTRICT input = {};", input_map("image"));
    emit_parameter_gradients(out);
  }
  if (around_.input_gradient) {
    out.line("float* HWY_RESTRICT d_input = {};", d_input_map("image"));
    emit_input_gradient(out);
  }
  out.close();
  out.close();
  out.blank();
}

void DepthwiseConv2DStep::emit_prepare(Writer& out) const {
  const int channels = input_shape_.channels;
  const std::string tap = open_loop(out, "tap", taps());
  out.list(folded() ? "copy_scaled" : "copy",
           {sum("kernel", {{tap, channels}}), folded() ? factors() : "1", std::to_string(channels),
            sum(fmt::format("weights + weights_at::{}_kernel", name_), {{tap, depth()}}), std::to_string(depth())},
           ";");
  close_loop(out, tap);
  emit_prepare_bias(out, layer_.use_bias, channels, depth());
}

void DepthwiseConv2DStep::emit_add_gradients(Writer& out) const {
  const int channels = input_shape_.channels;
  const std::string tap = open_loop(out, "tap", taps());
  out.list("add",
           {sum(fmt::format("arena.gradients + gradients_at::{}_d_kernel", name_), {{tap, depth()}}),
            std::to_string(channels), sum("d_kernel", {{tap, channels}}), "1"},
           ";");
  close_loop(out, tap);
  if (!layer_.use_bias) return;
  out.list("add",
           {fmt::format("arena.gradients + gradients_at::{}_d_bias", name_), std::to_string(channels), "d_bias", "1"},
           ";");
}

}  // namespace constnet::codegen
