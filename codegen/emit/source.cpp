// NAME.gen.cpp: a body per vector width and the dispatch between them.
#include <algorithm>

#include "emit/code.hpp"
#include "emit/expression.hpp"
#include "emit/network_functions.hpp"
#include "emit/observed.hpp"
#include "emit/parameter_functions.hpp"
#include "emit/parameters.hpp"
#include "emit/support.hpp"
#include "emit/writer.hpp"
#include "unroll/code_size.hpp"
#include "unroll/syntax.hpp"
#include "unroll/unroll.hpp"

namespace constnet::codegen {
namespace {

void emit_offsets(Writer& out, const std::string& scope, const std::vector<Block>& blocks, int start = 0) {
  if (blocks.empty()) return;
  out.line("namespace {} {{", scope);
  for (const Block& block : blocks) out.line("constexpr int {} = {};", block.name, start + block.offset);
  out.line("}}  // namespace {}", scope);
  out.blank();
}

std::vector<Block> parameter_blocks(const NetworkDescription& network) {
  std::vector<Block> blocks;
  for (const ParameterTensor& tensor : parameters_of(network)) {
    blocks.push_back(
        {tensor.layer + "_" + tensor.role, static_cast<int>(tensor.offset), static_cast<int>(tensor.size)});
  }
  return blocks;
}

std::vector<Block> joined(std::vector<Block> blocks, const Region& region, int start) {
  for (Block block : region.blocks()) {
    block.offset += start;
    blocks.push_back(std::move(block));
  }
  return blocks;
}

void emit_all_offsets(Writer& out, const NetworkDescription& network, const Plan& plan) {
  const Memory& memory = plan.memory;
  out.comment(plan.training ? "Where things lie: in Parameters, in Prepared and TrainingPrepared, in the arenas."
                            : "Where things lie: in Parameters, in Prepared, in the arena.");
  emit_offsets(out, "parameters_at", parameter_blocks(network));
  emit_offsets(out, "weights_at", joined(memory.weights.blocks(), memory.training_weights, memory.weights.size()));
  emit_offsets(out, "inference_at", place(memory.inference));
  emit_offsets(out, "batch_at", place(memory.batch));
  if (!plan.training) return;
  emit_offsets(out, "floats_at", memory.floats.blocks());
  emit_offsets(out, "words_at", memory.words.blocks());
  emit_offsets(out, "bytes_at", memory.bytes.blocks());
  emit_offsets(out, "gradients_at", memory.gradients.blocks());
}

void emit_steps(Writer& out, const Plan& plan) {
  for (const PlannedStep& planned : plan.steps) planned.step->emit_forward(out);
  for (const PlannedStep& planned : plan.steps) {
    if (planned.step->in_backward()) {
      planned.step->emit_training(out);
    } else if (plan.training) {
      planned.step->emit_forward_batch(out);
    }
  }
  if (plan.copies_input || plan.training) emit_copy_input(out, plan);
  if (plan.softmax) {
    emit_softmax(out, plan.output(), plan.target.lanes);
  } else {
    emit_copy_map(out, "copy_output", plan.output(), true);
  }
  if (plan.has_backward()) emit_copy_map(out, "copy_d_output", plan.output(), false);
}

/// What activations that are steps of their own call.
void emit_activations(Writer& out, const Plan& plan) {
  std::vector<ActivationFunction> functions;
  for (const PlannedStep& planned : plan.steps) {
    const ActivationFunction* function = planned.step->activation_function();
    if (function != nullptr) functions.push_back(*function);
  }
  emit_activation_functions(out, functions, plan.training);
}

void emit_whole_network(Writer& out, const Plan& plan) {
  emit_predict(out, plan);
  emit_predict_batch(out, plan);
  if (plan.training) emit_training_calls(out, plan);
}

/// Bytes of code of each step, as predicted from its functions in `code`.
std::vector<long long> code_bytes(const Plan& plan, const std::string& code) {
  std::vector<long long> bytes(plan.steps.size());
  for (const Function& function : split_functions(code)) {
    // The longest name that fits: conv2d_1 and conv2d_1_activation are both steps.
    std::size_t longest = 0;
    std::size_t owner = plan.steps.size();
    for (std::size_t i = 0; i < plan.steps.size(); ++i) {
      const std::string& name = plan.step(i).name();
      if (!function.name.starts_with(name + "_") || name.size() <= longest) continue;
      longest = name.size();
      owner = i;
    }
    if (owner < bytes.size()) bytes[owner] += predicted_code_bytes(function.text, plan.target);
  }
  return bytes;
}

void emit_body(Writer& out, const NetworkDescription& network, const Plan& plan, const std::string& code,
               bool step_times) {
  out.comment(fmt::format("{}: {} per vector.", plan.target.processors,
                          plan.target.lanes == 1 ? "1 float" : fmt::format("{} floats", plan.target.lanes)));
  const std::vector<long long> bytes = code_bytes(plan, code);
  for (std::size_t i = 0; i < plan.steps.size(); ++i) {
    out.comment(fmt::format("  {}: {} About {} bytes of code.", plan.step(i).name(), plan.step(i).title(),
                            with_separators(bytes[i])));
  }
  out.blank();
  emit_support(out, plan);
  emit_all_offsets(out, network, plan);
  emit_activations(out, plan);
  if (!code.empty()) out.raw(code.substr(0, code.size() - 1));
  emit_prepare(out, plan, false);
  if (plan.training) {
    emit_prepare(out, plan, true);
    emit_add_gradients(out, plan);
  }
  emit_whole_network(out, plan);
  if (step_times) emit_observed_functions(out, plan);
}

void emit_dispatch(Writer& out, bool training) {
  std::vector<std::string> exported{"target_name", "prepare_forward", "predict_image", "predict_images"};
  if (training) exported.insert(exported.end(), {"prepare_backward", "forward_images", "backward_images", "add_sums"});
  for (const std::string& name : exported) out.line("HWY_EXPORT({});", name);
  out.blank();
  out.short_function("const char* simd_target()", "return HWY_DYNAMIC_DISPATCH(target_name)();");
  out.blank();
  out.short_function("void prepare(const Parameters& parameters, Prepared& prepared)",
                     "HWY_DYNAMIC_DISPATCH(prepare_forward)(parameters.values, prepared.values);");
  out.blank();
  out.short_function("void predict(const Prepared& prepared, InferenceArena& arena, const float* image, float* output)",
                     "HWY_DYNAMIC_DISPATCH(predict_image)(prepared, arena, image, output);");
  out.blank();
  out.list("void predict",
           {"const Prepared& prepared", "BatchArena& arena", "const float* images", "int count", "float* outputs"},
           " {");
  out.indent();
  out.line("HWY_DYNAMIC_DISPATCH(predict_images)(prepared, arena, images, count, outputs);");
  out.close();
  if (!training) return;
  out.blank();
  out.open("void prepare(const Parameters& parameters, TrainingPrepared& prepared)");
  out.line("HWY_DYNAMIC_DISPATCH(prepare_forward)(parameters.values, prepared.values);");
  out.line("HWY_DYNAMIC_DISPATCH(prepare_backward)(parameters.values, prepared.values);");
  out.close();
  out.blank();
  out.line(
      "void clear_gradients(TrainingArena& arena) {{ std::memset(arena.gradients, 0, sizeof(arena.gradients)); }}");
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
}

}  // namespace

std::string step_code(const Plan& plan) {
  Writer steps;
  emit_steps(steps, plan);
  if (plan.unroll == 0) return steps.text();
  Writer callers;
  emit_whole_network(callers, plan);
  Writer out;
  if (plan.unroll == kUnrollFull) {
    emit_unrolled(out, steps.text(), callers.text(), plan.target.lanes);
  } else {
    emit_within_budget(out, steps.text(), callers.text(), plan.target, plan.unroll);
  }
  return out.text();
}

std::uint64_t layout_of(const PlannedNetwork& planned) {
  Writer out;
  out.line("{}", planned.network.name);
  for (const Plan& plan : planned.plans) {
    emit_offsets(out, "weights_at", plan.memory.weights.blocks());
    emit_prepare(out, plan, false);
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
    emit_body(out, planned.network, planned.plans[i], planned.step_code[i], planned.step_times);
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
  emit_dispatch(out, planned.training);
  if (planned.step_times) emit_observed_dispatch(out, planned.training);
  out.blank();
  out.line("}}  // namespace {}", name);
  out.raw("#endif");
  return banner(planned) + out.text();
}

}  // namespace constnet::codegen
