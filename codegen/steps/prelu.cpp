// PReLU forward and backward. K. He et al., "Delving Deep into Rectifiers", 2015.
#include "steps/prelu.hpp"

#include "emit/expression.hpp"
#include "emit/update.hpp"

namespace constnet::codegen {

std::string PReLUStep::title() const {
  return fmt::format("PReLU, alpha {}: input {} -> output {}.", text_of(alpha_), text_of(shape_), text_of(shape_));
}

void PReLUStep::claim(Memory& memory) {
  memory.weights.claim(name_ + "_alpha", alpha_floats());
  if (around_.train_step) {
    if (!learns()) return;
    memory.backward_floats.claim(name_ + "_d_alpha", alpha_floats());
    if (around_.train_step == UpdateRule::adam) memory.state.claim(name_ + "_alpha", alpha_floats());
    return;
  }
  if (learns()) memory.gradients.claim(name_ + "_d_alpha", alpha_floats());
}

std::string PReLUStep::alpha_at(const std::string& block, const MapPlace& at) const {
  const std::string row = alpha_.height > 1 ? at.row() : "";
  const std::string column = alpha_.width > 1 ? at.column() : "";
  const std::string channel = one_for_all_channels() ? "" : at.channel();
  return sum(block, {{row, 1LL * alpha_.width * alpha_stride()}, {column, alpha_stride()}, {channel, 1}});
}

std::string PReLUStep::load_alpha(const std::string& block, const MapPlace& at) const {
  return one_for_all_channels() ? fmt::format("hn::Set(f32, {}[{}])", block, alpha_at("", at))
                                : fmt::format("hn::Load(f32, {})", alpha_at(block, at));
}

void PReLUStep::emit_forward(Writer& out) const {
  open_forward(out);
  out.line("const float* HWY_RESTRICT alpha = weights + weights_at::{}_alpha;", name_);
  emit_clear_border(out, "output", output_);
  emit_map_loops(out, shape_, lanes(), [&](const MapPlace& at) {
    out.line("const Floats value = hn::LoadU(f32, {});", at("input", input_));
    out.line("const Floats below = hn::Mul(value, {});", load_alpha("alpha", at));
    out.line("const Floats result = hn::IfThenElse(hn::Gt(value, hn::Zero(f32)), value, below);");
    out.line("hn::Store(result, f32, {});", at("output", output_));
  });
  out.close();
  out.blank();
}

/// alpha's gradient is d * x where x is below 0. One slope for all pixels: the sum over them stays in a register.
void PReLUStep::emit_alpha_gradient(Writer& out) const {
  const auto product = [&](const MapPlace& at) {
    out.line("const Floats below = hn::Min(hn::Zero(f32), hn::LoadU(f32, {}));", at("input", input_));
    return fmt::format("hn::Load(f32, {})", at("d_output", output_));
  };
  if (!one_for_all_pixels()) {
    emit_map_loops(out, shape_, lanes(), [&](const MapPlace& at) {
      const std::string d = product(at);
      if (one_for_all_channels()) {
        out.line("d_alpha[{}] += hn::GetLane(hn::SumOfLanes(f32, hn::Mul(below, {})));", alpha_at("", at), d);
      } else {
        const std::string place = alpha_at("d_alpha", at);
        out.list("hn::Store", {fmt::format("hn::MulAdd(below, {}, hn::Load(f32, {}))", d, place), "f32", place}, ";");
      }
    });
    return;
  }
  const std::string channel = shape_.channels > lanes() ? "channel" : "";
  if (one_for_all_channels()) out.line("Floats total = hn::Zero(f32);");
  if (!channel.empty()) {
    out.open("for (int channel = 0; channel < {}; channel += {})", shape_.channels, lanes());
  } else {
    out.open("");
  }
  out.line("Floats sum = hn::Zero(f32);");
  const std::string row = open_loop(out, "y", shape_.height);
  const std::string column = open_loop(out, "x", shape_.width);
  const std::string d = product({row, column, channel});
  out.line("sum = hn::MulAdd(below, {}, sum);", d);
  close_loop(out, column);
  close_loop(out, row);
  if (one_for_all_channels()) {
    out.line("total = hn::Add(total, sum);");
  } else {
    const std::string place = alpha_at("d_alpha", {"", "", channel});
    out.list("hn::Store", {fmt::format("hn::Add(sum, hn::Load(f32, {}))", place), "f32", place}, ";");
  }
  out.close();
  if (one_for_all_channels()) out.line("d_alpha[0] += hn::GetLane(hn::SumOfLanes(f32, total));");
}

/// At 0 there is no slope, as in Keras, where PReLU is a difference of two relu.
void PReLUStep::emit_input_gradient(Writer& out) const {
  emit_map_loops(out, shape_, lanes(), [&](const MapPlace& at) {
    out.line("const Floats value = hn::LoadU(f32, {});", at("input", input_));
    out.line("const Floats d = hn::Load(f32, {});", at("d_output", output_));
    out.line("const Floats below = hn::IfThenElseZero(hn::Gt(hn::Zero(f32), value), hn::Mul(d, {}));",
             load_alpha("alpha", at));
    out.line("hn::Store(hn::IfThenElse(hn::Gt(value, hn::Zero(f32)), d, below), f32, {});", at("d_input", input_));
  });
}

void PReLUStep::emit_training(Writer& out) const {
  emit_forward_batch(out);
  out.comment("Backward of " + title());
  if (around_.train_step) {
    emit_in_place_backward(out);
    return;
  }
  open_training(out, "backward", around_.input_gradient);
  if (around_.input_gradient) {
    out.line("const float* HWY_RESTRICT alpha = weights + weights_at::{}_alpha;", name_);
  }
  if (learns()) out.line("float* HWY_RESTRICT d_alpha = arena.gradients + gradients_at::{}_d_alpha;", name_);
  out.open("for (int image = 0; image < count; ++image)");
  out.line("const float* HWY_RESTRICT input = {};", input_map("image"));
  out.line("const float* HWY_RESTRICT d_output = {};", d_output_map("image"));
  if (learns()) emit_alpha_gradient(out);
  if (around_.input_gradient) {
    out.line("float* HWY_RESTRICT d_input = {};", d_input_map("image"));
    emit_input_gradient(out);
  }
  out.close();
  out.close();
  out.blank();
}

/// For train_step: the input's gradient with the old slopes, then the slopes change.
void PReLUStep::emit_in_place_backward(Writer& out) const {
  std::vector<std::string> parameters{learns() ? "float* HWY_RESTRICT weights" : "const float* HWY_RESTRICT weights",
                                      "TrainingArena& arena"};
  if (learns()) {
    for (const std::string& parameter : update_parameters(*around_.train_step)) parameters.push_back(parameter);
  } else {
    parameters.push_back("int");
  }
  out.list("void " + name_ + "_backward", parameters, " {");
  out.indent();
  out.line("{}float* HWY_RESTRICT alpha = weights + weights_at::{}_alpha;", learns() ? "" : "const ", name_);
  out.line("const float* HWY_RESTRICT input = {};", input_map(""));
  out.line("const float* HWY_RESTRICT d_output = {};", d_output_map(""));
  if (around_.input_gradient) {
    out.line("float* HWY_RESTRICT d_input = {};", d_input_map(""));
    emit_input_gradient(out);
  }
  if (learns()) {
    const std::string count = std::to_string(alpha_floats());
    out.line("float* HWY_RESTRICT d_alpha = {};", arena_block("floats", name_ + "_d_alpha", "", 0));
    out.line("clear(d_alpha, {});", count);
    emit_alpha_gradient(out);
    if (around_.train_step == UpdateRule::adam) {
      const auto state = [&](const char* member) {
        return fmt::format("state.{} + state_at::{}_alpha", member, name_);
      };
      out.list("adam_all", {"step", "d_alpha", state("first"), state("second"), "alpha", count}, ";");
    } else {
      out.line("scale(step, d_alpha, {});", count);
      out.line("add(d_alpha, {}, alpha, 1);", count);
    }
  }
  out.close();
  out.blank();
}

void PReLUStep::emit_prepare(Writer& out) const {
  const std::string run = open_loop(out, "run", runs());
  const std::string alpha = sum("alpha", {{run, run_values()}});
  const std::string prepared = sum(fmt::format("weights + weights_at::{}_alpha", name_), {{run, alpha_stride()}});
  out.list("copy",
           {alpha, "1", std::to_string(run_values()), prepared,
            std::to_string(runs() > 1 ? alpha_stride() : alpha_floats())},
           ";");
  close_loop(out, run);
}

void PReLUStep::emit_read_back(Writer& out) const {
  const std::string run = open_loop(out, "run", runs());
  const std::string values = std::to_string(run_values());
  out.list("copy",
           {sum(fmt::format("weights + weights_at::{}_alpha", name_), {{run, alpha_stride()}}), "1", values,
            sum("alpha", {{run, run_values()}}), values},
           ";");
  close_loop(out, run);
}

void PReLUStep::emit_add_gradients(Writer& out) const {
  const std::string run = open_loop(out, "run", runs());
  out.list("add",
           {sum(fmt::format("arena.gradients + gradients_at::{}_d_alpha", name_), {{run, alpha_stride()}}),
            std::to_string(run_values()), sum("d_alpha", {{run, run_values()}}), "1"},
           ";");
  close_loop(out, run);
}

}  // namespace constnet::codegen
