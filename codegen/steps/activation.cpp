// An activation of every value of a map, forward and backward.
#include "steps/activation.hpp"

#include "emit/map_loops.hpp"

namespace constnet::codegen {

std::string ActivationStep::title() const {
  const std::string words = function_.kind == Activation::linear ? "Rescaling" : "Activation " + function_.name;
  return fmt::format("{}: input {} -> output {}.", words, text_of(shape_), text_of(shape_));
}

void ActivationStep::emit_forward(Writer& out) const {
  out.comment(title());
  out.list("void " + name_ + "_forward",
           {"const float* HWY_RESTRICT", "const float* HWY_RESTRICT input", "float* HWY_RESTRICT output"}, " {");
  out.indent();
  emit_clear_border(out, "output", output_);
  emit_map_loops(out, shape_, lanes(), [&](const MapPlace& at) {
    out.line("const Floats value = hn::LoadU(f32, {});", at("input", input_));
    const std::string result = function_.name + "(value)";
    out.line("const Floats result = {};", function_.keeps_zero() ? result : without_padding(shape_, lanes(), result));
    out.line("hn::Store(result, f32, {});", at("output", output_));
  });
  out.close();
  out.blank();
}

void ActivationStep::emit_training(Writer& out) const {
  emit_forward_batch(out);
  out.comment("Backward of " + title());
  open_training(out, "backward", false);
  out.open("for (int image = 0; image < count; ++image)");
  out.line("const float* HWY_RESTRICT input = {};", input_map("image"));
  out.line("const float* HWY_RESTRICT d_output = {};", d_output_map("image"));
  out.line("float* HWY_RESTRICT d_input = {};", d_input_map("image"));
  emit_map_loops(out, shape_, lanes(), [&](const MapPlace& at) {
    out.line("const Floats slope = {}_slope(hn::LoadU(f32, {}));", function_.name, at("input", input_));
    out.line("const Floats d = hn::Mul(slope, hn::Load(f32, {}));", at("d_output", output_));
    out.line("hn::Store(d, f32, {});", at("d_input", input_));
  });
  out.close();
  out.close();
  out.blank();
}

}  // namespace constnet::codegen
