// ActivityRegularization: forward copies and adds up the penalty, backward adds its gradient.
#include "steps/activity_regularization.hpp"

#include "emit/expression.hpp"
#include "emit/map_loops.hpp"

namespace constnet::codegen {

std::string ActivityRegularizationStep::title() const {
  std::string text = "ActivityRegularization";
  if (l1_ > 0) text += fmt::format(" l1 {:g}", l1_);
  if (l2_ > 0) text += fmt::format(" l2 {:g}", l2_);
  return text + fmt::format(": input {} -> output {}.", text_of(shape_), text_of(shape_));
}

void ActivityRegularizationStep::emit_forward_batch(Writer& out) const {
  out.comment(title());
  open_training(out, "forward_batch", false);
  out.open("for (int image = 0; image < count; ++image)");
  out.line("const float* HWY_RESTRICT input = {};", input_map("image"));
  out.line("float* HWY_RESTRICT output = {};", output_map("image"));
  emit_clear_border(out, "output", output_);
  if (l1_ > 0) out.line("Floats magnitudes = hn::Zero(f32);");
  if (l2_ > 0) out.line("Floats squares = hn::Zero(f32);");
  emit_map_loops(out, shape_, lanes(), [&](const MapPlace& at) {
    out.line("const Floats value = hn::LoadU(f32, {});", at("input", input_));
    if (l1_ > 0) out.line("magnitudes = hn::Add(magnitudes, hn::Max(value, hn::Sub(hn::Zero(f32), value)));");
    if (l2_ > 0) out.line("squares = hn::MulAdd(value, value, squares);");
    out.line("hn::Store(value, f32, {});", at("output", output_));
  });
  const auto add = [&](double factor, const char* sum) {
    out.line("arena.activity_penalty.loss += {} * static_cast<double>(hn::GetLane(hn::SumOfLanes(f32, {})));", factor,
             sum);
  };
  if (l1_ > 0) add(l1_, "magnitudes");
  if (l2_ > 0) add(l2_, "squares");
  out.close();
  out.close();
  out.blank();
}

void ActivityRegularizationStep::emit_training(Writer& out) const {
  emit_forward_batch(out);
  out.comment("Backward of " + title());
  open_training(out, "backward", false);
  if (l1_ > 0) {
    out.line("const Floats l1 = hn::Set(f32, {} * arena.activity_penalty.scale);", literal(l1_));
    out.line("const Floats zero = hn::Zero(f32);");
  }
  if (l2_ > 0) out.line("const Floats twice_l2 = hn::Set(f32, {} * arena.activity_penalty.scale);", literal(2 * l2_));
  out.open("for (int image = 0; image < count; ++image)");
  out.line("const float* HWY_RESTRICT output = {};", output_map("image"));
  out.line("const float* HWY_RESTRICT d_output = {};", d_output_map("image"));
  out.line("float* HWY_RESTRICT d_input = {};", d_input_map("image"));
  emit_map_loops(out, shape_, lanes(), [&](const MapPlace& at) {
    out.line("const Floats value = hn::LoadU(f32, {});", at("output", output_));
    out.line("Floats d = hn::LoadU(f32, {});", at("d_output", output_));
    if (l1_ > 0) {
      out.line("d = hn::Add(d, hn::IfThenElseZero(hn::Gt(value, zero), l1));");
      out.line("d = hn::Sub(d, hn::IfThenElseZero(hn::Gt(zero, value), l1));");
    }
    if (l2_ > 0) out.line("d = hn::MulAdd(value, twice_l2, d);");
    out.line("hn::Store(d, f32, {});", at("d_input", input_));
  });
  out.close();
  out.close();
  out.blank();
}

}  // namespace constnet::codegen
