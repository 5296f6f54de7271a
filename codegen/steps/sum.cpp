// The sum of two maps, forward and backward.
#include "steps/sum.hpp"

#include "emit/map_loops.hpp"

namespace constnet::codegen {

std::string SumStep::title() const {
  return fmt::format("Add{}: inputs {} -> output {}.", relu_ ? " relu" : "", text_of(shape_), text_of(shape_));
}

void SumStep::emit_forward(Writer& out) const {
  out.comment(title());
  out.list("void " + name_ + "_forward",
           {"const float* HWY_RESTRICT", "const float* HWY_RESTRICT input", "const float* HWY_RESTRICT shortcut",
            "float* HWY_RESTRICT output"},
           " {");
  out.indent();
  emit_clear_border(out, "output", output_);
  emit_map_loops(out, shape_, lanes(), [&](const MapPlace& at) {
    out.line("const Floats a = hn::LoadU(f32, {});", at("input", input_));
    out.line("const Floats b = hn::LoadU(f32, {});", at("shortcut", sources_[1].layout));
    out.line("const Floats sum = {};", relu_ ? "hn::Max(hn::Zero(f32), hn::Add(a, b))" : "hn::Add(a, b)");
    out.line("hn::Store(sum, f32, {});", at("output", output_));
  });
  out.close();
  out.blank();
}

void SumStep::emit_training(Writer& out) const {
  emit_forward_batch(out);
  out.comment("Backward of " + title());
  open_training(out, "backward", false, !relu_);
  out.open("for (int image = 0; image < count; ++image)");
  if (relu_) out.line("const float* HWY_RESTRICT output = {};", output_map("image"));
  out.line("const float* HWY_RESTRICT d_output = {};", d_output_map("image"));
  const char* const names[] = {"d_input", "d_shortcut"};
  for (std::size_t i = 0; i < sources_.size(); ++i) {
    if (sources_[i].d_name.empty()) continue;
    out.line("float* HWY_RESTRICT {} = {};", names[i], d_source_map(i, "image"));
  }
  emit_map_loops(out, shape_, lanes(), [&](const MapPlace& at) {
    const std::string d = fmt::format("hn::Load(f32, {})", at("d_output", output_));
    if (relu_) {
      out.line("const auto alive = hn::Gt(hn::Load(f32, {}), hn::Zero(f32));", at("output", output_));
      out.line("const Floats d = hn::IfThenElseZero(alive, {});", d);
    } else {
      out.line("const Floats d = {};", d);
    }
    for (std::size_t i = 0; i < sources_.size(); ++i) {
      if (!sources_[i].d_name.empty()) out.line("hn::Store(d, f32, {});", at(names[i], sources_[i].layout));
    }
  });
  out.close();
  out.close();
  out.blank();
}

}  // namespace constnet::codegen
