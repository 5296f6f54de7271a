// The body of a generated source for one vector width.
#include "emit/body.hpp"

#include <algorithm>
#include <set>

#include "emit/expression.hpp"
#include "emit/network_functions.hpp"
#include "emit/observed.hpp"
#include "emit/parameter_functions.hpp"
#include "emit/parameters.hpp"
#include "emit/support.hpp"
#include "emit/train_step.hpp"
#include "emit/update.hpp"
#include "unroll/code_size.hpp"
#include "unroll/syntax.hpp"
#include "unroll/unroll.hpp"

namespace constnet::codegen {

void emit_offsets(Writer& out, const std::string& scope, const std::vector<Block>& blocks, int start) {
  if (blocks.empty()) return;
  out.line("namespace {} {{", scope);
  for (const Block& block : blocks) out.line("constexpr int {} = {};", block.name, start + block.offset);
  out.line("}}  // namespace {}", scope);
  out.blank();
}

namespace {

/// Those that the plan reads.
std::vector<Block> parameter_blocks(const NetworkDescription& network, const Plan& plan) {
  std::set<std::string> read;
  for (const PlannedStep& planned : plan.steps) {
    for (const StepTensor& tensor : planned.step->prepared_tensors()) read.insert(tensor.block);
  }
  std::vector<Block> blocks;
  for (const ParameterTensor& tensor : parameters_of(network)) {
    const std::string name = tensor.layer + "_" + tensor.role;
    if (read.contains(name)) {
      blocks.push_back({name, static_cast<int>(tensor.offset), static_cast<int>(tensor.size)});
    }
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
  const char* places = plan.train_step  ? "in FrozenWeights or TrainedWeights, in the arenas"
                       : !plan.training ? "in Prepared, in the arena"
                       : plan.predicts  ? "in Prepared and TrainingPrepared, in the arenas"
                                        : "in TrainingPrepared, in the arena";
  out.comment(fmt::format("Where things lie: in Parameters, {}.", places));
  emit_offsets(out, "parameters_at", parameter_blocks(network, plan));
  if (plan.train_step) {
    emit_offsets(out, "weights_at", joined(memory.weights.blocks(), memory.trained, 0));
  } else {
    emit_offsets(out, "weights_at", joined(memory.weights.blocks(), memory.training_weights, memory.weights.size()));
  }
  if (plan.predicts) {
    emit_offsets(out, "inference_at", place(memory.inference));
    emit_offsets(out, "batch_at", place(memory.batch));
  }
  if (!plan.training) return;
  emit_offsets(out, "floats_at", plan.train_step ? place(memory.training) : memory.floats.blocks());
  emit_offsets(out, "words_at", plan.train_step ? place(memory.training_words) : memory.words.blocks());
  emit_offsets(out, "bytes_at", memory.bytes.blocks());
  emit_offsets(out, "state_at", memory.state.blocks());
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
  if (plan.has_backward() && !plan.train_step) emit_copy_map(out, "copy_d_output", plan.output(), false);
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
  if (plan.predicts) {
    emit_predict(out, plan);
    emit_predict_batch(out, plan);
  }
  if (plan.train_step) {
    emit_train_image(out, plan);
  } else if (plan.training) {
    emit_training_calls(out, plan);
  }
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

void emit_step_list(Writer& out, const Plan& plan, const std::string& code) {
  const std::vector<long long> bytes = code_bytes(plan, code);
  for (std::size_t i = 0; i < plan.steps.size(); ++i) {
    out.comment(fmt::format("  {}: {} About {} bytes of code.", plan.step(i).name(), plan.step(i).title(),
                            with_separators(bytes[i])));
  }
  out.blank();
}

void emit_functions(Writer& out, const NetworkDescription& network, const Plan& plan, const std::string& code) {
  emit_all_offsets(out, network, plan);
  emit_activations(out, plan);
  if (!code.empty()) out.raw(code.substr(0, code.size() - 1));
  emit_prepare(out, plan);
  if (plan.train_step) {
    emit_read_back(out, plan);
  } else if (plan.training) {
    emit_prepare_training(out, plan);
    emit_add_gradients(out, plan);
  }
  emit_whole_network(out, plan);
}

/// One of two plans, in a namespace of its own, whose `functions` can be called from outside, and with them their twins
/// with an observer, for which the steps have numbers from `first` on.
void emit_apart(Writer& out, const PlannedNetwork& planned, const Plan& plan, const std::string& code,
                const std::string& scope, std::vector<std::string> functions, const std::vector<std::string>& observed,
                int first) {
  out.line("namespace {} {{", scope);
  out.blank();
  out.comment("The steps:");
  emit_step_list(out, plan, code);
  emit_functions(out, planned.network, plan, code);
  if (planned.step_times) {
    emit_observed_functions(out, plan, first, {});
    for (const std::string& function : observed) functions.push_back(function + "_observed");
  }
  out.line("}}  // namespace {}", scope);
  out.blank();
  std::sort(functions.begin(), functions.end());
  for (const std::string& function : functions) out.line("using {}::{};", scope, function);
  out.blank();
}

}  // namespace

void emit_body(Writer& out, const PlannedNetwork& planned, std::size_t target) {
  const Plan& plan = planned.plans[target];
  out.comment(fmt::format("{}: {} per vector.", plan.target.processors,
                          plan.target.lanes == 1 ? "1 float" : fmt::format("{} floats", plan.target.lanes)));
  if (!planned.trains_apart()) {
    emit_step_list(out, plan, planned.step_code[target]);
    emit_support(out, plan);
    if (plan.train_step) emit_update_support(out, *plan.train_step);
    emit_functions(out, planned.network, plan, planned.step_code[target]);
    if (planned.step_times) emit_observed_functions(out, plan, 0, {&plan});
    return;
  }
  const Plan& training = planned.training_plans[target];
  out.comment("Layers that do something else in training: prediction and training have steps of their own.");
  out.blank();
  emit_support(out, training);
  emit_apart(out, planned, plan, planned.step_code[target], "predicting",
             {"prepare_forward", "predict_image", "predict_images"}, {"predict_image", "predict_images"}, 0);
  std::vector<std::string> functions{"prepare_training", "forward_images", "backward_images", "add_sums"};
  if (planned.normalized_channels() > 0) {
    functions.insert(functions.end(), {"forward_images_part", "backward_images_part"});
  }
  emit_apart(out, planned, training, planned.training_step_code[target], "training", functions,
             {"forward_images", "backward_images"}, observed_steps(plan));
  if (planned.step_times) emit_step_table(out, {&plan, &training});
}

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

}  // namespace constnet::codegen
