// forward_images and backward_images, whole or in parts: the tables of contents of training.
#include "emit/network_functions.hpp"
#include "emit/observing.hpp"

namespace constnet::codegen {
namespace {

/// Base address of a map in the training arena.
std::string block_at(const std::string& name) { return fmt::format("arena.floats + floats_at::{}", name); }

/// Clears the sums of the gradients of a step's parameters, but those that its backward pass clears; `in_groups` says
/// that groups of images pass here, of which only the first finds them cleared.
void emit_clear_sums(Writer& out, const Plan& plan, std::size_t i, bool in_groups) {
  const std::vector<Block>& blocks = plan.sums[i];
  const std::size_t first = plan.step(i).clears_kernel_sums() ? 1 : 0;  // the kernel's come before the bias's
  if (blocks.size() <= first) return;
  const int size = blocks.back().offset + blocks.back().size - blocks[first].offset;
  out.list(in_groups ? "if (arena.cleared && first == 0) clear" : "if (arena.cleared) clear",
           {"arena.gradients + gradients_at::" + blocks[first].name, std::to_string(size)}, ";");
}

/// A function of the whole network, or, where there are normalized layers, of the part `part` of it. Between two parts
/// stands next_part. Images pass through a part in groups, or all together.
class Parts {
 public:
  Parts(Writer& out, const Observing& observing, const Plan& plan, const std::string& name,
        std::vector<std::string> parameters)
      : out_(out), plan_(plan), parts_(!plan.normalized().empty()) {
    if (parts_) parameters.push_back("int part");
    observing.open_function("void " + name + (parts_ ? "_part" : ""), parameters);
    if (parts_) out_.open("if (part == 0)");
  }
  /// Opens the loop over the groups of part `part` of forward.
  void open_groups(int part) {
    const int group = plan_.groups.empty() ? plan_.micro_batch : plan_.groups[static_cast<std::size_t>(part)];
    in_loop_ = group < plan_.micro_batch;
    if (!in_loop_) return;
    out_.open("for (int first = 0; first < count; first += {})", group);
    out_.line("const int n = std::min(count - first, {});", group);
  }
  void close_groups() {
    if (in_loop_) out_.close();
    in_loop_ = false;
  }
  void next_part() {
    close_groups();
    out_.close();
    out_.open("if (part == {})", ++part_);
  }
  void end() {
    close_groups();
    if (parts_) out_.close();
    out_.close();
    out_.blank();
  }

  /// What step functions take behind the arena.
  std::string images() const {
    if (in_loop_) return "first, n";
    return plan_.groups.empty() ? "count" : "0, count";
  }
  bool is_in_loop() const { return in_loop_; }
  /// The number of images that pass together.
  std::string count() const { return in_loop_ ? "n" : "count"; }
  void open_images() const { out_.open("for (int image = 0; image < {}; ++image)", count()); }
  /// Where image `image` of them stands among the user's, or among the arena's: `size` floats each.
  std::string of_image(int size) const { return fmt::format("{} * {}", in_loop_ ? "(first + image)" : "image", size); }
  /// Base address of the gradient of map `map` for the first of them.
  std::string gradient_at(int map) const {
    const std::string block = block_at("d_" + plan_.name_of(map));
    return in_loop_ && plan_.keeps_gradient(map) ? fmt::format("{} + first * {}", block, plan_.layout(map).size())
                                                 : block;
  }

 private:
  Writer& out_;
  const Plan& plan_;
  bool parts_;
  bool in_loop_ = false;
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
  int part = 0;
  parts.open_groups(part);
  parts.open_images();
  out.list("copy_input",
           {"images + " + parts.of_image(image_size), block_at("input") + " + " + parts.of_image(plan.input.size())},
           ";");
  out.close();
  observing.done(kInputStep);
  for (const PlannedStep& planned : plan.steps) {
    if (planned.step->normalizes_batch()) {
      out.line("{}_statistics(arena, {});", planned.step->name(), parts.images());
      parts.next_part();
      out.line("{}_deviations(arena);", planned.step->name());
      parts.open_groups(++part);
    }
    out.line("{}_forward_batch(prepared.values, arena, {});", planned.step->name(), parts.images());
    observing.done(planned.step->name());
  }
  parts.open_images();
  out.list(plan.softmax ? "softmax" : "copy_output",
           {block_at(plan.output_name()) + " + " + parts.of_image(plan.output().size()),
            "outputs + " + parts.of_image(output_size)},
           ";");
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
  int part = static_cast<int>(plan.normalized().size());
  if (!plan.has_backward()) {
    for (const char* unused : {"prepared", "arena", "d_outputs", "count"}) out.line("static_cast<void>({});", unused);
    observing.unused();
  } else {
    parts.open_groups(part);
    parts.open_images();
    out.list("copy_d_output",
             {fmt::format("{} + image * {}", parts.gradient_at(plan.last_map()), plan.output().size()),
              "d_outputs + " + parts.of_image(output_size)},
             ";");
    out.close();
    observing.done(kOutputStep);
  }
  for (std::size_t i = plan.steps.size(); i-- > 0;) {
    const Step& step = plan.step(i);
    emit_clear_sums(out, plan, i, parts.is_in_loop());
    if (step.normalizes_batch()) {
      if (step.in_backward()) out.line("{}_sums(prepared.values, arena, {});", step.name(), parts.images());
      parts.next_part();
      --part;
      if (step.in_backward()) parts.open_groups(part);
    }
    if (!step.in_backward()) continue;
    out.line("{}_backward(prepared.values, arena, {});", step.name(), parts.images());
    for (const ExtraGradient& extra : plan.extra_gradients) {
      if (extra.reader.step != static_cast<int>(i)) continue;
      out.list("add_map",
               {block_at(extra.block), fmt::format("{} * {}", parts.count(), plan.layout(extra.map).size()),
                parts.gradient_at(extra.map)},
               ";");
    }
    observing.done(step.name());
  }
  parts.close_groups();
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
