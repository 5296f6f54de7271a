// The text of updates.
#include "emit/update.hpp"

namespace constnet::codegen {

std::vector<std::string> update_parameters(UpdateRule rule) {
  if (rule == UpdateRule::sgd) return {"float step"};
  return {"const AdamStep& step", "AdamState& state"};
}

std::vector<std::string> update_arguments(UpdateRule rule) {
  if (rule == UpdateRule::sgd) return {"step"};
  return {"step", "state"};
}

void emit_update_support(Writer& out, UpdateRule rule) {
  if (rule == UpdateRule::sgd) {
    out.comment("values[i] *= step; returns their sum.");
    out.open("inline float scale(float step, float* HWY_RESTRICT values, int count)");
    out.line("float total = 0.0f;");
    out.open("for (int i = 0; i < count; ++i)");
    out.line("values[i] *= step;");
    out.line("total += values[i];");
    out.close();
    out.line("return total;");
    out.close();
    out.blank();
    return;
  }
  out.comment(
      "What one step of Adam does with every weight: first += (g - first) * rate_1, second += (g * g - second) * "
      "rate_2, "
      "weight += first * step / (sqrt(second) + epsilon); step is below zero and corrects the bias of both averages.");
  out.open("struct AdamStep");
  for (const char* member : {"rate_1", "rate_2", "step", "epsilon"}) out.line("float {};", member);
  out.close("};");
  out.blank();
  out.list("HWY_INLINE Floats adam",
           {"const AdamStep& step", "Floats gradient", "float* HWY_RESTRICT first", "float* HWY_RESTRICT second",
            "Floats weight"},
           " {");
  out.indent();
  out.line("const Floats old_first = hn::Load(f32, first);");
  out.line("const Floats old_second = hn::Load(f32, second);");
  out.line("const Floats m = hn::MulAdd(hn::Sub(gradient, old_first), hn::Set(f32, step.rate_1), old_first);");
  out.line(
      "const Floats v = hn::MulAdd(hn::Sub(hn::Mul(gradient, gradient), old_second), hn::Set(f32, step.rate_2), "
      "old_second);");
  out.line("hn::Store(m, f32, first);");
  out.line("hn::Store(v, f32, second);");
  out.line("const Floats scaled = hn::Mul(m, hn::Set(f32, step.step));");
  out.line("return hn::Add(weight, hn::Div(scaled, hn::Add(hn::Sqrt(v), hn::Set(f32, step.epsilon))));");
  out.close();
  out.blank();
  out.comment("The same for `count` weights, a multiple of the lanes.");
  out.list("inline void adam_all",
           {"const AdamStep& step", "const float* HWY_RESTRICT gradients", "float* HWY_RESTRICT first",
            "float* HWY_RESTRICT second", "float* HWY_RESTRICT weights", "int count"},
           " {");
  out.indent();
  out.open("for (int i = 0; i < count; i += static_cast<int>(hn::MaxLanes(F32())))");
  out.line(
      "hn::Store(adam(step, hn::Load(f32, gradients + i), first + i, second + i, hn::Load(f32, weights + i)), f32, "
      "weights + i);");
  out.close();
  out.close();
  out.blank();
  out.comment("Sum of `count` values.");
  out.open("inline float total(const float* HWY_RESTRICT values, int count)");
  out.line("float total = 0.0f;");
  out.open("for (int i = 0; i < count; ++i)");
  out.line("total += values[i];");
  out.close();
  out.line("return total;");
  out.close();
  out.blank();
}

}  // namespace constnet::codegen
