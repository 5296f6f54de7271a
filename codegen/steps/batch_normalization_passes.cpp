// The second halves of batch normalization, forward and backward, each one pass over the maps, with the activation.
#include "emit/map_loops.hpp"
#include "steps/batch_normalization.hpp"

namespace constnet::codegen {

/// mean, factor and, where there is one and it is asked for, beta of each vector.
void BatchNormalizationStep::emit_constants(Writer& out, const Vectors& vectors, bool shift) const {
  const auto load = [&](const std::string& from) { return fmt::format("hn::Load(f32, {})", from); };
  declare(out, vectors, "mean", [&](int i) { return load(statistics("mean", vectors, i)); });
  declare(out, vectors, normalization_.scale ? "inverse" : "factor",
          [&](int i) { return load(statistics("inverse_deviation", vectors, i)); });
  if (normalization_.scale) {
    declare(out, vectors, "factor", [&](int i) {
      return fmt::format("hn::Mul(inverse{}, {})", vectors.suffix(i), load(weights("gamma", vectors, i)));
    });
  }
  if (normalization_.center && shift) {
    declare(out, vectors, "beta", [&](int i) { return load(weights("beta", vectors, i)); });
  }
}

std::string BatchNormalizationStep::normalized(const std::string& distance, const std::string& suffix) const {
  return normalization_.center ? fmt::format("hn::MulAdd({0}, factor{1}, beta{1})", distance, suffix)
                               : fmt::format("hn::Mul({}, factor{})", distance, suffix);
}

void BatchNormalizationStep::emit_gradient(Writer& out, const std::string& d_output, const std::string& suffix) const {
  if (!bends()) {
    out.line("const Floats d{} = {};", suffix, d_output);
    return;
  }
  const std::string value = normalized("distance" + suffix, suffix);
  if (is_relu()) {
    out.line("const auto alive{} = hn::Gt({}, hn::Zero(f32));", suffix, value);
    out.line("const Floats d{0} = hn::IfThenElseZero(alive{0}, {1});", suffix, d_output);
  } else {
    out.line("const Floats slope_of_{}{} = {}_slope({});", activation_->name, suffix, activation_->name, value);
    out.line("const Floats d{0} = hn::Mul(slope_of_{1}{0}, {2});", suffix, activation_->name, d_output);
  }
}

void BatchNormalizationStep::emit_whole_forward(Writer& out) const {
  emit_channels(out, held_constants(true), [&](const Vectors& vectors) {
    emit_constants(out, vectors, true);
    out.open("for (int image = 0; image < count; ++image)");
    out.line("const float* HWY_RESTRICT input = {};", input_map("image"));
    out.line("float* HWY_RESTRICT output = {};", output_map("image"));
    const std::string row = open_loop(out, "y", shape_.height);
    const std::string column = open_loop(out, "x", shape_.width);
    for (int i = 0; i < vectors.count; ++i) {
      const std::string n = vectors.suffix(i);
      out.line("const Floats distance{0} = hn::Sub(hn::LoadU(f32, {1}), mean{0});", n,
               in_map("input", input_, row, column, vectors, i));
      std::string result = normalized("distance" + n, n);
      if (is_relu()) {
        result = fmt::format("hn::Max(hn::Zero(f32), {})", result);
      } else if (bends()) {
        result = fmt::format("{}({})", activation_->name, result);
        if (!activation_->keeps_zero()) result = without_padding(shape_, lanes(), result);
      }
      out.line("const Floats result{} = {};", n, result);
      out.line("hn::Store(result{}, f32, {});", n, in_map("output", output_, row, column, vectors, i));
    }
    close_loop(out, column);
    close_loop(out, row);
    out.close();
  });
}

void BatchNormalizationStep::emit_forward_batch(Writer& out) const {
  emit_statistics(out);
  emit_deviations(out);
  out.comment(title());
  open_training(out, "forward_batch", normalization_.scale || normalization_.center);
  if (!output_.border.empty()) {
    out.open("for (int image = 0; image < count; ++image)");
    out.line("clear({}, {});", output_map("image"), output_.size());
    out.close();
  }
  if (pool_) {
    emit_pooled_forward(out);
  } else {
    emit_whole_forward(out);
  }
  out.close();
  out.blank();
}

void BatchNormalizationStep::emit_input_gradient(Writer& out, const std::string& input, const std::string& d,
                                                 const std::string& suffix, const std::string& place,
                                                 const std::string& d_input) const {
  const std::string n = suffix + place;
  if (!(bends() && place.empty() && !d.empty())) {
    out.line("const Floats distance{} = hn::Sub(hn::LoadU(f32, {}), mean{});", n, input, suffix);
  }
  const std::string near =
      d.empty() ? fmt::format("hn::Neg(mean_d{})", suffix) : fmt::format("hn::Sub({}, mean_d{})", d, suffix);
  out.line("const Floats rest{0} = hn::NegMulAdd(distance{0}, slope{1}, {2});", n, suffix, near);
  out.line("hn::Store(hn::Mul(factor{}, rest{}), f32, {});", suffix, n, d_input);
}

void BatchNormalizationStep::emit_whole_backward(Writer& out, const Vectors& vectors) const {
  const std::string row = open_loop(out, "y", shape_.height);
  const std::string column = open_loop(out, "x", shape_.width);
  for (int i = 0; i < vectors.count; ++i) {
    const std::string n = vectors.suffix(i);
    const std::string input = in_map("input", input_, row, column, vectors, i);
    if (bends()) out.line("const Floats distance{0} = hn::Sub(hn::LoadU(f32, {1}), mean{0});", n, input);
    emit_gradient(out, fmt::format("hn::Load(f32, {})", in_map("d_output", output_, row, column, vectors, i)), n);
    emit_input_gradient(out, input, "d" + n, n, "", in_map("d_input", input_, row, column, vectors, i));
  }
  close_loop(out, column);
  close_loop(out, row);
}

/// d_x = gamma * r * (d - mean of d - x_hat * mean of d * x_hat), with r = 1 / sqrt(variance + epsilon) and x_hat =
/// (x - mean) * r; the means are over all pixels of the batch.
void BatchNormalizationStep::emit_backward(Writer& out) const {
  out.comment("Backward of " + title());
  if (sources_.front().d_name.empty()) {
    out.line("void {}_backward(const float* HWY_RESTRICT, TrainingArena&, {}int) {{}}", name_,
             in_groups() ? "int, " : "");
    out.blank();
    return;
  }
  open_training(out, "backward", normalization_.scale || (normalization_.center && normalizes_again()));
  out.line("const Floats share = hn::Set(f32, 1.0f / static_cast<float>(arena.statistics.images * {}));",
           shape_.height * shape_.width);
  const bool shift = normalizes_again();
  emit_channels(out, held_constants(shift) + 2, [&](const Vectors& vectors) {
    emit_constants(out, vectors, shift);
    declare(out, vectors, "mean_d",
            [&](int i) { return fmt::format("hn::Mul(share, hn::Load(f32, {}))", statistics("d_beta", vectors, i)); });
    declare(out, vectors, "slope", [&](int i) {
      return fmt::format("hn::Mul(hn::Mul(share, {}{}), hn::Load(f32, {}))",
                         normalization_.scale ? "inverse" : "factor", vectors.suffix(i),
                         statistics("d_gamma", vectors, i));
    });
    out.open("for (int image = 0; image < count; ++image)");
    out.line("const float* HWY_RESTRICT input = {};", input_map("image"));
    out.line("const float* HWY_RESTRICT d_output = {};", d_output_map("image"));
    out.line("float* HWY_RESTRICT d_input = {};", d_input_map("image"));
    if (pool_) {
      emit_pooled_backward(out, vectors);
    } else {
      emit_whole_backward(out, vectors);
    }
    out.close();
  });
  out.close();
  out.blank();
}

}  // namespace constnet::codegen
