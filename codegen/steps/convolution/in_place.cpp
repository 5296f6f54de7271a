// Backward pass of a convolution whose weights change in place, filter by filter: a filter's gradients and the pixels
// that they belong to are listed, then the input's gradient is found with the old kernel, then the kernel changes. No
// sum of gradients is kept for more than one filter.
#include <algorithm>

#include "emit/patch_blocks.hpp"
#include "emit/update.hpp"
#include "steps/convolution/step.hpp"

namespace constnet::codegen {
namespace {

/// Registers that a block of a patch leaves for the gradient, one input and addresses.
constexpr int kOtherRegisters = 4;

std::string block_name(int row, int column) { return fmt::format("{}_{}", row, column); }

}  // namespace

void ConvolutionStep::claim_in_place(Memory& memory) const {
  const int positions = output_shape_.height * output_shape_.width;
  if (pool_) memory.bytes.claim(name_ + "_winners", positions * padded(filters()));
  memory.backward_floats.claim(name_ + "_filter", patch().size);
  memory.backward_floats.claim(name_ + "_d_filter", positions);
  memory.backward_words.claim(name_ + "_sources", positions);
  if (!learns() || around_.train_step != UpdateRule::adam) return;
  memory.backward_floats.claim(name_ + "_d_kernel", patch().size);
  memory.backward_floats.claim(name_ + "_d_bias", padded(filters()));
  memory.state.claim(name_ + "_kernel", filters() * patch().size);
  memory.state.claim(name_ + "_bias", padded(filters()));
}

/// The function that lists what one filter hands back.
void ConvolutionStep::emit_list_gradients(Writer& out) const {
  const int depth = padded(filters());
  const Size2 pool_step = pool_ ? step(*pool_) : Size2{1};
  const int window = pool_ ? pool_->pool_size.height * pool_->pool_size.width : 1;
  const int row_step = convolution_.strides.height * pool_step.height * input_.row_stride();
  const int column_step = convolution_.strides.width * pool_step.width * input_.pixel_stride;
  out.comment(std::string("Lists one filter's gradients that are not zero") +
              (relu() ? ", where its output is above zero" : "") + ", and where the patch of " +
              (window > 1 ? "the winning pixel" : "each") + " starts in the input; returns how many there are.");
  std::vector<std::string> parameters;
  if (relu()) parameters.push_back("const float* HWY_RESTRICT output");
  if (window > 1) parameters.push_back("const std::uint8_t* HWY_RESTRICT winners");
  parameters.insert(parameters.end(), {"const float* HWY_RESTRICT d_output", "std::int32_t* HWY_RESTRICT sources",
                                       "float* HWY_RESTRICT gradients"});
  out.list("HWY_NOINLINE int " + name_ + "_list_gradients", parameters, " {");
  out.indent();
  if (window > 1) {
    std::vector<std::string> offsets;
    for (int i = 0; i < window; ++i) offsets.push_back(std::to_string(winner_offset(i)));
    out.line("static constexpr std::int32_t winner_offset[{}] = {{{}}};", window, fmt::join(offsets, ", "));
  }
  out.line("int count = 0;");
  const std::string y = open_loop(out, "y", output_shape_.height);
  const std::string x = open_loop(out, "x", output_shape_.width);
  const std::string at = sum("", {{y, output_.row_stride()}, {x, output_.pixel_stride}}, output_.offset(0, 0));
  out.line("const float d = d_output[{}];", at);
  out.open("if (d != 0.0f{})", relu() ? fmt::format(" && output[{}] > 0.0f", at) : "");
  std::string source = sum("", {{y, row_step}, {x, column_step}});
  if (window > 1) {
    const std::string winner =
        fmt::format("winner_offset[winners[{}]]", sum("", {{y, output_shape_.width * depth}, {x, depth}}));
    source = source == "0" ? winner : source + " + " + winner;
  }
  out.line("sources[count] = {};", source);
  out.line("gradients[count] = d;");
  out.line("++count;");
  out.close();
  close_loop(out, x);
  close_loop(out, y);
  out.line("return count;");
  out.close();
  out.blank();
}

/// The functions for one size of block: the input's gradient, or the kernel's.
void ConvolutionStep::emit_in_place_block(Writer& out, int rows, int columns, bool d_input) const {
  const Patch p = patch();
  const bool adam = around_.train_step == UpdateRule::adam;
  const auto each = [&](const auto& body) {
    for (int i = 0; i < rows; ++i) {
      for (int j = 0; j < columns; ++j) {
        body(block_name(i, j), sum("kernel", {}, (i * p.vectors + j) * lanes()),
             sum("patch", {}, run_offset(i) + j * lanes()));
      }
    }
  };
  const std::string size = fmt::format("{} x {} vectors of a filter's kernel", rows, columns);
  if (d_input) {
    out.comment("Adds " + size + ", times the listed gradients, to the patches that these belong to.");
    out.list(fmt::format("HWY_NOINLINE void {}_add_d_input_{}x{}", name_, rows, columns),
             {"const float* HWY_RESTRICT kernel", "const std::int32_t* HWY_RESTRICT sources",
              "const float* HWY_RESTRICT gradients", "int count", "float* HWY_RESTRICT d_input"},
             " {");
    out.indent();
    each([&](const std::string& name, const std::string& kernel, const std::string&) {
      out.line("const Floats k{} = hn::Load(f32, {});", name, kernel);
    });
  } else {
    // Sums start at zero: added to a weight one by one, small gradients would lose their last digits.
    out.comment(std::string(adam ? "Sums up" : "Adds") +
                " the listed gradients, times the patches that they belong to, " + (adam ? "for " : "to ") + size +
                ".");
    out.list(fmt::format("HWY_NOINLINE void {}_add_d_kernel_{}x{}", name_, rows, columns),
             {"const float* HWY_RESTRICT input", "const std::int32_t* HWY_RESTRICT sources",
              "const float* HWY_RESTRICT gradients", "int count", "float* HWY_RESTRICT kernel"},
             " {");
    out.indent();
    each([&](const std::string& name, const std::string&, const std::string&) {
      out.line("Floats sum{} = hn::Zero(f32);", name);
    });
  }
  out.open("for (int i = 0; i < count; ++i)");
  out.line("const Floats d = hn::Set(f32, gradients[i]);");
  out.line("{} patch = {} + sources[i];", d_input ? "float* HWY_RESTRICT" : "const float* HWY_RESTRICT",
           d_input ? "d_input" : "input");
  each([&](const std::string& name, const std::string&, const std::string& patch) {
    if (d_input) {
      out.line("hn::StoreU(hn::MulAdd(d, k{}, hn::LoadU(f32, {})), f32, {});", name, patch, patch);
    } else {
      out.line("sum{} = hn::MulAdd(d, hn::LoadU(f32, {}), sum{});", name, patch, name);
    }
  });
  out.close();
  if (!d_input) {
    each([&](const std::string& name, const std::string& kernel, const std::string&) {
      if (adam) {
        out.line("hn::Store(sum{}, f32, {});", name, kernel);
      } else {
        out.line("hn::Store(hn::Add(sum{}, hn::Load(f32, {})), f32, {});", name, kernel, kernel);
      }
    });
  }
  out.close();
  out.blank();
}

/// The calls of those for a whole patch.
void ConvolutionStep::emit_in_place_blocks(Writer& out, bool d_input, const std::string& kernel) const {
  emit_patch_blocks(out, around_.target.registers - kOtherRegisters, [&](const PatchBlock& block) {
    const std::string map = d_input ? "d_input" : "input";
    const std::string pixels = in_map(block, convolution_.groups > 1 ? map + " + first_channel" : map, input_origin());
    const std::string weights = in_filter(block, kernel);
    out.list(fmt::format("{}_add_{}_{}x{}", name_, d_input ? "d_input" : "d_kernel", block.runs, block.vectors),
             {d_input ? weights : pixels, "sources", "gradients", "count", d_input ? pixels : weights}, ";");
  });
}

void ConvolutionStep::emit_in_place_backward(Writer& out) const {
  const bool adam = around_.train_step == UpdateRule::adam;
  const bool winners = pool_ && pool_->pool_size.height * pool_->pool_size.width > 1;
  const Patch p = patch();
  const PatchBlocks blocks = cut_patch(p.runs(), p.vectors, around_.target.registers - kOtherRegisters);
  emit_list_gradients(out);
  emit_move_filter(out, false);
  if (learns()) emit_move_filter(out, true);
  for (const Segment& r : blocks.rows) {
    for (const Segment& c : blocks.columns) {
      if (around_.input_gradient) emit_in_place_block(out, r.size, c.size, true);
      if (learns()) emit_in_place_block(out, r.size, c.size, false);
    }
  }

  out.comment("Backward of " + title() + " At most " + with_separators(backward_multiply_adds()) + " multiply-adds.");
  std::vector<std::string> parameters{learns() ? "float* HWY_RESTRICT weights" : "const float* HWY_RESTRICT weights",
                                      "TrainingArena& arena"};
  if (learns()) {
    for (const std::string& parameter : update_parameters(*around_.train_step)) parameters.push_back(parameter);
  } else {
    parameters.push_back("int");
  }
  out.list("void " + name_ + "_backward", parameters, " {");
  out.indent();
  if (learns()) out.line("const float* HWY_RESTRICT input = {};", input_map(""));
  if (relu()) out.line("const float* HWY_RESTRICT output = {};", output_map(""));
  if (winners)
    out.line("const std::uint8_t* HWY_RESTRICT winners = {};", arena_block("bytes", name_ + "_winners", "", 0));
  out.line("const float* HWY_RESTRICT d_output = {};", d_output_map(""));
  out.line("std::int32_t* sources = reinterpret_cast<std::int32_t*>(arena.words + words_at::{}_sources);", name_);
  out.line("float* HWY_RESTRICT gradients = {};", arena_block("floats", name_ + "_d_filter", "", 0));
  out.line("float* HWY_RESTRICT one_kernel = {};", arena_block("floats", name_ + "_filter", "", 0));
  out.line("{}float* HWY_RESTRICT kernel = weights + weights_at::{}_kernel;", learns() ? "" : "const ", name_);
  if (learns() && convolution_.use_bias) out.line("float* HWY_RESTRICT bias = weights + weights_at::{}_bias;", name_);
  if (learns() && adam) {
    out.line("float* HWY_RESTRICT d_kernel = {};", arena_block("floats", name_ + "_d_kernel", "", 0));
    if (convolution_.use_bias) {
      out.line("float* HWY_RESTRICT d_bias = {};", arena_block("floats", name_ + "_d_bias", "", 0));
      out.line("clear(d_bias, {});", padded(filters()));
    }
  }
  if (around_.input_gradient) {
    out.line("float* HWY_RESTRICT d_input = {};", d_input_map(""));
    out.line("clear(d_input, {});", input_.size());
  }

  out.open("for (int filter = 0; filter < {}; ++filter)", filters());
  std::vector<std::string> arguments;
  if (relu()) arguments.push_back("output + filter");
  if (winners) arguments.push_back("winners + filter");
  arguments.insert(arguments.end(), {"d_output + filter", "sources", "gradients"});
  out.list("const int count = " + name_ + "_list_gradients", arguments, ";");
  if (!learns() || !adam) {  // Adam's averages move on without a gradient too
    out.open("if (count == 0)");
    out.line("continue;");
    out.close();
  }
  emit_find_filter(out);
  const bool among_others = parts().count > 1;
  const std::string moved = among_others ? "packed, first_in_block, width, one_kernel" : "packed, width, one_kernel";
  out.line("{}_load_filter({});", name_, moved);
  if (around_.input_gradient) emit_in_place_blocks(out, true, "one_kernel");
  if (learns() && adam) {
    if (convolution_.use_bias) out.line("d_bias[filter] = total(gradients, count);");
    emit_in_place_blocks(out, false, "d_kernel");
    const auto state = [&](const char* member) {
      return fmt::format("state.{} + state_at::{}_kernel + filter * {}", member, name_, p.size);
    };
    out.list("adam_all", {"step", "d_kernel", state("first"), state("second"), "one_kernel", std::to_string(p.size)},
             ";");
  } else if (learns()) {
    out.line("{}scale(step, gradients, count);", convolution_.use_bias ? "bias[filter] += " : "");
    emit_in_place_blocks(out, false, "one_kernel");
  }
  if (learns()) out.line("{}_store_filter({});", name_, moved);
  out.close();
  if (learns() && adam && convolution_.use_bias) {
    const auto state = [&](const char* member) { return fmt::format("state.{} + state_at::{}_bias", member, name_); };
    out.list("adam_all", {"step", "d_bias", state("first"), state("second"), "bias", std::to_string(padded(filters()))},
             ";");
  }
  out.close();
  out.blank();
}

}  // namespace constnet::codegen
