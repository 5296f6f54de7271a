// The text of the functions that stand for the whole network.
#include "emit/network_functions.hpp"

#include <cmath>
#include <functional>

#include "emit/expression.hpp"
#include "emit/observing.hpp"

namespace constnet::codegen {

void emit_copy_input(Writer& out, const Plan& plan) {
  const MapLayout& map = plan.input;
  std::string value = "*image++";
  std::string comment = "Copies an image to where the first step reads it";
  if (plan.rescaling) {
    const auto [scale, offset] = *plan.rescaling;
    value += " * " + literal(scale);
    comment += ", rescaled";
    if (offset != 0) value += (offset < 0 ? " - " : " + ") + literal(std::abs(offset));
  }
  out.comment(comment + ".");
  out.list("void copy_input", {"const float* HWY_RESTRICT image", "float* HWY_RESTRICT input"}, " {");
  out.indent();
  if (map.dense() && plan.rescaling) {
    out.open("for (int i = 0; i < {}; ++i)", map.size());
    out.line("input[i] = {};", value);
    out.close();
  } else if (map.dense()) {
    out.line("std::memcpy(input, image, {} * sizeof(float));", map.size());
  } else {
    out.line("clear(input, {});", map.size());
    out.open("for (int y = 0; y < {}; ++y)", map.shape.height);
    out.open("for (int x = 0; x < {}; ++x)", map.shape.width);
    out.open("for (int channel = 0; channel < {}; ++channel)", map.shape.channels);
    out.line("input[{} + y * {} + x * {} + channel] = {};", map.offset(0, 0), map.row_stride(), map.pixel_stride,
             value);
    out.close();
    out.close();
    out.close();
  }
  out.close();
  out.blank();
}

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

namespace {

/// Base address of a map in an arena.
std::string block_at(const std::string& scope, const std::string& name) {
  return fmt::format("arena.floats + {}_at::{}", scope, name);
}

/// Arguments of a step's function: its maps as `map` says, between what stands before and behind them.
std::vector<std::string> arguments_of(const Plan& plan, std::size_t i, const std::string& weights,
                                      const std::function<std::string(int)>& map) {
  std::vector<std::string> arguments{weights};
  for (const int input : plan.steps[i].inputs) arguments.push_back(map(input));
  arguments.push_back(map(static_cast<int>(i)));
  return arguments;
}

/// What functions take the weights as, for predicting.
std::vector<std::string> weight_parameters(const Plan& plan) {
  if (plan.train_step) return {"const FrozenWeights& frozen", "const TrainedWeights& trained"};
  return {"const Prepared& prepared"};
}

/// Where a step's own weights are counted from.
std::string weights_of(const Plan& plan, const Step& step) {
  if (!plan.train_step) return "prepared.values";
  return step.learns() ? "trained.values" : "frozen.values";
}

/// For the case that no step reads them.
void ignore_weights(Writer& out, const Plan& plan) {
  if (!plan.train_step) {
    if (plan.steps.empty()) out.line("static_cast<void>(prepared);");
    return;
  }
  for (const char* name : {"frozen", "trained"}) out.line("static_cast<void>({});", name);
}

}  // namespace

void emit_predict(Writer& out, const Plan& plan, bool observed) {
  const Observing observing(out, observed);
  std::vector<std::string> parameters = weight_parameters(plan);
  parameters.insert(parameters.end(),
                    {"InferenceArena& arena", "const float* HWY_RESTRICT image", "float* HWY_RESTRICT output"});
  observing.open_function("void predict_image", parameters);
  const auto map = [&](int n) {
    return n == PlannedStep::image && !plan.copies_input ? "image" : block_at("inference", plan.name_of(n));
  };
  if (plan.copies_input) {
    out.line("copy_input(image, {});", map(PlannedStep::image));
    observing.done(kInputStep);
  }
  ignore_weights(out, plan);
  if (plan.steps.empty()) out.line("static_cast<void>(arena);");
  for (std::size_t i = 0; i < plan.steps.size(); ++i) {
    const Step& step = plan.step(i);
    std::vector<std::string> arguments = arguments_of(plan, i, weights_of(plan, step), map);
    if (step.scratch() > 0) arguments.push_back(block_at("inference", step.name() + "_scratch"));
    out.list(step.name() + "_forward", arguments, ";");
    observing.done(step.name());
  }
  out.line("{}({}, output);", plan.softmax ? "softmax" : "copy_output", map(plan.last_map()));
  observing.done(kOutputStep);
  out.close();
  out.blank();
}

void emit_predict_batch(Writer& out, const Plan& plan, bool observed) {
  const Observing observing(out, observed);
  constexpr int kImage = PlannedStep::image;
  const std::size_t steps = plan.steps.size();
  const auto of_image = [&](int n) -> std::string {
    if (n == kImage && !plan.copies_input) return sum("images", {{"image", plan.input.size()}});
    const std::string base = block_at("batch", plan.name_of(n));
    return plan.keeps_map_of_all(n) ? sum(base, {{"image", plan.layout(n).size()}}) : base;
  };
  const auto of_all = [&](int n) {
    return n == kImage && !plan.copies_input ? "images" : block_at("batch", plan.name_of(n));
  };
  const auto open_images = [&] { out.open("for (int image = 0; image < n; ++image)"); };
  const auto copy_input = [&] {
    if (!plan.copies_input) return;
    out.line("copy_input({}, {});", sum("images", {{"image", plan.input.shape.size()}}), of_image(kImage));
    observing.done(kInputStep);
  };

  std::vector<std::string> parameters = weight_parameters(plan);
  parameters.insert(parameters.end(), {"BatchArena& arena", "const float* HWY_RESTRICT images", "int count",
                                       "float* HWY_RESTRICT outputs"});
  observing.open_function("void predict_images", parameters);
  ignore_weights(out, plan);
  if (steps == 0 && !plan.copies_input) out.line("static_cast<void>(arena);");
  out.open("for (int first = 0; first < count; first += {})", plan.micro_batch);
  out.line("const int n = std::min(count - first, {});", plan.micro_batch);
  const bool copies_all = steps > 0 && plan.copies_input && plan.keeps_map_of_all(kImage);
  if (copies_all) {
    open_images();
    copy_input();
    out.close();
  }
  for (std::size_t i = 0; i < steps;) {
    const int run = plan.runs[i];
    const bool together = plan.step(i).takes_several();
    if (!together) open_images();
    if (i == 0 && !copies_all) copy_input();
    for (; i < steps && plan.runs[i] == run; ++i) {
      const Step& step = plan.step(i);
      std::vector<std::string> arguments =
          arguments_of(plan, i, weights_of(plan, step), together ? std::function<std::string(int)>(of_all) : of_image);
      const int scratch = together ? step.several_scratch() : step.scratch();
      if (scratch > 0) arguments.push_back(block_at("batch", step.name() + "_scratch"));
      if (together) arguments.push_back("n");
      out.list(step.name() + (together ? "_forward_several" : "_forward"), arguments, ";");
      observing.done(step.name());
    }
    if (!together) out.close();
  }
  open_images();
  if (steps == 0) copy_input();
  out.line("{}({}, {});", plan.softmax ? "softmax" : "copy_output", of_image(plan.last_map()),
           sum("outputs", {{"image", plan.output().shape.size()}}));
  out.close();
  observing.done(kOutputStep);
  out.line("images += n * {};", plan.input.shape.size());
  out.line("outputs += n * {};", plan.output().shape.size());
  out.close();
  out.close();
  out.blank();
}

}  // namespace constnet::codegen
