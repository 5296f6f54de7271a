// The text of the functions that bring parameters into their layout and gradients out of theirs.
#include "emit/parameter_functions.hpp"

#include <string>
#include <vector>

#include "steps/normalization.hpp"

namespace constnet::codegen {

void emit_prepare(Writer& out, const Plan& plan, bool backward) {
  const std::string suffix = backward ? "_prepare_backward" : "_prepare";
  const auto tensors_of = [&](const Step& step) {
    std::vector<StepTensor> tensors = step.prepared_tensors();
    if (backward) tensors.resize(step.needs_backward_weights() ? 1 : 0);
    return tensors;
  };
  bool any = false;
  for (const PlannedStep& planned : plan.steps) {
    const Step& step = *planned.step;
    const std::vector<StepTensor> tensors = tensors_of(step);
    if (tensors.empty()) continue;
    any = true;
    std::vector<std::string> parameters;
    for (const StepTensor& tensor : tensors) parameters.push_back("const float* HWY_RESTRICT " + tensor.role);
    parameters.push_back("float* HWY_RESTRICT weights");
    out.list("void " + step.name() + suffix, parameters, " {");
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
  std::vector<std::string> blocks{"weights"};
  if (plan.train_step) blocks = {"frozen", "trained"};
  std::vector<std::string> parameters{"const float* HWY_RESTRICT parameters"};
  for (const std::string& block : blocks) parameters.push_back("float* HWY_RESTRICT " + block);
  out.list(backward ? "void prepare_backward" : "void prepare_forward", parameters, " {");
  out.indent();
  if (!any) out.line("static_cast<void>(parameters);");
  for (const std::string& block : blocks) {
    if (!any || plan.train_step) out.line("static_cast<void>({});", block);
  }
  for (const PlannedStep& planned : plan.steps) {
    const std::vector<StepTensor> tensors = tensors_of(*planned.step);
    if (tensors.empty()) continue;
    std::vector<std::string> arguments;
    for (const StepTensor& tensor : tensors) arguments.push_back("parameters + parameters_at::" + tensor.block);
    arguments.push_back(!plan.train_step ? "weights" : planned.step->learns() ? "trained" : "frozen");
    out.list(planned.step->name() + suffix, arguments, ";");
  }
  out.close();
  out.blank();
}

void emit_prepare_training(Writer& out) {
  out.list("void prepare_training", {"const float* HWY_RESTRICT parameters", "float* HWY_RESTRICT weights"}, " {");
  out.indent();
  out.line("prepare_forward(parameters, weights);");
  out.line("prepare_backward(parameters, weights);");
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
