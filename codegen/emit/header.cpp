// NAME.gen.hpp.
#include <algorithm>
#include <sstream>

#include "emit/augmentation.hpp"
#include "emit/code.hpp"
#include "emit/device.hpp"
#include "emit/observed.hpp"
#include "emit/parameter_functions.hpp"
#include "emit/parameters.hpp"
#include "emit/parts.hpp"
#include "emit/train_step.hpp"
#include "emit/writer.hpp"
#include "summary.hpp"

namespace constnet::codegen {
namespace {

void emit_block(Writer& out, const std::string& comment, const std::string& name,
                const std::vector<std::pair<std::string, long long>>& members,
                const std::vector<std::string>& others = {}) {
  out.comment(comment, "///");
  out.open("struct {}", name);
  const auto code = [](const std::string& other) { return std::min(other.find("  ///<"), other.size()); };
  std::size_t longest = 0;
  for (const std::string& other : others) longest = std::max(longest, code(other));
  for (const std::string& other : others) {
    out.line("{:{}}{}", other.substr(0, code(other)), longest, other.substr(code(other)));
  }
  for (const auto& [member, size] : members) out.line("alignas(64) {}[{}];", member, std::max(size, 1LL));
  out.close("};");
  out.blank();
}

void emit_text(Writer& out, const std::string& comment, const std::string& name, const std::string& text) {
  out.comment(comment, "///");
  out.line("inline constexpr const char* {} =", name);
  std::istringstream lines(text);
  std::vector<std::string> quoted;
  for (std::string line; std::getline(lines, line);) {
    std::string escaped;
    for (const char c : line) escaped += c == '"' || c == '\\' ? std::string("\\") + c : std::string(1, c);
    quoted.push_back("\"" + escaped + "\\n\"");
  }
  for (std::size_t i = 0; i < quoted.size(); ++i) {
    out.line("    {}{}", quoted[i], i + 1 == quoted.size() ? ";" : "");
  }
}

void emit_network_struct(Writer& out, const std::string& ns, const PlannedNetwork& planned, bool augmented) {
  const bool training = planned.training;
  const bool parts = planned.normalized_channels() > 0;
  const bool step_times = planned.step_times;
  out.comment("All of the above under one name, for code that is written for any network.", "///");
  out.open("struct Network");
  std::vector<std::string> types{"Parameters", "Prepared", "InferenceArena", "BatchArena"};
  if (training) types.insert(types.end(), {"TrainingPrepared", "TrainingArena"});
  if (planned.trains_in_place()) types.insert(types.end(), {"FrozenWeights", "TrainedWeights", "TrainingArena"});
  if (planned.plans.front().train_step == UpdateRule::adam) types.insert(types.end(), {"Adam", "AdamState"});
  for (const std::string& type : types) out.line("using {} = {}::{};", type, ns, type);
  for (const char* constant : {"name", "summary", "input_height", "input_width", "input_channels", "input_size",
                               "output_size", "ends_in_softmax", "micro_batch", "winograd_tile", "parameter_count",
                               "tensor_count", "multiply_adds", "layout"}) {
    out.line("static constexpr auto {} = {}::{};", constant, ns, constant);
  }
  if (planned.device) out.line("static constexpr auto device = {}::device;", ns);
  if (device_needs(planned)) {
    for (const char* constant : {"stack_bytes", "code_bytes", "memory_bytes"}) {
      out.line("static constexpr auto {} = {}::{};", constant, ns, constant);
    }
  }
  out.line("static constexpr const auto& tensors = {}::tensors;", ns);
  if (training) out.line("static constexpr auto prepare_parts = {}::prepare_parts;", ns);
  if (augmented) out.line("static constexpr const auto& augmentations = {}::augmentations;", ns);
  out.short_function("static const char* simd_target()", "return " + ns + "::simd_target();");
  out.short_function("static void prepare(const Parameters& parameters, Prepared& prepared)",
                     ns + "::prepare(parameters, prepared);");
  out.short_function(
      "static void predict(const Prepared& prepared, InferenceArena& arena, const float* image, float* output)",
      ns + "::predict(prepared, arena, image, output);");
  out.list("static void predict",
           {"const Prepared& prepared", "BatchArena& arena", "const float* images", "int count", "float* outputs"},
           " {");
  out.indent();
  out.line("{}::predict(prepared, arena, images, count, outputs);", ns);
  out.close();
  if (planned.trains_in_place()) emit_train_step_members(out, planned.plans.front(), ns);
  if (training) {
    out.short_function("static void prepare(const Parameters& parameters, TrainingPrepared& prepared)",
                       ns + "::prepare(parameters, prepared);");
    out.short_function("static void prepare_part(const Parameters& parameters, TrainingPrepared& prepared, int part)",
                       ns + "::prepare_part(parameters, prepared, part);");
    out.short_function("static void clear_gradients(TrainingArena& arena)", ns + "::clear_gradients(arena);");
    out.list("static void forward",
             {"const TrainingPrepared& prepared", "TrainingArena& arena", "const float* images", "int count",
              "float* outputs"},
             " {");
    out.indent();
    out.line("{}::forward(prepared, arena, images, count, outputs);", ns);
    out.close();
    out.list("static void backward",
             {"const TrainingPrepared& prepared", "TrainingArena& arena", "const float* d_outputs", "int count"}, " {");
    out.indent();
    out.line("{}::backward(prepared, arena, d_outputs, count);", ns);
    out.close();
    if (parts) emit_parts_members(out, ns);
    out.short_function("static void add_gradients(const TrainingArena& arena, Parameters& gradients)",
                       ns + "::add_gradients(arena, gradients);");
  }
  if (step_times) emit_observed_members(out, ns, training);
  out.close("};");
}

}  // namespace

std::string header_text(const PlannedNetwork& planned) {
  const NetworkDescription& network = planned.network;
  const std::vector<ParameterTensor> tensors = parameters_of(network);
  const BlockSizes sizes = block_sizes(planned);
  const bool augmented = planned.training && has_augmentation(network);
  const Shape image = network.layers.front().output;
  const Shape output = network.layers.back().output;
  long long parameter_count = 0;
  for (const ParameterTensor& tensor : tensors) parameter_count += tensor.size;
  const long long multiply_adds = planned.plans.front().multiply_adds();

  Writer out;
  out.raw("#pragma once");
  out.blank();
  if (planned.adds_to_loss()) out.raw("#include <constnet/firmware/activity_penalty.hpp>");
  if (augmented) out.raw("#include <constnet/firmware/augmentation.hpp>");
  if (planned.normalized_channels() > 0) out.raw("#include <constnet/firmware/batch_statistics.hpp>");
  out.raw("#include <constnet/firmware/network.hpp>");
  if (planned.draws_numbers()) out.raw("#include <constnet/firmware/randomness.hpp>");
  if (planned.step_times) out.raw("#include <constnet/firmware/steps.hpp>");
  out.raw("#include <cstddef>");
  out.raw("#include <cstdint>");
  out.blank();
  out.line("namespace {} {{", network.name);
  out.blank();
  out.line("inline constexpr const char* name = \"{}\";", network.name);
  out.line("inline constexpr int input_height = {};", image.height);
  out.line("inline constexpr int input_width = {};", image.width);
  out.line("inline constexpr int input_channels = {};", image.channels);
  out.line("inline constexpr int input_size = {};", image.size());
  out.line("inline constexpr int output_size = {};", output.size());
  out.line("inline constexpr bool ends_in_softmax = {};", planned.plans.front().softmax);
  out.line("inline constexpr int micro_batch = {};", planned.micro_batch);
  int winograd_tile = 0;
  for (const Plan& plan : planned.plans) {
    for (const PlannedStep& step : plan.steps) winograd_tile = std::max(winograd_tile, step.step->winograd_tile());
  }
  out.line("inline constexpr int winograd_tile = {};", winograd_tile);
  out.line("inline constexpr std::size_t parameter_count = {};", parameter_count);
  out.line("inline constexpr std::size_t tensor_count = {};", tensors.size());
  out.line("inline constexpr long long multiply_adds = {};", multiply_adds);
  if (planned.training) {
    const Plan& plan = planned.trains_apart() ? planned.training_plans.front() : planned.plans.front();
    out.line("inline constexpr int prepare_parts = {};", prepare_parts(plan));
  }
  out.comment("Another number for another network, or for another layout of Prepared.", "///");
  out.line("inline constexpr std::uint64_t layout = {:#018x};", layout_of(planned));
  out.blank();
  if (tensors.empty()) {
    out.line("inline constexpr constnet::runtime::Tensor tensors[1] = {{}};");
  } else {
    emit_tensors(out, tensors);
  }
  out.blank();
  if (augmented) {
    emit_augmentations(out, network);
    out.blank();
  }
  emit_text(out, "What `summary` prints: Keras' table.", "summary", summary(network));
  out.blank();
  if (planned.device) {
    emit_text(out, "What `summary --device` prints besides.", "device", device_table(network));
    out.blank();
  }
  emit_block(out, "All parameters, in the order of `tensors`: the form for files and optimizers, and for gradients.",
             "Parameters", {{"float values", parameter_count}});
  if (planned.trains_in_place()) {
    emit_block(out, "Parameters of layers that are not trained, as the code reads them: flash can hold them.",
               "FrozenWeights", {{"float values", std::max(sizes.frozen, kSmallestBlock)}});
    emit_block(out, "Parameters of layers that are trained, as the code reads them; train_step changes them.",
               "TrainedWeights", {{"float values", std::max(sizes.trained, kSmallestBlock)}});
    out.comment("All of them; made by prepare.", "///");
    out.open("struct Prepared");
    out.line("FrozenWeights frozen;");
    out.line("TrainedWeights trained;");
    out.close("};");
    out.blank();
  } else {
    emit_block(out, "Parameters as the code for this processor reads them; made by prepare.", "Prepared",
               {{"float values", sizes.prepared}});
  }
  emit_block(out, "Activations of one image; needs no initial value.", "InferenceArena",
             {{"float floats", sizes.inference_floats}});
  emit_block(out, "Activations of `micro_batch` images; needs no initial value.", "BatchArena",
             {{"float floats", sizes.batch_floats}});
  if (planned.training) {
    if (planned.normalized_channels() > 0) emit_parts_constants(out, planned.normalized());
    emit_block(out, "Prepared parameters for forward and backward.", "TrainingPrepared",
               {{"float values", sizes.training_prepared}});
    std::vector<std::string> others;
    if (planned.draws_numbers()) {
      others.push_back("constnet::runtime::Randomness randomness;  ///< to be set before each forward");
    }
    if (planned.adds_to_loss()) {
      others.push_back("constnet::runtime::ActivityPenalty activity_penalty;  ///< to be set before each batch");
    }
    if (planned.normalized_channels() > 0) {
      others.push_back(fmt::format("constnet::runtime::BatchStatistics<{}> statistics;  ///< of the last forward",
                                   planned.normalized_channels()));
    }
    others.push_back("bool cleared;  ///< the sums of gradients are zero, whatever they hold");
    emit_block(
        out,
        "Activations, their gradients and sums of parameter gradients for `micro_batch` images; needs no initial "
        "value but clear_gradients.",
        "TrainingArena",
        {{"float floats", sizes.floats},
         {"float gradients", sizes.gradients},
         {"std::uint32_t words", sizes.words},
         {"std::uint8_t bytes", sizes.bytes}},
        others);
  }
  if (planned.trains_in_place()) {
    emit_block(
        out, "Activations and their gradients of one image; needs no initial value.", "TrainingArena",
        {{"float floats", sizes.floats}, {"std::uint32_t words", sizes.words}, {"std::uint8_t bytes", sizes.bytes}});
    emit_train_step_types(out, planned.plans.front(), sizes.state);
  }
  const std::optional<DeviceNeeds> needs = device_needs(planned);
  if (needs) emit_device_constants(out, planned, *needs);
  out.comment("The instruction set that the functions below use on this processor, as Highway names it.", "///");
  out.line("const char* simd_target();");
  out.blank();
  out.comment("Brings parameters into the layout of this processor; again after each change.", "///");
  out.line("void prepare(const Parameters& parameters, Prepared& prepared);");
  out.blank();
  out.comment("One image, (height, width, channels), to `output_size` values.", "///");
  out.line("void predict(const Prepared& prepared, InferenceArena& arena, const float* image, float* output);");
  out.blank();
  out.comment("`count` images to `output_size` values each, `micro_batch` at a time: faster than one by one.", "///");
  out.list("void predict",
           {"const Prepared& prepared", "BatchArena& arena", "const float* images", "int count", "float* outputs"},
           ";");
  out.blank();
  if (planned.training) {
    out.comment("The same with the layouts that backward reads besides.", "///");
    out.line("void prepare(const Parameters& parameters, TrainingPrepared& prepared);");
    out.blank();
    out.comment("One of its `prepare_parts` parts, which can be done at the same time.", "///");
    out.line("void prepare_part(const Parameters& parameters, TrainingPrepared& prepared, int part);");
    out.blank();
    out.comment("Sets the arena's sums of parameter gradients to zero.", "///");
    out.line("void clear_gradients(TrainingArena& arena);");
    out.blank();
    out.comment("At most `micro_batch` images to `output_size` values each; keeps in the arena what backward needs.",
                "///");
    out.list("void forward",
             {"const TrainingPrepared& prepared", "TrainingArena& arena", "const float* images", "int count",
              "float* outputs"},
             ";");
    out.blank();
    out.comment(
        std::string("For the images of the last forward: adds to the arena's sums. `d_outputs` is the gradient of "
                    "the loss with respect to ") +
            (planned.plans.front().softmax ? "what goes into the softmax." : "the outputs."),
        "///");
    out.line(
        "void backward(const TrainingPrepared& prepared, TrainingArena& arena, const float* d_outputs, int count);");
    out.blank();
    out.comment("Adds the arena's sums to a block in the layout of Parameters.", "///");
    out.line("void add_gradients(const TrainingArena& arena, Parameters& gradients);");
    out.blank();
    if (planned.normalized_channels() > 0) emit_parts_declarations(out);
  }
  if (planned.step_times) emit_observed_declarations(out, planned.training);
  if (planned.trains_in_place()) emit_train_step_declarations(out, planned.plans.front());
  emit_network_struct(out, network.name, planned, augmented);
  out.blank();
  out.line("}}  // namespace {}", network.name);

  return banner(planned) + out.text();
}

}  // namespace constnet::codegen
