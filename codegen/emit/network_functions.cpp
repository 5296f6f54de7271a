// The text of the functions that stand for the whole network.
#include "emit/network_functions.hpp"

#include "emit/expression.hpp"

namespace constnet::codegen {

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
  const std::size_t steps = plan.steps.size();
  const auto map = [&](std::size_t i, bool of_image) {
    const std::string base = fmt::format("arena.floats + batch_at::{}_output", plan.steps[i]->name());
    return of_image && plan.keeps_map_of_all(i) ? sum(base, {{"image", plan.maps[i].size()}}) : base;
  };
  const auto input = [&](std::size_t i, bool of_image) -> std::string {
    if (i > 0) return map(i - 1, of_image);
    if (!plan.copies_input) return of_image ? sum("images", {{"image", plan.input.size()}}) : "images";
    const std::string base = "arena.floats + batch_at::input";
    return of_image && plan.keeps_input_of_all() ? sum(base, {{"image", plan.input.size()}}) : base;
  };
  const auto scratch = [&](const Step& step) {
    return fmt::format("arena.floats + batch_at::{}_scratch", step.name());
  };
  const auto open_images = [&] { out.open("for (int image = 0; image < n; ++image)"); };
  const auto copy_input = [&] {
    if (!plan.copies_input) return;
    out.line("copy_input({}, {});", sum("images", {{"image", plan.input.shape.size()}}), input(0, true));
  };

  out.list("void predict_images",
           {"const Prepared& prepared", "BatchArena& arena", "const float* HWY_RESTRICT images", "int count",
            "float* HWY_RESTRICT outputs"},
           " {");
  out.indent();
  if (steps == 0) {
    out.line("static_cast<void>(prepared);");
    if (!plan.copies_input) out.line("static_cast<void>(arena);");
  }
  out.open("for (int first = 0; first < count; first += {})", plan.micro_batch);
  out.line("const int n = std::min(count - first, {});", plan.micro_batch);
  if (plan.keeps_input_of_all() && plan.copies_input) {
    open_images();
    copy_input();
    out.close();
  }
  for (std::size_t i = 0; i < steps;) {
    if (plan.steps[i]->takes_several()) {
      const Step& step = *plan.steps[i];
      std::vector<std::string> arguments{"prepared.values", input(i, false), map(i, false)};
      if (step.several_scratch() > 0) arguments.push_back(scratch(step));
      arguments.push_back("n");
      out.list(step.name() + "_forward_several", arguments, ";");
      ++i;
      continue;
    }
    open_images();
    if (i == 0) copy_input();
    for (; i < steps && !plan.steps[i]->takes_several(); ++i) {
      const Step& step = *plan.steps[i];
      std::vector<std::string> arguments{"prepared.values", input(i, true), map(i, true)};
      if (step.scratch() > 0) arguments.push_back(scratch(step));
      out.list(step.name() + "_forward", arguments, ";");
    }
    out.close();
  }
  open_images();
  if (steps == 0) copy_input();
  const std::string last = steps > 0 ? map(steps - 1, true) : input(0, true);
  out.line("{}({}, {});", plan.softmax ? "softmax" : "copy_output", last,
           sum("outputs", {{"image", plan.output().shape.size()}}));
  out.close();
  out.line("images += n * {};", plan.input.shape.size());
  out.line("outputs += n * {};", plan.output().shape.size());
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

}  // namespace constnet::codegen
