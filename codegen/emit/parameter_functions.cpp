// The text of the functions that bring parameters into their layout and gradients out of theirs.
#include "emit/parameter_functions.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "steps/normalization.hpp"

namespace constnet::codegen {

namespace {

/// The tensors that one of a step's two functions reads; none where the step does without that function.
std::vector<StepTensor> tensors_read(const Step& step, bool backward) {
  std::vector<StepTensor> tensors = step.prepared_tensors();
  if (backward) tensors.resize(step.needs_backward_weights() ? 1 : 0);
  return tensors;
}

std::string function_name(const Step& step, bool backward) {
  return step.name() + (backward ? "_prepare_backward" : "_prepare");
}

void emit_call(Writer& out, const Step& step, bool backward, const std::string& block) {
  std::vector<std::string> arguments;
  for (const StepTensor& tensor : tensors_read(step, backward)) {
    arguments.push_back("parameters + parameters_at::" + tensor.block);
  }
  arguments.push_back(block);
  out.list(function_name(step, backward), arguments, ";");
}

void emit_step_functions(Writer& out, const Plan& plan, bool backward) {
  for (const PlannedStep& planned : plan.steps) {
    const Step& step = *planned.step;
    const std::vector<StepTensor> tensors = tensors_read(step, backward);
    if (tensors.empty()) continue;
    std::vector<std::string> parameters;
    for (const StepTensor& tensor : tensors) parameters.push_back("const float* HWY_RESTRICT " + tensor.role);
    parameters.push_back("float* HWY_RESTRICT weights");
    out.list("void " + function_name(step, backward), parameters, " {");
    out.indent();
    if (backward) {
      step.emit_prepare_backward(out);
    } else {
      if (step.folded()) {
        const int channels = step.output_shape().channels;
        out.line("float factors[{}];", channels);
        emit_factors(out, *step.folded(), channels, "factors", channels);
      }
      step.emit_prepare(out);
    }
    out.close();
    out.blank();
  }
}

/// What a part of the preparation for training does.
struct Part {
  const Step* step;
  bool backward;
};

std::vector<Part> parts_of(const Plan& plan) {
  std::vector<Part> parts;
  for (const bool backward : {false, true}) {
    for (const PlannedStep& planned : plan.steps) {
      if (!tensors_read(*planned.step, backward).empty()) parts.push_back({planned.step.get(), backward});
    }
  }
  return parts;
}

}  // namespace

void emit_prepare(Writer& out, const Plan& plan) {
  emit_step_functions(out, plan, false);
  if (!plan.predicts) return;
  std::vector<std::string> blocks{"weights"};
  if (plan.train_step) blocks = {"frozen", "trained"};
  std::vector<std::string> parameters{"const float* HWY_RESTRICT parameters"};
  for (const std::string& block : blocks) parameters.push_back("float* HWY_RESTRICT " + block);
  out.list("void prepare_forward", parameters, " {");
  out.indent();
  const bool any = std::any_of(plan.steps.begin(), plan.steps.end(),
                               [](const PlannedStep& planned) { return !tensors_read(*planned.step, false).empty(); });
  if (!any) out.line("static_cast<void>(parameters);");
  for (const std::string& block : blocks) {
    if (!any || plan.train_step) out.line("static_cast<void>({});", block);
  }
  for (const PlannedStep& planned : plan.steps) {
    if (tensors_read(*planned.step, false).empty()) continue;
    emit_call(out, *planned.step, false, !plan.train_step ? "weights" : planned.step->learns() ? "trained" : "frozen");
  }
  out.close();
  out.blank();
}

int prepare_parts(const Plan& plan) { return static_cast<int>(parts_of(plan).size()); }

void emit_prepare_training(Writer& out, const Plan& plan) {
  emit_step_functions(out, plan, true);
  out.comment("One of the parts of what forward and backward read.");
  out.list("void prepare_training", {"const float* HWY_RESTRICT parameters", "float* HWY_RESTRICT weights", "int part"},
           " {");
  out.indent();
  const std::vector<Part> parts = parts_of(plan);
  if (parts.empty()) {
    for (const char* unused : {"parameters", "weights", "part"}) out.line("static_cast<void>({});", unused);
  }
  for (std::size_t i = 0; i < parts.size(); ++i) {
    out.open("if (part == {})", i);
    emit_call(out, *parts[i].step, parts[i].backward, "weights");
    out.close();
  }
  out.close();
  out.blank();
}

void emit_add_gradients(Writer& out, const Plan& plan) {
  bool any = false;
  for (const PlannedStep& planned : plan.steps) {
    const Step& step = *planned.step;
    if (!step.learns()) continue;
    any = true;
    std::vector<std::string> parameters{"const TrainingArena& arena"};
    for (const StepTensor& tensor : step.learned_tensors())
      parameters.push_back("float* HWY_RESTRICT d_" + tensor.role);
    out.list("void " + step.name() + "_add_gradients", parameters, " {");
    out.indent();
    step.emit_add_gradients(out);
    out.close();
    out.blank();
  }
  out.list("void add_sums", {"const TrainingArena& arena", "float* HWY_RESTRICT gradients"}, " {");
  out.indent();
  if (!any) {
    out.line("static_cast<void>(arena);");
    out.line("static_cast<void>(gradients);");
  } else {
    out.line("if (arena.cleared) return;");
  }
  for (const PlannedStep& planned : plan.steps) {
    if (!planned.step->learns()) continue;
    std::vector<std::string> arguments{"arena"};
    for (const StepTensor& tensor : planned.step->learned_tensors()) {
      arguments.push_back("gradients + parameters_at::" + tensor.block);
    }
    out.list(planned.step->name() + "_add_gradients", arguments, ";");
  }
  out.close();
  out.blank();
}

}  // namespace constnet::codegen
