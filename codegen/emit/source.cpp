// NAME.gen.cpp: a body per vector width and the dispatch between them.
#include <algorithm>

#include "emit/body.hpp"
#include "emit/code.hpp"
#include "emit/network_functions.hpp"
#include "emit/observed.hpp"
#include "emit/parameter_functions.hpp"
#include "emit/parts.hpp"
#include "emit/train_step.hpp"
#include "emit/writer.hpp"

namespace constnet::codegen {
namespace {

/// The functions that everybody calls: for Prepared as one block, or as what is frozen and what is trained.
void emit_dispatch(Writer& out, const PlannedNetwork& planned) {
  const bool training = planned.training;
  const bool in_place = planned.trains_in_place();
  const std::string weights = in_place ? "prepared.frozen, prepared.trained" : "prepared";
  std::vector<std::string> exported{"target_name", "prepare_forward", "predict_image", "predict_images"};
  if (training) exported.insert(exported.end(), {"prepare_training", "forward_images", "backward_images", "add_sums"});
  const bool parts = planned.normalized_channels() > 0;
  if (parts) exported.insert(exported.end(), {"forward_images_part", "backward_images_part"});
  if (in_place) exported.insert(exported.end(), {"train_image", "read_back"});
  for (const std::string& name : exported) out.line("HWY_EXPORT({});", name);
  out.blank();
  out.short_function("const char* simd_target()", "return HWY_DYNAMIC_DISPATCH(target_name)();");
  out.blank();
  out.short_function("void prepare(const Parameters& parameters, Prepared& prepared)",
                     std::string("HWY_DYNAMIC_DISPATCH(prepare_forward)(parameters.values, ") +
                         (in_place ? "prepared.frozen.values, prepared.trained.values);" : "prepared.values);"));
  out.blank();
  out.short_function("void predict(const Prepared& prepared, InferenceArena& arena, const float* image, float* output)",
                     "HWY_DYNAMIC_DISPATCH(predict_image)(" + weights + ", arena, image, output);");
  out.blank();
  out.list("void predict",
           {"const Prepared& prepared", "BatchArena& arena", "const float* images", "int count", "float* outputs"},
           " {");
  out.indent();
  out.line("HWY_DYNAMIC_DISPATCH(predict_images)({}, arena, images, count, outputs);", weights);
  out.close();
  if (in_place) {
    out.blank();
    emit_train_step_dispatch(out, planned.plans.front());
  }
  if (!training) return;
  out.blank();
  out.short_function("void prepare_part(const Parameters& parameters, TrainingPrepared& prepared, int part)",
                     "HWY_DYNAMIC_DISPATCH(prepare_training)(parameters.values, prepared.values, part);");
  out.blank();
  out.short_function("void prepare(const Parameters& parameters, TrainingPrepared& prepared)",
                     "for (int part = 0; part < prepare_parts; ++part) prepare_part(parameters, prepared, part);");
  out.blank();
  out.line("void clear_gradients(TrainingArena& arena) {{ arena.cleared = true; }}");
  out.blank();
  out.list("void forward",
           {"const TrainingPrepared& prepared", "TrainingArena& arena", "const float* images", "int count",
            "float* outputs"},
           " {");
  out.indent();
  out.line("HWY_DYNAMIC_DISPATCH(forward_images)(prepared, arena, images, count, outputs);");
  out.close();
  out.blank();
  out.short_function(
      "void backward(const TrainingPrepared& prepared, TrainingArena& arena, const float* d_outputs, int count)",
      "HWY_DYNAMIC_DISPATCH(backward_images)(prepared, arena, d_outputs, count);");
  out.blank();
  out.short_function("void add_gradients(const TrainingArena& arena, Parameters& gradients)",
                     "HWY_DYNAMIC_DISPATCH(add_sums)(arena, gradients.values);");
  if (parts) emit_parts_dispatch(out, planned);
}

}  // namespace

std::uint64_t layout_of(const PlannedNetwork& planned) {
  Writer out;
  out.line("{}", planned.network.name);
  for (const Plan& plan : planned.plans) {
    emit_offsets(out, "weights_at", plan.memory.weights.blocks());
    emit_offsets(out, "trained_at", plan.memory.trained.blocks());
    emit_prepare(out, plan);
  }
  std::uint64_t hash = 0xcbf29ce484222325;  // FNV-1a
  for (const char c : out.text()) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  return hash;
}

namespace {

/// Instruction sets that are left out: those beside the most common one of their width, those whose vectors have no
/// fixed width, and those without a body.
std::vector<std::string> disabled_targets(const PlannedNetwork& planned) {
  std::vector<std::string> names{"HWY_AVX3_DL", "HWY_SSSE3",    "HWY_SVE", "HWY_SVE2",
                                 "HWY_SVE_256", "HWY_SVE2_128", "HWY_RVV"};
  const auto without = [&](int lanes, std::initializer_list<const char*> sets) {
    const bool has = std::any_of(planned.plans.begin(), planned.plans.end(),
                                 [&](const Plan& plan) { return plan.target.lanes == lanes; });
    if (!has) names.insert(names.end(), sets.begin(), sets.end());
  };
  without(16, {"HWY_AVX3"});
  without(8, {"HWY_AVX2"});
  without(4, {"HWY_SSE4", "HWY_NEON", "HWY_WASM"});
  return names;
}

}  // namespace

std::string source_text(const PlannedNetwork& planned) {
  const std::string& name = planned.network.name;
  Writer out;
  out.raw(fmt::format("#include \"{}.gen.hpp\"", name));
  out.blank();
  for (const char* header : {"<algorithm>", "<cstdint>", "<cstring>"}) out.raw(fmt::format("#include {}", header));
  out.blank();
  out.raw("#if defined(CONSTNET_FIRMWARE_SIMD)");
  out.raw("#include <constnet/firmware/simd.hpp>");
  out.raw("#else");
  out.comment("One body per vector width; of the instruction sets of one width, the one that most processors have.");
  const std::string disabled = fmt::format("({})", fmt::join(disabled_targets(planned), " | "));
  const std::string define = "#define HWY_DISABLED_TARGETS ";
  if (define.size() + disabled.size() <= 120) {
    out.raw(define + disabled);
  } else {
    out.raw(define + "\\");
    out.raw("  " + disabled);
  }
  out.raw("#undef HWY_TARGET_INCLUDE");
  out.raw(fmt::format("#define HWY_TARGET_INCLUDE \"{}.gen.cpp\"", name));
  out.raw("#include <hwy/foreach_target.h>");
  out.raw("#include <hwy/highway.h>");
  out.raw("#endif");
  out.blank();
  out.raw("HWY_BEFORE_NAMESPACE();");
  out.line("namespace {} {{", name);
  out.raw("namespace HWY_NAMESPACE {");
  out.raw("namespace hn = hwy::HWY_NAMESPACE;");
  out.blank();
  out.raw("const char* target_name() { return hwy::TargetName(HWY_TARGET); }");
  out.blank();
  const char* directive = "#if";
  for (std::size_t i = 0; i < planned.plans.size(); ++i) {
    out.raw(fmt::format("{} {}", directive, planned.plans[i].target.condition));
    out.blank();
    emit_body(out, planned, i);
    directive = "#elif";
  }
  out.raw("#else");
  out.raw(
      "#error \"This processor's vector width has no body here: generate one (--simd, or SIMD in "
      "constnet_add_model).\"");
  out.raw("#endif");
  out.blank();
  out.raw("}  // namespace HWY_NAMESPACE");
  out.line("}}  // namespace {}", name);
  out.raw("HWY_AFTER_NAMESPACE();");
  out.blank();
  out.raw("#if HWY_ONCE");
  out.line("namespace {} {{", name);
  out.blank();
  emit_dispatch(out, planned);
  if (planned.step_times) emit_observed_dispatch(out, planned.training);
  out.blank();
  out.line("}}  // namespace {}", name);
  out.raw("#endif");
  return banner(planned) + out.text();
}

}  // namespace constnet::codegen
