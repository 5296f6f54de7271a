// Forward and backward pass of dense layers: one image at a time for predict, several per tile for training.
#include "steps/dense.hpp"

#include "emit/activation.hpp"
#include "emit/pack.hpp"

namespace constnet::codegen {
namespace {

/// Floats of weights that stay in a second-level cache.
constexpr int kCachedWeights = 131072;

}  // namespace

DenseStep::DenseStep(std::string name, Surroundings surroundings, const Dense& dense, Shape input)
    : Step(std::move(name), surroundings), dense_(dense), input_shape_(input) {}

std::string DenseStep::title() const {
  return fmt::format("Dense {} {}: input {} -> output ({}).", dense_.units, name_of(dense_.activation),
                     text_of(input_shape_), dense_.units);
}

std::vector<StepTensor> DenseStep::tensors() const {
  std::vector<StepTensor> tensors{{"kernel", name_ + "_kernel"}};
  if (dense_.use_bias) tensors.push_back({"bias", name_ + "_bias"});
  return tensors;
}

ProductCode DenseStep::forward_code(int images) const {
  ProductCode code;
  code.target = around_.target;
  Product& p = code.product;
  if (contiguous()) {
    p.channels = inputs();
    p.input_column_step = input_.size();
  } else {
    p.kernel_rows = input_.shape.height;
    p.kernel_columns = input_.shape.width;
    p.channels = input_.shape.channels;
    p.input_row_step = input_.row_stride();
    p.input_column_step = input_.pixel_stride;
    p.stride_columns = input_.size() / input_.pixel_stride;
  }
  p.output_vectors = depth() / lanes();
  p.unit_columns = around_.micro_batch;
  code.tile = tile_for("forward", p);
  if (takes_several() && !around_.tuning && packed_size(p, around_.target) > kCachedWeights) {
    // As many images as fit the registers pass the weights together, which come from memory.
    const int passes = (around_.micro_batch + code.target.registers - 5) / (code.target.registers - 4);
    code.tile = {1, (around_.micro_batch + passes - 1) / passes, 1, TapOrder::one};
  }
  p.unit_columns = images == 0 ? code.tile.columns : images;
  code.tile.columns = p.unit_columns;
  code.name = name_;
  code.unit = "image";
  code.parameters = {"const float* HWY_RESTRICT bias", "float* HWY_RESTRICT output"};
  code.start_from_bias = true;
  const int per_image = output_.size();
  const int width = lanes();
  const Activation activation = dense_.activation;
  code.epilogue = [=](Writer& out, const std::vector<std::string>& sums, int, int image, int vector) {
    out.line("hn::Store({}, f32, {});", activated(activation, sums.front()),
             sum("output", {}, image * per_image + vector * width));
  };
  return code;
}

ProductCode DenseStep::back_code(int images) const {
  ProductCode code;
  code.target = around_.target;
  Product& p = code.product;
  p.channels = dense_.units;
  p.input_column_step = depth();
  p.output_vectors = input_.size() / lanes();
  p.unit_columns = around_.micro_batch;
  code.tile = tile_for("d_input", p);
  if (!contiguous()) code.tile.vectors = 1;
  p.unit_columns = images == 0 ? code.tile.columns : images;
  code.tile.columns = p.unit_columns;
  code.name = name_ + "_d_input";
  code.unit = "image";
  code.parameters = {"float* HWY_RESTRICT d_input"};
  const int per_image = input_.size();
  const int width = lanes();
  code.epilogue = [=](Writer& out, const std::vector<std::string>& sums, int, int image, int vector) {
    out.line("hn::Store({}, f32, {});", sums.front(), sum("d_input", {}, image * per_image + vector * width));
  };
  return code;
}

WeightGradient DenseStep::weight_gradient() const {
  WeightGradient g;
  g.name = name_ + "_d_kernel";
  g.target = around_.target;
  if (contiguous()) {
    g.run_length = inputs();
  } else {
    g.run_rows = input_.shape.height;
    g.run_columns = input_.shape.width;
    g.run_row_step = input_.row_stride();
    g.run_column_step = input_.pixel_stride;
    g.run_length = input_.shape.channels;
  }
  g.output_vectors = depth() / lanes();
  g.input_image_step = input_.size();
  g.d_image_step = depth();
  g.entries_first = true;
  if (clears_kernel_sums()) g.cleared = in_groups() ? "arena.cleared && first == 0" : "arena.cleared";
  return g;
}

void DenseStep::claim(Memory& memory) {
  const ProductCode code = forward_code(1);
  memory.weights.claim(name_ + "_kernel", packed_size(code.product, code.target));
  memory.weights.claim(name_ + "_bias", depth());
  if (!in_backward()) return;
  if (around_.train_step) {
    claim_in_place(memory);
    return;
  }
  memory.gradients.claim(name_ + "_d_kernel", inputs() * depth());
  memory.gradients.claim(name_ + "_d_bias", depth());
  if (!around_.input_gradient) return;
  memory.training_weights.claim(name_ + "_kernel_back", dense_.units * input_.size());
}

void DenseStep::emit_forward(Writer& out) const {
  const ProductCode code = forward_code(1);
  emit_tiles(out, code);
  out.comment(title() + " " + with_separators(multiply_adds()) + " multiply-adds.");
  out.list("void " + name_ + "_forward",
           {"const float* HWY_RESTRICT weights", "const float* HWY_RESTRICT input", "float* HWY_RESTRICT output"},
           " {");
  out.indent();
  out.line("const float* HWY_RESTRICT kernel = weights + weights_at::{}_kernel;", name_);
  out.line("const float* HWY_RESTRICT bias = weights + weights_at::{}_bias;", name_);
  emit_tile_loops(out, code, "input", "kernel", {{"bias", 0, 0, 1}, {"output", 0, 0, 1}});
  out.close();
  out.blank();
  if (!takes_several()) return;
  emit_image_tiles(out, forward_product(), around_.micro_batch, false);
  out.comment("The same for several images.");
  out.list("void " + name_ + "_forward_several",
           {"const float* HWY_RESTRICT weights", "const float* HWY_RESTRICT input", "float* HWY_RESTRICT output",
            "int count"},
           " {");
  out.indent();
  out.line("const float* HWY_RESTRICT kernel = weights + weights_at::{}_kernel;", name_);
  out.line("const float* HWY_RESTRICT bias = weights + weights_at::{}_bias;", name_);
  emit_image_loops(out, forward_product(), around_.micro_batch, "input", input_.size(), "kernel",
                   {{"bias", 0, 0, 1}, {"output", 0, 0, 1}}, output_.size());
  out.close();
  out.blank();
}

ImageProduct DenseStep::forward_product() const {
  return [this](int images) { return forward_code(images); };
}

ImageProduct DenseStep::back_product() const {
  return [this](int images) { return back_code(images); };
}

void DenseStep::emit_training(Writer& out) const {
  out.comment(title());
  open_training(out, "forward_batch", true);
  if (takes_several()) {
    out.list(name_ + "_forward_several", {"weights", input_map(""), output_map(""), "count"}, ";");
  } else {
    out.open("for (int image = 0; image < count; ++image)");
    out.list(name_ + "_forward", {"weights", input_map("image"), output_map("image")}, ";");
    out.close();
  }
  out.close();
  out.blank();
  if (around_.train_step) {
    emit_in_place_backward(out);
    return;
  }

  emit_weight_gradient_tiles(out, weight_gradient());
  if (around_.input_gradient) {
    emit_image_tiles(out, back_product(), around_.micro_batch, true);
  }
  const bool relu = dense_.activation == Activation::relu;
  out.comment("Backward of " + title() +
              fmt::format(" {} multiply-adds.", with_separators((around_.input_gradient ? 2 : 1) * multiply_adds())));
  open_training(out, "backward", around_.input_gradient);
  out.line("float* HWY_RESTRICT d_output = {};", d_output_map(""));
  out.line("float* HWY_RESTRICT d_bias = arena.gradients + gradients_at::{}_d_bias;", name_);
  if (relu) out.line("const float* HWY_RESTRICT output = {};", output_map(""));
  out.open("for (int unit = 0; unit < {}; unit += {})", depth(), lanes());
  out.line("Floats d_bias_sum = hn::Load(f32, d_bias + unit);");
  out.open("for (int image = 0; image < count; ++image)");
  if (relu) {
    out.line("const auto alive = hn::Gt(hn::Load(f32, output + image * {} + unit), hn::Zero(f32));", output_.size());
    out.line("const Floats d = hn::IfThenElseZero(alive, hn::Load(f32, d_output + image * {} + unit));", depth());
    out.line("hn::Store(d, f32, d_output + image * {} + unit);", depth());
  } else {
    out.line("const Floats d = hn::Load(f32, d_output + image * {} + unit);", depth());
  }
  out.line("d_bias_sum = hn::Add(d_bias_sum, d);");
  out.close();
  out.line("hn::Store(d_bias_sum, f32, d_bias + unit);");
  out.close();
  out.line("const float* HWY_RESTRICT input = {};", sum(input_map(""), {}, input_.offset(0, 0)));
  out.line("float* HWY_RESTRICT d_kernel = arena.gradients + gradients_at::{}_d_kernel;", name_);
  emit_weight_gradient_loops(out, weight_gradient(), "input", "d_output", "d_kernel");
  if (around_.input_gradient) {
    out.line("const float* HWY_RESTRICT kernel = weights + weights_at::{}_kernel_back;", name_);
    out.line("float* HWY_RESTRICT d_input = {};", d_input_map(""));
    emit_image_loops(out, back_product(), around_.micro_batch, "d_output", depth(), "kernel", {{"d_input", 0, 0, 1}},
                     input_.size());
  }
  out.close();
  out.blank();
}

void DenseStep::emit_prepare(Writer& out) const {
  const int row = input_.shape.width * input_.shape.channels * dense_.units;
  const int column = input_.shape.channels * dense_.units;
  emit_pack(
      out, forward_code(1), fmt::format("weights + weights_at::{}_kernel", name_),
      [&](const std::string& r, const std::string& s, const std::string& c) {
        return sum("kernel", {{r, row}, {s, column}, {c, dense_.units}});
      },
      dense_.units, factors());
  emit_prepare_bias(out, dense_.use_bias, dense_.units, depth());
}

void DenseStep::emit_prepare_backward(Writer& out) const {
  const std::string kernel = "kernel";
  const std::string packed = fmt::format("weights + weights_at::{}_kernel_back", name_);
  if (contiguous()) {
    emit_pack_transposed(
        out, back_code(1), packed, [&](const std::string&, const std::string&, const std::string&) { return kernel; },
        inputs(), dense_.units);
    return;
  }
  const int vectors = input_.pixel_stride / lanes();
  const std::string pixel = open_loop(out, "pixel", input_.shape.height * input_.shape.width);
  const std::string vector = open_loop(out, "vector", vectors);
  const std::string unit = open_loop(out, "unit", dense_.units);
  const int per_vector = dense_.units * lanes();
  out.list(
      "copy",
      {sum(kernel, {{pixel, input_.shape.channels * dense_.units}, {vector, per_vector}, {unit, 1}}),
       std::to_string(dense_.units), sum(std::to_string(input_.shape.channels), {{vector, -lanes()}}),
       sum(packed, {{pixel, vectors * per_vector}, {vector, per_vector}, {unit, lanes()}}), std::to_string(lanes())},
      ";");
  close_loop(out, unit);
  close_loop(out, vector);
  close_loop(out, pixel);
}

void DenseStep::emit_add_gradients(Writer& out) const {
  const std::string k = open_loop(out, "entry", inputs());
  out.list("add",
           {sum(fmt::format("arena.gradients + gradients_at::{}_d_kernel", name_), {{k, depth()}}),
            std::to_string(dense_.units), sum("d_kernel", {{k, dense_.units}}), "1"},
           ";");
  close_loop(out, k);
  if (!dense_.use_bias) return;
  out.list(
      "add",
      {fmt::format("arena.gradients + gradients_at::{}_d_bias", name_), std::to_string(dense_.units), "d_bias", "1"},
      ";");
}

}  // namespace constnet::codegen
