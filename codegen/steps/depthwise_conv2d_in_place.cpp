// Backward pass of a depthwise convolution whose weights change in place: the input's gradient first, then the output's
// gradients, times the learning rate, are added up where the weights lie.
#include "emit/expression.hpp"
#include "emit/update.hpp"
#include "steps/depthwise_conv2d.hpp"

namespace constnet::codegen {

void DepthwiseConv2DStep::claim_in_place(Memory& memory) const {
  if (!learns()) return;
  memory.backward_floats.claim(name_ + "_d_kernel", taps() * depth());
  memory.backward_floats.claim(name_ + "_d_bias", depth());
  if (around_.train_step != UpdateRule::adam) return;
  memory.state.claim(name_ + "_kernel", taps() * depth());
  memory.state.claim(name_ + "_bias", depth());
}

void DepthwiseConv2DStep::emit_in_place_backward(Writer& out) const {
  const bool adam = around_.train_step == UpdateRule::adam;
  out.comment("Backward of " + title() +
              fmt::format(" {} multiply-adds.", with_separators((around_.input_gradient ? 2 : 1) * multiply_adds())));
  std::vector<std::string> parameters{learns() ? "float* HWY_RESTRICT weights" : "const float* HWY_RESTRICT weights",
                                      "TrainingArena& arena"};
  if (learns()) {
    for (const std::string& parameter : update_parameters(*around_.train_step)) parameters.push_back(parameter);
  } else {
    parameters.push_back("int");
  }
  out.list("void " + name_ + "_backward", parameters, " {");
  out.indent();
  out.line("{}float* HWY_RESTRICT kernel = weights + weights_at::{}_kernel;", learns() ? "" : "const ", name_);
  if (relu()) out.line("const float* HWY_RESTRICT output = {};", output_map(""));
  out.line("float* HWY_RESTRICT d_output = {};", d_output_map(""));
  if (around_.input_gradient) {
    out.line("float* HWY_RESTRICT d_input = {};", d_input_map(""));
    emit_input_gradient(out);
  }
  if (learns()) {
    const auto own = [&](const char* role) { return arena_block("floats", name_ + "_d_" + role, "", 0); };
    const std::string bias = fmt::format("weights + weights_at::{}_bias", name_);
    out.line("const float* HWY_RESTRICT input = {};", input_map(""));
    out.line("float* HWY_RESTRICT d_kernel = {};", own("kernel"));
    out.line("float* HWY_RESTRICT d_bias = {};", own("bias"));
    out.line("clear(d_kernel, {});", taps() * depth());
    out.line("clear(d_bias, {});", depth());
    if (!adam) out.line("scale(step, d_output, {});", output_.size());
    emit_parameter_gradients(out);
    const auto update = [&](const std::string& role, const std::string& weights, int count) {
      if (!adam) {
        out.list("add", {"d_" + role, std::to_string(count), weights, "1"}, ";");
        return;
      }
      const auto state = [&](const char* member) {
        return fmt::format("state.{} + state_at::{}_{}", member, name_, role);
      };
      out.list("adam_all", {"step", "d_" + role, state("first"), state("second"), weights, std::to_string(count)}, ";");
    };
    update("kernel", "kernel", taps() * depth());
    if (layer_.use_bias) update("bias", bias, depth());
  }
  out.close();
  out.blank();
}

void DepthwiseConv2DStep::emit_read_back(Writer& out) const {
  const int channels = input_shape_.channels;
  const std::string tap = open_loop(out, "tap", taps());
  out.list("copy",
           {sum(fmt::format("weights + weights_at::{}_kernel", name_), {{tap, depth()}}), "1", std::to_string(channels),
            sum("kernel", {{tap, channels}}), std::to_string(channels)},
           ";");
  close_loop(out, tap);
  emit_read_back_bias(out, channels);
}

}  // namespace constnet::codegen
