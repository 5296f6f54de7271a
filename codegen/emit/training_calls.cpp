// forward_images and backward_images, whole or in parts: the tables of contents of training.
#include "emit/network_functions.hpp"
#include "emit/observing.hpp"

namespace constnet::codegen {
namespace {

/// Base address of a map in the training arena.
std::string block_at(const std::string& name) { return fmt::format("arena.floats + floats_at::{}", name); }

/// Clears the sums of the gradients of a step's parameters, but those that its backward pass clears.
void emit_clear_sums(Writer& out, const Plan& plan, std::size_t i) {
  const std::vector<Block>& blocks = plan.sums[i];
  const std::size_t first = plan.step(i).clears_kernel_sums() ? 1 : 0;  // the kernel's come before the bias's
  if (blocks.size() <= first) return;
  const int size = blocks.back().offset + blocks.back().size - blocks[first].offset;
  out.list("if (arena.cleared) clear", {"arena.gradients + gradients_at::" + blocks[first].name, std::to_string(size)},
           ";");
}

/// A function of the whole network, or, where there are normalized layers, of the part `part` of it. Between two parts
/// stands next_part.
class Parts {
 public:
  Parts(Writer& out, const Observing& observing, const Plan& plan, const std::string& name,
        std::vector<std::string> parameters)
      : out_(out), parts_(!plan.normalized().empty()) {
    if (parts_) parameters.push_back("int part");
    observing.open_function("void " + name + (parts_ ? "_part" : ""), parameters);
    if (parts_) out_.open("if (part == 0)");
  }
  void next_part() {
    out_.close();
    out_.open("if (part == {})", ++part_);
  }
  void end() {
    if (parts_) out_.close();
    out_.close();
    out_.blank();
  }

 private:
  Writer& out_;
  bool parts_;
  int part_ = 0;
};

/// The function of all parts, where there are several.
void emit_all_parts(Writer& out, const Observing& observing, const Plan& plan, const std::string& name,
                    const std::vector<std::string>& parameters, std::vector<std::string> arguments) {
  if (plan.normalized().empty()) return;
  observing.open_function("void " + name, parameters);
  if (name == "forward_images") out.line("arena.statistics.images = count;");
  out.open("for (int part = 0; part < {}; ++part)", plan.normalized().size() + 1);
  arguments.push_back("part");
  if (observing.observed()) arguments.push_back("observer");
  out.list(name + "_part" + (observing.observed() ? "_observed" : ""), arguments, ";");
  out.close();
  out.close();
  out.blank();
}

void emit_forward(Writer& out, const Plan& plan, const Observing& observing) {
  const int output_size = static_cast<int>(plan.output().shape.size());
  const int image_size = static_cast<int>(plan.input.shape.size());
  const std::vector<std::string> parameters{"const TrainingPrepared& prepared", "TrainingArena& arena",
                                            "const float* HWY_RESTRICT images", "int count",
                                            "float* HWY_RESTRICT outputs"};
  Parts parts(out, observing, plan, "forward_images", parameters);
  if (plan.steps.empty()) out.line("static_cast<void>(prepared);");
  out.open("for (int image = 0; image < count; ++image)");
  out.line("copy_input(images + image * {}, arena.floats + floats_at::input + image * {});", image_size,
           plan.input.size());
  out.close();
  observing.done(kInputStep);
  for (const PlannedStep& planned : plan.steps) {
    if (planned.step->normalizes_batch()) {
      out.line("{}_statistics(arena, count);", planned.step->name());
      parts.next_part();
    }
    out.line("{}_forward_batch(prepared.values, arena, count);", planned.step->name());
    observing.done(planned.step->name());
  }
  out.open("for (int image = 0; image < count; ++image)");
  out.line("{}(arena.floats + floats_at::{} + image * {}, outputs + image * {});",
           plan.softmax ? "softmax" : "copy_output", plan.output_name(), plan.output().size(), output_size);
  out.close();
  observing.done(kOutputStep);
  parts.end();
  emit_all_parts(out, observing, plan, "forward_images", parameters,
                 {"prepared", "arena", "images", "count", "outputs"});
}

void emit_backward(Writer& out, const Plan& plan, const Observing& observing) {
  const int output_size = static_cast<int>(plan.output().shape.size());
  const std::vector<std::string> parameters{"const TrainingPrepared& prepared", "TrainingArena& arena",
                                            "const float* HWY_RESTRICT d_outputs", "int count"};
  Parts parts(out, observing, plan, "backward_images", parameters);
  if (!plan.has_backward()) {
    for (const char* unused : {"prepared", "arena", "d_outputs", "count"}) out.line("static_cast<void>({});", unused);
    observing.unused();
  } else {
    out.open("for (int image = 0; image < count; ++image)");
    out.line("copy_d_output(arena.floats + floats_at::d_{} + image * {}, d_outputs + image * {});", plan.output_name(),
             plan.output().size(), output_size);
    out.close();
    observing.done(kOutputStep);
  }
  for (std::size_t i = plan.steps.size(); i-- > 0;) {
    const Step& step = plan.step(i);
    emit_clear_sums(out, plan, i);
    if (step.normalizes_batch()) {
      if (step.in_backward()) out.line("{}_sums(arena, count);", step.name());
      parts.next_part();
    }
    if (!step.in_backward()) continue;
    out.line("{}_backward(prepared.values, arena, count);", step.name());
    for (const ExtraGradient& extra : plan.extra_gradients) {
      if (extra.reader.step != static_cast<int>(i)) continue;
      out.list("add_map",
               {block_at(extra.block), fmt::format("count * {}", plan.layout(extra.map).size()),
                block_at("d_" + plan.name_of(extra.map))},
               ";");
    }
    observing.done(step.name());
  }
  if (plan.has_backward()) out.line("arena.cleared = false;");
  parts.end();
  emit_all_parts(out, observing, plan, "backward_images", parameters, {"prepared", "arena", "d_outputs", "count"});
}

}  // namespace

void emit_training_calls(Writer& out, const Plan& plan, bool observed) {
  const Observing observing(out, observed);
  emit_forward(out, plan, observing);
  emit_backward(out, plan, observing);
}

}  // namespace constnet::codegen
