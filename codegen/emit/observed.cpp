// The text of what STEP_TIMES adds to a network.
#include "emit/observed.hpp"

#include <vector>

#include "emit/network_functions.hpp"

namespace constnet::codegen {
namespace {

/// A function of the network that has a twin with an observer.
struct Observed {
  const char* name;  ///< as users call it
  const char* body;  ///< as a body calls it
  std::vector<std::string> parameters;
  std::string arguments;
};

std::vector<Observed> observed_functions(bool training) {
  std::vector<Observed> functions{
      {"predict",
       "predict_image",
       {"const Prepared& prepared", "InferenceArena& arena", "const float* image", "float* output"},
       "prepared, arena, image, output"},
      {"predict",
       "predict_images",
       {"const Prepared& prepared", "BatchArena& arena", "const float* images", "int count", "float* outputs"},
       "prepared, arena, images, count, outputs"}};
  if (training) {
    functions.push_back({"forward",
                         "forward_images",
                         {"const TrainingPrepared& prepared", "TrainingArena& arena", "const float* images",
                          "int count", "float* outputs"},
                         "prepared, arena, images, count, outputs"});
    functions.push_back(
        {"backward",
         "backward_images",
         {"const TrainingPrepared& prepared", "TrainingArena& arena", "const float* d_outputs", "int count"},
         "prepared, arena, d_outputs, count"});
  }
  for (Observed& function : functions) {
    function.parameters.push_back("const constnet::runtime::StepObserver& observer");
    function.arguments += ", observer";
  }
  return functions;
}

/// "{name, title, multiply-adds forward, backward}".
void emit_step(Writer& out, const std::string& name, std::string title, long long forward, long long backward) {
  if (title.ends_with('.')) title.pop_back();
  out.braces("  ", {"\"" + name + "\"", "\"" + title + "\"", std::to_string(forward), std::to_string(backward)}, ",");
}

void emit_step_numbers(Writer& out, const Plan& plan, int first) {
  out.line("namespace step_at {{");
  if (plan.copies_input || plan.training) out.line("constexpr int input = {};", first);
  ++first;
  for (const PlannedStep& planned : plan.steps) out.line("constexpr int {} = {};", planned.step->name(), first++);
  out.line("constexpr int output = {};", first);
  out.line("}}  // namespace step_at");
  out.blank();
}

}  // namespace

void emit_observed_declarations(Writer& out, bool training) {
  out.comment("The steps that the functions below tell of, on this processor.", "///");
  out.line("constnet::runtime::StepTable steps();");
  out.blank();
  out.comment("The functions above with an observer, which is told of each step behind it: to measure them.", "///");
  for (const Observed& function : observed_functions(training)) {
    out.list(std::string("void ") + function.name, function.parameters, ";");
  }
  out.blank();
}

void emit_observed_members(Writer& out, const std::string& ns, bool training) {
  out.short_function("static constnet::runtime::StepTable steps()", "return " + ns + "::steps();");
  for (const Observed& function : observed_functions(training)) {
    out.list(std::string("static void ") + function.name, function.parameters, " {");
    out.indent();
    out.line("{}::{}({});", ns, function.name, function.arguments);
    out.close();
  }
}

void emit_step_table(Writer& out, const std::vector<const Plan*>& plans) {
  out.comment("Name, title, multiply-adds of one image forward and backward.");
  out.open("constexpr constnet::runtime::Step step_list[] =");
  int steps = 0;
  int training = 0;
  for (const Plan* plan : plans) {
    training = steps;
    const std::string image = text_of(plan->input.shape);
    emit_step(out, "input", "copies images to where the first step reads them: " + image, 0, 0);
    for (const PlannedStep& planned : plan->steps) {
      const Step& step = *planned.step;
      const long long backward = step.in_backward() ? step.backward_multiply_adds() : 0;
      emit_step(out, step.name(), step.title(), step.multiply_adds(), backward);
    }
    const std::string values = text_of(plan->output().shape);
    emit_step(out, "output", (plan->softmax ? "softmax: " : "copies outputs to the caller: ") + values, 0, 0);
    steps += observed_steps(*plan);
  }
  out.close("};");
  out.blank();
  out.short_function("constnet::runtime::StepTable step_table()",
                     fmt::format("return {{step_list, {}, {}}};", steps, training));
  out.blank();
}

void emit_observed_functions(Writer& out, const Plan& plan, int first, const std::vector<const Plan*>& table) {
  out.comment("The same with an observer, by the numbers of the steps.");
  emit_step_numbers(out, plan, first);
  if (!table.empty()) emit_step_table(out, table);
  if (plan.predicts) {
    emit_predict(out, plan, true);
    emit_predict_batch(out, plan, true);
  }
  if (plan.training) emit_training_calls(out, plan, true);
}

void emit_observed_dispatch(Writer& out, bool training) {
  out.blank();
  const std::vector<Observed> functions = observed_functions(training);
  out.line("HWY_EXPORT(step_table);");
  for (const Observed& function : functions) out.line("HWY_EXPORT({}_observed);", function.body);
  out.blank();
  out.short_function("constnet::runtime::StepTable steps()", "return HWY_DYNAMIC_DISPATCH(step_table)();");
  for (const Observed& function : functions) {
    out.blank();
    out.list(std::string("void ") + function.name, function.parameters, " {");
    out.indent();
    out.line("HWY_DYNAMIC_DISPATCH({}_observed)({});", function.body, function.arguments);
    out.close();
  }
}

}  // namespace constnet::codegen
