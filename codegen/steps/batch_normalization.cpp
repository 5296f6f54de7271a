// BatchNormalization with the statistics of the batch. S. Ioffe, C. Szegedy, "Batch Normalization", 2015.
#include "emit/expression.hpp"
#include "emit/map_loops.hpp"
#include "steps/normalization.hpp"

namespace constnet::codegen {

std::string BatchNormalizationStep::title() const {
  return fmt::format("BatchNormalization: input {} -> output {}.", text_of(shape_), text_of(shape_));
}

void BatchNormalizationStep::claim(Memory& memory) {
  for (const StepTensor& tensor : tensors()) {
    memory.weights.claim(name_ + "_" + tensor.role, padded(shape_.channels));
    if (learns()) memory.gradients.claim(name_ + "_d_" + tensor.role, padded(shape_.channels));
  }
}

void BatchNormalizationStep::emit_prepare(Writer& out) const {
  for (const StepTensor& tensor : tensors()) {
    out.list("copy",
             {tensor.role, "1", std::to_string(shape_.channels),
              fmt::format("weights + weights_at::{}_{}", name_, tensor.role), std::to_string(padded(shape_.channels))},
             ";");
  }
}

void BatchNormalizationStep::emit_add_gradients(Writer& out) const {
  for (const StepTensor& tensor : tensors()) {
    out.list("add",
             {fmt::format("arena.gradients + gradients_at::{}_d_{}", name_, tensor.role),
              std::to_string(shape_.channels), "d_" + tensor.role, "1"},
             ";");
  }
}

std::string BatchNormalizationStep::statistics(const std::string& member) const {
  return sum("arena.statistics." + member, {}, first_);
}

std::string BatchNormalizationStep::open_channels(Writer& out) const {
  if (shape_.channels <= lanes()) {
    out.open("");
    return "";
  }
  out.open("for (int channel = 0; channel < {}; channel += {})", shape_.channels, lanes());
  return "channel";
}

/// Sums over all pixels of all images into the vectors `names`, to which `body` adds what it finds at `input` and
/// `d_output`: row by row, image by image, so that sums stay short and their errors small.
void BatchNormalizationStep::emit_sums(
    Writer& out, const std::vector<std::string>& names,
    const std::function<void(const std::string& input, const std::string& d_output)>& body) const {
  const std::string channel = shape_.channels > lanes() ? "channel" : "";
  for (const std::string& name : names) out.line("Floats {} = hn::Zero(f32);", name);
  out.open("for (int image = 0; image < count; ++image)");
  out.line("const float* HWY_RESTRICT input = {};", input_map("image"));
  if (names.size() == 2) out.line("const float* HWY_RESTRICT d_output = {};", d_output_map("image"));
  const std::string row = open_loop(out, "y", shape_.height);
  for (const std::string& name : names) out.line("Floats {}_of_row = hn::Zero(f32);", name);
  const std::string column = open_loop(out, "x", shape_.width);
  const MapPlace at(row, column, channel);
  body(at("input", input_), at("d_output", output_));
  close_loop(out, column);
  for (const std::string& name : names) out.line("{0} = hn::Add({0}, {0}_of_row);", name);
  close_loop(out, row);
  out.close();
}

void BatchNormalizationStep::emit_forward_batch(Writer& out) const {
  const std::string channel = shape_.channels > lanes() ? "channel" : "";
  const auto at = [&](const std::string& base) { return sum(base, {{channel, 1}}); };
  out.comment("Mean and variance of the input of " + name_ + " over all pixels of `count` images.");
  out.line("void {}_statistics(TrainingArena& arena, int count) {{", name_);
  out.indent();
  const int pixels = shape_.height * shape_.width;
  out.line("const Floats share = hn::Set(f32, 1.0f / static_cast<float>(count * {}));", pixels);
  open_channels(out);
  emit_sums(out, {"sum"}, [&](const std::string& input, const std::string&) {
    out.line("sum_of_row = hn::Add(sum_of_row, hn::LoadU(f32, {}));", input);
  });
  out.line("const Floats mean = hn::Mul(sum, share);");
  emit_sums(out, {"squares"}, [&](const std::string& input, const std::string&) {
    out.line("const Floats distance = hn::Sub(hn::LoadU(f32, {}), mean);", input);
    out.line("squares_of_row = hn::MulAdd(distance, distance, squares_of_row);");
  });
  out.line("hn::Store(mean, f32, {});", at(statistics("mean")));
  out.line("hn::Store(hn::Mul(squares, share), f32, {});", at(statistics("variance")));
  out.close();
  out.close();
  out.blank();

  out.comment(title());
  const bool reads_weights = normalization_.scale || normalization_.center;
  out.list("void " + name_ + "_forward_batch",
           {std::string("const float* HWY_RESTRICT") + (reads_weights ? " weights" : ""), "TrainingArena& arena",
            "int count"},
           " {");
  out.indent();
  out.open("for (int i = 0; i < {}; ++i)", padded(shape_.channels));
  const std::string i = sum("i", {}, first_);
  out.line("const float variance = arena.statistics.variance[{}];", i);
  out.line("arena.statistics.inverse_deviation[{}] = inverse_root(variance + {});", i, literal(normalization_.epsilon));
  out.close();
  if (!output_.border.empty()) {
    out.open("for (int image = 0; image < count; ++image)");
    out.line("clear({}, {});", output_map("image"), output_.size());
    out.close();
  }
  open_channels(out);
  out.line("const Floats mean = hn::Load(f32, {});", at(statistics("mean")));
  out.line("{}Floats factor = hn::Load(f32, {});", normalization_.scale ? "" : "const ",
           at(statistics("inverse_deviation")));
  const std::string weights = "weights + weights_at::" + name_;
  if (normalization_.scale) out.line("factor = hn::Mul(factor, hn::Load(f32, {}));", at(weights + "_gamma"));
  if (normalization_.center) out.line("const Floats beta = hn::Load(f32, {});", at(weights + "_beta"));
  out.open("for (int image = 0; image < count; ++image)");
  out.line("const float* HWY_RESTRICT input = {};", input_map("image"));
  out.line("float* HWY_RESTRICT output = {};", output_map("image"));
  const std::string row = open_loop(out, "y", shape_.height);
  const std::string column = open_loop(out, "x", shape_.width);
  const MapPlace place(row, column, channel);
  out.line("const Floats distance = hn::Sub(hn::LoadU(f32, {}), mean);", place("input", input_));
  out.line("const Floats result = {};",
           normalization_.center ? "hn::MulAdd(distance, factor, beta)" : "hn::Mul(distance, factor)");
  out.line("hn::Store(result, f32, {});", place("output", output_));
  close_loop(out, column);
  close_loop(out, row);
  out.close();
  out.close();
  out.close();
  out.blank();
}

/// d_beta and d_gamma of these images: parameter gradients, and what the whole batch sums up for d_input.
void BatchNormalizationStep::emit_backward_sums(Writer& out) const {
  const std::string channel = shape_.channels > lanes() ? "channel" : "";
  const auto at = [&](const std::string& base) { return sum(base, {{channel, 1}}); };
  out.comment("The sums over `count` images that backward of " + name_ + " needs of the whole batch.");
  out.line("void {}_sums(TrainingArena& arena, int count) {{", name_);
  out.indent();
  open_channels(out);
  out.line("const Floats mean = hn::Load(f32, {});", at(statistics("mean")));
  emit_sums(out, {"d_beta", "products"}, [&](const std::string& input, const std::string& d_output) {
    out.line("const Floats d = hn::Load(f32, {});", d_output);
    out.line("const Floats distance = hn::Sub(hn::LoadU(f32, {}), mean);", input);
    out.line("d_beta_of_row = hn::Add(d_beta_of_row, d);");
    out.line("products_of_row = hn::MulAdd(distance, d, products_of_row);");
  });
  out.line("const Floats d_gamma = hn::Mul(products, hn::Load(f32, {}));", at(statistics("inverse_deviation")));
  out.line("hn::Store(d_beta, f32, {});", at(statistics("d_beta")));
  out.line("hn::Store(d_gamma, f32, {});", at(statistics("d_gamma")));
  if (learns()) {
    for (const StepTensor& tensor : tensors()) {
      const std::string gradient = at(fmt::format("arena.gradients + gradients_at::{}_d_{}", name_, tensor.role));
      out.list("hn::Store", {fmt::format("hn::Add(d_{}, hn::Load(f32, {}))", tensor.role, gradient), "f32", gradient},
               ";");
    }
  }
  out.close();
  out.close();
  out.blank();
}

/// d_x = gamma * r * (d - mean of d - x_hat * mean of d * x_hat), with r = 1 / sqrt(variance + epsilon) and x_hat =
/// (x - mean) * r; the means are over all pixels of the batch.
void BatchNormalizationStep::emit_backward(Writer& out) const {
  const std::string channel = shape_.channels > lanes() ? "channel" : "";
  const auto at = [&](const std::string& base) { return sum(base, {{channel, 1}}); };
  const bool passes_on = !sources_.front().d_name.empty();
  out.comment("Backward of " + title());
  if (!passes_on) {
    out.line("void {}_backward(const float* HWY_RESTRICT, TrainingArena&, int) {{}}", name_);
    out.blank();
    return;
  }
  out.list("void " + name_ + "_backward",
           {std::string("const float* HWY_RESTRICT") + (normalization_.scale ? " weights" : ""), "TrainingArena& arena",
            "int count"},
           " {");
  out.indent();
  out.line("const Floats share = hn::Set(f32, 1.0f / static_cast<float>(arena.statistics.images * {}));",
           shape_.height * shape_.width);
  open_channels(out);
  out.line("const Floats mean = hn::Load(f32, {});", at(statistics("mean")));
  out.line("const Floats inverse_deviation = hn::Load(f32, {});", at(statistics("inverse_deviation")));
  out.line("const Floats mean_d = hn::Mul(share, hn::Load(f32, {}));", at(statistics("d_beta")));
  out.line("Floats slope = hn::Mul(share, hn::Load(f32, {}));", at(statistics("d_gamma")));
  out.line("slope = hn::Mul(slope, inverse_deviation);");
  if (normalization_.scale) {
    out.line("const Floats factor = hn::Mul(inverse_deviation, hn::Load(f32, {}));",
             at(fmt::format("weights + weights_at::{}_gamma", name_)));
  }
  const std::string factor = normalization_.scale ? "factor" : "inverse_deviation";
  out.open("for (int image = 0; image < count; ++image)");
  out.line("const float* HWY_RESTRICT input = {};", input_map("image"));
  out.line("const float* HWY_RESTRICT d_output = {};", d_output_map("image"));
  out.line("float* HWY_RESTRICT d_input = {};", d_input_map("image"));
  const std::string row = open_loop(out, "y", shape_.height);
  const std::string column = open_loop(out, "x", shape_.width);
  const MapPlace place(row, column, channel);
  out.line("const Floats distance = hn::Sub(hn::LoadU(f32, {}), mean);", place("input", input_));
  out.line("const Floats d = hn::Sub(hn::Load(f32, {}), mean_d);", place("d_output", output_));
  out.line("hn::Store(hn::Mul({}, hn::NegMulAdd(distance, slope, d)), f32, {});", factor, place("d_input", input_));
  close_loop(out, column);
  close_loop(out, row);
  out.close();
  out.close();
  out.close();
  out.blank();
}

void BatchNormalizationStep::emit_training(Writer& out) const {
  emit_forward_batch(out);
  emit_backward_sums(out);
  emit_backward(out);
}

}  // namespace constnet::codegen
