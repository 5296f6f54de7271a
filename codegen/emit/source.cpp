// NAME.gen.cpp: a body per vector width and the dispatch between them.
#include <algorithm>

#include "emit/code.hpp"
#include "emit/expression.hpp"
#include "emit/parameters.hpp"
#include "emit/support.hpp"
#include "emit/writer.hpp"

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
  if (!plan.training) return;
  emit_offsets(out, "floats_at", memory.floats.blocks());
  emit_offsets(out, "words_at", memory.words.blocks());
  emit_offsets(out, "bytes_at", memory.bytes.blocks());
  emit_offsets(out, "gradients_at", memory.gradients.blocks());
}

/// Copies a user's image into the plan's input map.
void emit_copy_input(Writer& out, const Plan& plan) {
  const MapLayout& map = plan.input;
  out.comment("Copies an image to where the first step reads it.");
  out.list("void copy_input", {"const float* HWY_RESTRICT image", "float* HWY_RESTRICT input"}, " {");
  out.indent();
  if (map.dense()) {
    out.line("std::memcpy(input, image, {} * sizeof(float));", map.size());
  } else {
    out.line("clear(input, {});", map.size());
    out.open("for (int y = 0; y < {}; ++y)", map.shape.height);
    out.open("for (int x = 0; x < {}; ++x)", map.shape.width);
    out.open("for (int channel = 0; channel < {}; ++channel)", map.shape.channels);
    out.line("input[{} + y * {} + x * {} + channel] = *image++;", map.offset(0, 0), map.row_stride(), map.pixel_stride);
    out.close();
    out.close();
    out.close();
  }
  out.close();
  out.blank();
}

/// Copies the last map, without gaps, to the user, or back.
void emit_copy_map(Writer& out, const std::string& name, const MapLayout& map, bool out_of_map) {
  const Shape& shape = map.shape;
  out.list("void " + name,
           {std::string(out_of_map ? "const float*" : "float*") + " HWY_RESTRICT map",
            std::string(out_of_map ? "float*" : "const float*") + " HWY_RESTRICT values"},
           " {");
  out.indent();
  if (!out_of_map && !map.dense()) out.line("clear(map, {});", map.size());
  const std::string y = shape.height > 1 ? "y" : "";
  const std::string x = shape.width > 1 ? "x" : "";
  if (!y.empty()) out.open("for (int y = 0; y < {}; ++y)", shape.height);
  if (!x.empty()) out.open("for (int x = 0; x < {}; ++x)", shape.width);
  out.open("for (int channel = 0; channel < {}; ++channel)", shape.channels);
  const std::string at = sum("channel", {{y, map.row_stride()}, {x, map.pixel_stride}}, map.offset(0, 0));
  if (out_of_map) {
    out.line("*values++ = map[{}];", at);
  } else {
    out.line("map[{}] = *values++;", at);
  }
  out.close();
  if (!x.empty()) out.close();
  if (!y.empty()) out.close();
  out.close();
  out.blank();
}

void emit_predict(Writer& out, const Plan& plan) {
  out.list("void predict_image",
           {"const Prepared& prepared", "InferenceArena& arena", "const float* HWY_RESTRICT image",
            "float* HWY_RESTRICT output"},
           " {");
  out.indent();
  std::string input = "image";
  if (plan.copies_input) {
    out.line("copy_input(image, arena.floats + inference_at::input);");
    input = "arena.floats + inference_at::input";
  }
  if (plan.steps.empty()) {
    out.line("static_cast<void>(prepared);");
    out.line("static_cast<void>(arena);");
  }
  for (const auto& step : plan.steps) {
    const std::string output = fmt::format("arena.floats + inference_at::{}_output", step->name());
    std::vector<std::string> arguments{"prepared.values", input, output};
    if (step->scratch() > 0) arguments.push_back(fmt::format("arena.floats + inference_at::{}_scratch", step->name()));
    out.list(step->name() + "_forward", arguments, ";");
    input = output;
  }
  out.line("{}({}, output);", plan.softmax ? "softmax" : "copy_output", input);
  out.close();
  out.blank();
}

void emit_predict_batch(Writer& out, const Plan& plan) {
  out.list("void predict_images",
           {"const Prepared& prepared", "InferenceArena& arena", "const float* HWY_RESTRICT images", "int count",
            "float* HWY_RESTRICT outputs"},
           " {");
  out.indent();
  out.open("for (int image = 0; image < count; ++image)");
  out.line("predict_image(prepared, arena, images + image * {}, outputs + image * {});", plan.input.shape.size(),
           plan.output().shape.size());
  out.close();
  out.close();
  out.blank();
}

