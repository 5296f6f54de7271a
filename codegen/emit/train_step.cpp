// What train_step is called with, and the order of what it does.
#include "emit/train_step.hpp"

#include <fmt/format.h>

#include "emit/expression.hpp"
#include "emit/update.hpp"

namespace constnet::codegen {
namespace {

bool is_adam(const Plan& plan) { return plan.train_step == UpdateRule::adam; }

std::string block(const std::string& name) { return "arena.floats + floats_at::" + name; }

/// The statements that write the gradient of the loss with respect to the last map.
void emit_loss_gradient(Writer& out, const Plan& plan) {
  const MapLayout& map = plan.output();
  const Shape& shape = map.shape;
  out.line("float* d_output = {};", block("d_" + plan.output_name()));
  if (!map.dense()) out.line("clear(d_output, {});", map.size());
  if (takes_label(plan)) {
    out.open("for (int i = 0; i < {}; ++i)", shape.channels);
    out.line("d_output[i] = output[i] - (i == label ? 1.0f : 0.0f);");
    out.close();
    return;
  }
  const std::string y = open_loop(out, "y", shape.height);
  const std::string x = open_loop(out, "x", shape.width);
  out.open("for (int channel = 0; channel < {}; ++channel)", shape.channels);
  const std::string at = sum("channel", {{y, shape.width * shape.channels}, {x, shape.channels}});
  // Cross-entropy's mean runs over the pixels, that of the squared error over all values.
  const std::string scale =
      plan.softmax ? fmt::format("1.0f / {}", shape.height * shape.width) : fmt::format("2.0f / {}", shape.size());
  out.line("d_output[{}] = (output[{}] - target[{}]) * ({});",
           sum("channel", {{y, map.row_stride()}, {x, map.pixel_stride}}, map.offset(0, 0)), at, at, scale);
  out.close();
  close_loop(out, x);
  close_loop(out, y);
}

void emit_step(Writer& out, const Plan& plan) {
  if (!is_adam(plan)) {
    out.line("const float step = -learning_rate;");
    return;
  }
  out.comment("What the two averages weigh so far: 1 - beta^steps.");
  out.line("state.first_weight += (1.0f - state.first_weight) * (1.0f - adam.beta_1);");
  out.line("state.second_weight += (1.0f - state.second_weight) * (1.0f - adam.beta_2);");
  out.line("const float correction = hn::GetLane(hn::Sqrt(hn::Set(f32, state.second_weight))) / state.first_weight;");
  out.braces("const AdamStep step",
             {"1.0f - adam.beta_1", "1.0f - adam.beta_2", "-adam.learning_rate * correction", "adam.epsilon"}, ";");
}

}  // namespace

bool takes_label(const Plan& plan) { return plan.softmax && plan.output().shape.rank == 1; }

TrainStepText train_step_text(const Plan& plan) {
  TrainStepText text;
  text.parameters = {"const FrozenWeights& frozen", "TrainedWeights& trained"};
  text.arguments = "frozen, trained, ";
  if (is_adam(plan)) {
    text.parameters.push_back("AdamState& state");
    text.arguments += "state, ";
  }
  text.parameters.insert(
      text.parameters.end(),
      {"TrainingArena& arena", "const float* image", takes_label(plan) ? "int label" : "const float* target",
       is_adam(plan) ? "const Adam& adam" : "float learning_rate", "float* output"});
  text.arguments += "arena, image, ";
  text.arguments += takes_label(plan) ? "label, " : "target, ";
  text.arguments += is_adam(plan) ? "adam, output" : "learning_rate, output";
  return text;
}

void emit_train_image(Writer& out, const Plan& plan) {
  out.list("void train_image", train_step_text(plan).parameters, " {");
  out.indent();
  bool frozen = false;
  for (const PlannedStep& planned : plan.steps) {
    frozen = frozen || (planned.step->has_parameters() && !planned.step->learns());
  }
  if (!frozen) out.line("static_cast<void>(frozen);");
  const auto weights_of = [&](const Step& step) {
    if (!step.has_parameters()) return "nullptr";
    return step.learns() ? "trained.values" : "frozen.values";
  };
  out.line("copy_input(image, {});", block("input"));
  for (const PlannedStep& planned : plan.steps) {
    out.line("{}_forward_batch({}, arena, 1);", planned.step->name(), weights_of(*planned.step));
  }
  out.line("{}({}, output);", plan.softmax ? "softmax" : "copy_output", block(plan.output_name()));
  if (!plan.has_backward()) {
    out.line("static_cast<void>({});", takes_label(plan) ? "label" : "target");
    out.line("static_cast<void>({});", is_adam(plan) ? "adam" : "learning_rate");
    if (is_adam(plan)) out.line("static_cast<void>(state);");
    out.line("static_cast<void>(trained);");
  } else {
    emit_loss_gradient(out, plan);
    emit_step(out, plan);
  }
  for (std::size_t i = plan.steps.size(); i-- > 0;) {
    const Step& step = plan.step(i);
    if (!step.in_backward()) continue;
    std::vector<std::string> arguments{weights_of(step), "arena"};
    if (step.learns()) {
      for (const std::string& argument : update_arguments(*plan.train_step)) arguments.push_back(argument);
    } else {
      arguments.push_back("1");
    }
    out.list(step.name() + "_backward", arguments, ";");
    for (const ExtraGradient& extra : plan.extra_gradients) {
      if (extra.reader.step != static_cast<int>(i)) continue;
      out.list(
          "add_map",
          {block(extra.block), std::to_string(plan.layout(extra.map).size()), block("d_" + plan.name_of(extra.map))},
          ";");
    }
  }
  out.close();
  out.blank();
}

void emit_read_back(Writer& out, const Plan& plan) {
  bool any = false;
  for (const PlannedStep& planned : plan.steps) {
    const Step& step = *planned.step;
    if (!step.learns()) continue;
    any = true;
    std::vector<std::string> parameters{"const float* HWY_RESTRICT weights"};
    for (const StepTensor& tensor : step.tensors()) parameters.push_back("float* HWY_RESTRICT " + tensor.role);
    out.list("void " + step.name() + "_read_back", parameters, " {");
    out.indent();
    step.emit_read_back(out);
    out.close();
    out.blank();
  }
  out.list("void read_back", {"const float* HWY_RESTRICT trained", "float* HWY_RESTRICT parameters"}, " {");
  out.indent();
  if (!any) {
    out.line("static_cast<void>(trained);");
    out.line("static_cast<void>(parameters);");
  }
  for (const PlannedStep& planned : plan.steps) {
    if (!planned.step->learns()) continue;
    std::vector<std::string> arguments{"trained"};
    for (const StepTensor& tensor : planned.step->tensors()) {
      arguments.push_back("parameters + parameters_at::" + tensor.block);
    }
    out.list(planned.step->name() + "_read_back", arguments, ";");
  }
  out.close();
  out.blank();
}

void emit_train_step_types(Writer& out, const Plan& plan, long long state_floats) {
  if (!is_adam(plan)) return;
  out.comment("The optimizer's settings, Keras' defaults.", "///");
  out.open("struct Adam");
  out.line("float learning_rate = 0.001f;");
  out.line("float beta_1 = 0.9f;");
  out.line("float beta_2 = 0.999f;");
  out.line("float epsilon = 1e-7f;");
  out.close("};");
  out.blank();
  out.comment(
      "What Adam keeps from step to step: running averages of gradients and of their squares, and what these "
      "weigh. All zeros before the first step.",
      "///");
  out.open("struct AdamState");
  out.line("alignas(64) float first[{}];", std::max(state_floats, 1LL));
  out.line("alignas(64) float second[{}];", std::max(state_floats, 1LL));
  out.line("float first_weight;");
  out.line("float second_weight;");
  out.close("};");
  out.blank();
}

void emit_train_step_declarations(Writer& out, const Plan& plan) {
  const char* loss = takes_label(plan) ? "the cross-entropy between its class, `label`, and what softmax gives"
                     : plan.softmax    ? "the mean cross-entropy between `target` and what softmax gives"
                                       : "the mean squared error against `target`";
  out.comment(std::string("One step of ") + (is_adam(plan) ? "Adam" : "stochastic gradient descent") +
                  " for one image: changes `trained` to lower " + loss +
                  ". `output` gets what predict gave before the step.",
              "///");
  out.list("void train_step", train_step_text(plan).parameters, ";");
  out.blank();
  out.comment("predict for weights that are trained: `frozen` may lie in flash, `trained` lies in memory.", "///");
  out.list("void predict",
           {"const FrozenWeights& frozen", "const TrainedWeights& trained", "InferenceArena& arena",
            "const float* image", "float* output"},
           ";");
  out.blank();
  out.comment("Writes what was trained to where `parameters` has it, and leaves the others as they are.", "///");
  out.line("void read_trained(const TrainedWeights& trained, Parameters& parameters);");
  out.blank();
}

void emit_train_step_members(Writer& out, const Plan& plan, const std::string& ns) {
  const TrainStepText text = train_step_text(plan);
  out.list("static void train_step", text.parameters, " {");
  out.indent();
  out.line("{}::train_step({});", ns, text.arguments);
  out.close();
  out.list("static void predict",
           {"const FrozenWeights& frozen", "const TrainedWeights& trained", "InferenceArena& arena",
            "const float* image", "float* output"},
           " {");
  out.indent();
  out.line("{}::predict(frozen, trained, arena, image, output);", ns);
  out.close();
  out.short_function("static void read_trained(const TrainedWeights& trained, Parameters& parameters)",
                     ns + "::read_trained(trained, parameters);");
}

void emit_train_step_dispatch(Writer& out, const Plan& plan) {
  const TrainStepText text = train_step_text(plan);
  out.list("void train_step", text.parameters, " {");
  out.indent();
  out.line("HWY_DYNAMIC_DISPATCH(train_image)({});", text.arguments);
  out.close();
  out.blank();
  out.list("void predict",
           {"const FrozenWeights& frozen", "const TrainedWeights& trained", "InferenceArena& arena",
            "const float* image", "float* output"},
           " {");
  out.indent();
  out.line("HWY_DYNAMIC_DISPATCH(predict_image)(frozen, trained, arena, image, output);");
  out.close();
  out.blank();
  out.short_function("void read_trained(const TrainedWeights& trained, Parameters& parameters)",
                     "HWY_DYNAMIC_DISPATCH(read_back)(trained.values, parameters.values);");
}

}  // namespace constnet::codegen
