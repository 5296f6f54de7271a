// BatchNormalization with moving statistics, and what folding it into another step needs.
#include "steps/normalization.hpp"

#include "emit/expression.hpp"
#include "emit/map_loops.hpp"

namespace constnet::codegen {

std::vector<StepTensor> tensors_of(const Normalization& normalization, bool moving) {
  std::vector<StepTensor> tensors;
  const auto add = [&](const char* role) { tensors.push_back({role, normalization.layer + "_" + role}); };
  if (normalization.scale) add("gamma");
  if (normalization.center) add("beta");
  if (moving) add("moving_mean");
  if (moving) add("moving_variance");
  return tensors;
}

void emit_factors(Writer& out, const Normalization& normalization, int channels, const std::string& factors,
                  int padded) {
  out.list("normalization_factors",
           {normalization.scale ? "gamma" : "nullptr", "moving_variance", literal(normalization.epsilon),
            std::to_string(channels), factors, std::to_string(padded)},
           ";");
}

void emit_shifts(Writer& out, const Normalization& normalization, const std::string& bias, int channels,
                 const std::string& factors, const std::string& shifts, int padded) {
  out.list("normalization_shifts",
           {normalization.center ? "beta" : "nullptr", bias.empty() ? "nullptr" : bias, "moving_mean", factors,
            std::to_string(channels), shifts, std::to_string(padded)},
           ";");
}

void emit_normalization_support(Writer& out) {
  for (const char* line : {
           "// 1 / sqrt(x) for x above 0, within 2e-7 of it: Newton's method, begun with the exponent halved.",
           "inline float inverse_root(float x) {",
           "  std::uint32_t bits;",
           "  std::memcpy(&bits, &x, sizeof(bits));",
           "  bits = 0x5f3759df - (bits >> 1);",
           "  float root;",
           "  std::memcpy(&root, &bits, sizeof(root));",
           "  for (int i = 0; i < 4; ++i) {",
           "    root += 0.5f * root * (1.0f - x * root * root);",
           "  }",
           "  return root;",
           "}",
           "",
           "// Copies `width` values, each times its factor; past the first `available` there are zeros.",
           "inline void copy_scaled(const float* HWY_RESTRICT from, const float* HWY_RESTRICT factors, int available,",
           "                        float* HWY_RESTRICT to, int width) {",
           "  for (int i = 0; i < width; ++i) {",
           "    to[i] = i < available ? from[i] * factors[i] : 0.0f;",
           "  }",
           "}",
           "",
           "// gamma / sqrt(variance + epsilon), with zeros behind the channels; a null gamma stands for ones.",
           "inline void normalization_factors(const float* gamma, const float* variance, float epsilon, int channels,",
           "                                  float* factors, int width) {",
           "  for (int i = 0; i < channels; ++i) {",
           "    factors[i] = inverse_root(variance[i] + epsilon) * (gamma != nullptr ? gamma[i] : 1.0f);",
           "  }",
           "  clear(factors + channels, width - channels);",
           "}",
           "",
           "// beta + (bias - mean) * factor, with zeros behind the channels; null beta and bias stand for zeros.",
           "inline void normalization_shifts(const float* beta, const float* bias, const float* mean, const float* "
           "factors,",
           "                                 int channels, float* shifts, int width) {",
           "  for (int i = 0; i < channels; ++i) {",
           "    const float distance = (bias != nullptr ? bias[i] : 0.0f) - mean[i];",
           "    shifts[i] = (beta != nullptr ? beta[i] : 0.0f) + distance * factors[i];",
           "  }",
           "  clear(shifts + channels, width - channels);",
           "}",
           "",
       }) {
    out.raw(line);
  }
}

std::string FixedNormalizationStep::title() const {
  return fmt::format("BatchNormalization with moving statistics: input {} -> output {}.", text_of(shape_),
                     text_of(shape_));
}

void FixedNormalizationStep::claim(Memory& memory) {
  memory.weights.claim(name_ + "_factors", padded(shape_.channels));
  memory.weights.claim(name_ + "_shifts", padded(shape_.channels));
}

void FixedNormalizationStep::emit_prepare(Writer& out) const {
  const std::string factors = fmt::format("weights + weights_at::{}_factors", name_);
  const std::string shifts = fmt::format("weights + weights_at::{}_shifts", name_);
  emit_factors(out, normalization_, shape_.channels, factors, padded(shape_.channels));
  emit_shifts(out, normalization_, "", shape_.channels, factors, shifts, padded(shape_.channels));
}

void FixedNormalizationStep::emit_forward(Writer& out) const {
  out.comment(title());
  out.list("void " + name_ + "_forward",
           {"const float* HWY_RESTRICT weights", "const float* HWY_RESTRICT input", "float* HWY_RESTRICT output"},
           " {");
  out.indent();
  out.line("const float* HWY_RESTRICT factors = weights + weights_at::{}_factors;", name_);
  out.line("const float* HWY_RESTRICT shifts = weights + weights_at::{}_shifts;", name_);
  emit_clear_border(out, "output", output_);
  const MapLayout one{Shape{shape_.channels}, 0, {}};
  emit_map_loops(out, shape_, lanes(), [&](const MapPlace& at) {
    out.line("const Floats value = hn::LoadU(f32, {});", at("input", input_));
    out.line("const Floats factor = hn::Load(f32, {});", at("factors", one));
    out.line("const Floats result = hn::MulAdd(value, factor, hn::Load(f32, {}));", at("shifts", one));
    out.line("hn::Store(result, f32, {});", at("output", output_));
  });
  out.close();
  out.blank();
}

void FixedNormalizationStep::emit_training(Writer& out) const {
  emit_forward_batch(out);
  out.comment("Backward of " + title());
  open_training(out, "backward", true, true);
  out.line("const float* HWY_RESTRICT factors = weights + weights_at::{}_factors;", name_);
  out.open("for (int image = 0; image < count; ++image)");
  out.line("const float* HWY_RESTRICT d_output = {};", d_output_map("image"));
  out.line("float* HWY_RESTRICT d_input = {};", d_input_map("image"));
  const MapLayout one{Shape{shape_.channels}, 0, {}};
  emit_map_loops(out, shape_, lanes(), [&](const MapPlace& at) {
    out.line("const Floats factor = hn::Load(f32, {});", at("factors", one));
    out.line("hn::Store(hn::Mul(factor, hn::Load(f32, {})), f32, {});", at("d_output", output_), at("d_input", input_));
  });
  out.close();
  out.close();
  out.blank();
}

}  // namespace constnet::codegen