void emit_training_calls(Writer& out, const Plan& plan) {
  const int output_size = static_cast<int>(plan.output().shape.size());
  const int image_size = static_cast<int>(plan.input.shape.size());
  out.list("void forward_images",
           {"const TrainingPrepared& prepared", "TrainingArena& arena", "const float* HWY_RESTRICT images", "int count",
            "float* HWY_RESTRICT outputs"},
           " {");
  out.indent();
  if (plan.steps.empty()) out.line("static_cast<void>(prepared);");
  out.open("for (int image = 0; image < count; ++image)");
  out.line("copy_input(images + image * {}, arena.floats + floats_at::input + image * {});", image_size,
           plan.input.size());
  out.close();
  for (const auto& step : plan.steps) out.line("{}_forward_batch(prepared.values, arena, count);", step->name());
  out.open("for (int image = 0; image < count; ++image)");
  out.line("{}(arena.floats + floats_at::{} + image * {}, outputs + image * {});",
           plan.softmax ? "softmax" : "copy_output", plan.output_name(), plan.output().size(), output_size);
  out.close();
  out.close();
  out.blank();

  out.list(
      "void backward_images",
      {"const TrainingPrepared& prepared", "TrainingArena& arena", "const float* HWY_RESTRICT d_outputs", "int count"},
      " {");
  out.indent();
  if (plan.steps.empty()) {
    for (const char* unused : {"prepared", "arena", "d_outputs", "count"}) out.line("static_cast<void>({});", unused);
  } else {
    out.open("for (int image = 0; image < count; ++image)");
    out.line("copy_d_output(arena.floats + floats_at::d_{} + image * {}, d_outputs + image * {});", plan.output_name(),
             plan.output().size(), output_size);
    out.close();
  }
  for (auto step = plan.steps.rbegin(); step != plan.steps.rend(); ++step) {
    out.line("{}_backward(prepared.values, arena, count);", (*step)->name());
  }
  out.close();
  out.blank();
}

/// One function for each step with parameters, and one that calls them all.
void emit_prepare(Writer& out, const Plan& plan, bool backward) {
  const std::string suffix = backward ? "_prepare_backward" : "_prepare";
  const auto concerned = [&](const Step& step) {
    return backward ? step.needs_backward_weights() : step.has_parameters();
  };
  bool any = false;
  for (const auto& step : plan.steps) {
    if (!concerned(*step)) continue;
    any = true;
    std::vector<std::string> parameters{"const float* HWY_RESTRICT kernel", "float* HWY_RESTRICT weights"};
    if (!backward) parameters.insert(parameters.begin() + 1, "const float* HWY_RESTRICT bias");
    out.list("void " + step->name() + suffix, parameters, " {");
    out.indent();
    if (backward) {
      step->emit_prepare_backward(out);
    } else {
      step->emit_prepare(out);
    }
    out.close();
    out.blank();
  }
  out.list(backward ? "void prepare_backward" : "void prepare_forward",
           {"const float* HWY_RESTRICT parameters", "float* HWY_RESTRICT weights"}, " {");
  out.indent();
  if (!any) {
    out.line("static_cast<void>(parameters);");
    out.line("static_cast<void>(weights);");
  }
  for (const auto& step : plan.steps) {
    if (!concerned(*step)) continue;
    std::vector<std::string> arguments{fmt::format("parameters + parameters_at::{}_kernel", step->name()), "weights"};
    if (!backward) {
      arguments.insert(arguments.begin() + 1, fmt::format("parameters + parameters_at::{}_bias", step->name()));
    }
    out.list(step->name() + suffix, arguments, ";");
  }
  out.close();
  out.blank();
}

void emit_add_gradients(Writer& out, const Plan& plan) {
  bool any = false;
  for (const auto& step : plan.steps) {
    if (!step->has_parameters()) continue;
    any = true;
    out.list("void " + step->name() + "_add_gradients",
             {"const TrainingArena& arena", "float* HWY_RESTRICT d_kernel", "float* HWY_RESTRICT d_bias"}, " {");
    out.indent();
    step->emit_add_gradients(out);
    out.close();
    out.blank();
  }
  out.list("void add_sums", {"const TrainingArena& arena", "float* HWY_RESTRICT gradients"}, " {");
  out.indent();
  if (!any) {
    out.line("static_cast<void>(arena);");
    out.line("static_cast<void>(gradients);");
  }
  for (const auto& step : plan.steps) {
    if (!step->has_parameters()) continue;
    out.list(step->name() + "_add_gradients",
             {"arena", fmt::format("gradients + parameters_at::{}_kernel", step->name()),
              fmt::format("gradients + parameters_at::{}_bias", step->name())},
             ";");
  }
  out.close();
  out.blank();
}

void emit_body(Writer& out, const NetworkDescription& network, const Plan& plan) {
  out.comment(fmt::format("{}: {} per vector.", plan.target.processors,
                          plan.target.lanes == 1 ? "1 float" : fmt::format("{} floats", plan.target.lanes)));
  for (const auto& step : plan.steps) out.comment("  " + step->name() + ": " + step->title());
  out.blank();
  emit_support(out, plan);
  emit_all_offsets(out, network, plan);
  for (const auto& step : plan.steps) step->emit_forward(out);
  if (plan.training) {
    for (const auto& step : plan.steps) step->emit_training(out);
  }
  if (plan.copies_input || plan.training) emit_copy_input(out, plan);
  if (plan.softmax) {
    emit_softmax(out, plan.output(), plan.target.lanes);
  } else {
    emit_copy_map(out, "copy_output", plan.output(), true);
  }
  if (plan.training && !plan.steps.empty()) emit_copy_map(out, "copy_d_output", plan.output(), false);
  emit_prepare(out, plan, false);
  if (plan.training) {
    emit_prepare(out, plan, true);
    emit_add_gradients(out, plan);
  }
  emit_predict(out, plan);
  emit_predict_batch(out, plan);
  if (plan.training) emit_training_calls(out, plan);
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
           {"const Prepared& prepared", "InferenceArena& arena", "const float* images", "int count", "float* outputs"},
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
  for (const Plan& plan : planned.plans) {
    out.raw(fmt::format("{} {}", directive, plan.target.condition));
    out.blank();
    emit_body(out, planned.network, plan);
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
  out.blank();
  out.line("}}  // namespace {}", name);
  out.raw("#endif");
  return banner(planned) + out.text();
}

}  // namespace constnet::codegen
