// Backward pass of a dense layer whose weights change in place: each weight is read once, gives its part of the input's
// gradient, changes, and is written back.
#include <algorithm>

#include "emit/pack.hpp"
#include "emit/update.hpp"
#include "steps/dense.hpp"

namespace constnet::codegen {
namespace {

/// Vectors of units whose gradients stay in registers, twice (as they are, and times the learning rate), beside one
/// weight, one input and a sum.
int units_at_once(const Target& target) { return std::max(1, (target.registers - 4) / 2); }

}  // namespace

void DenseStep::claim_in_place(Memory& memory) const {
  if (!learns() || around_.train_step != UpdateRule::adam) return;
  const ProductCode code = forward_code(1);
  memory.state.claim(name_ + "_kernel", packed_size(code.product, code.target));
  memory.state.claim(name_ + "_bias", depth());
}

/// The function for `vectors` vectors of units, whose weights lie `width` floats apart from input to input.
void DenseStep::emit_in_place_units(Writer& out, int vectors, int width) const {
  const bool adam = around_.train_step == UpdateRule::adam;
  out.comment(fmt::format("{} of {} units.",
                          learns() ? around_.input_gradient ? "Changes the weights, and adds to the input's gradient,"
                                                            : "Changes the weights"
                                   : "Adds to the input's gradient what comes",
                          vectors * lanes()));
  std::vector<std::string> parameters;
  if (learns()) parameters.push_back("const float* HWY_RESTRICT input");
  parameters.push_back("const float* HWY_RESTRICT d_output");
  parameters.push_back(learns() ? "float* HWY_RESTRICT kernel" : "const float* HWY_RESTRICT kernel");
  if (around_.input_gradient) parameters.push_back("float* HWY_RESTRICT d_input");
  if (learns() && adam) {
    parameters.insert(parameters.end(),
                      {"const AdamStep& step", "float* HWY_RESTRICT first", "float* HWY_RESTRICT second"});
  } else if (learns()) {
    parameters.push_back("float step");
  }
  out.list(fmt::format("HWY_NOINLINE void {}_change_{}_of_{}", name_, vectors, width / lanes()), parameters, " {");
  out.indent();
  for (int v = 0; v < vectors; ++v)
    out.line("const Floats d{} = hn::Load(f32, {});", v, sum("d_output", {}, v * lanes()));
  if (learns() && !adam) {
    for (int v = 0; v < vectors; ++v) out.line("const Floats change{} = hn::Mul(d{}, hn::Set(f32, step));", v, v);
  }
  const ProductCode code = forward_code(1);
  const Product& p = code.product;
  // The packed order of the inputs.
  struct Dimension {
    std::string name;
    int count;
    int step;
  };
  const Dimension row{"row", p.kernel_rows, p.input_row_step};
  const Dimension column{"column", p.kernel_columns, p.kernel_columns > 1 ? p.input_column_step : 0};
  const Dimension channel{"channel", p.channels, 1};
  std::vector<Dimension> loops{row, column, channel};
  if (code.tile.order == TapOrder::row) loops = {row, channel, column};
  if (code.tile.order == TapOrder::all) loops = {channel, row, column};
  std::vector<Term> terms;
  for (const Dimension& d : loops) terms.push_back({open_loop(out, d.name, d.count), d.step});
  const bool looped = std::any_of(terms.begin(), terms.end(), [](const Term& term) { return !term.variable.empty(); });
  if (!looped) out.open("");
  const std::string at = sum("", terms);
  for (int v = 0; v < vectors; ++v)
    out.line("const Floats k{} = hn::Load(f32, {});", v, sum("kernel", {}, v * lanes()));
  if (around_.input_gradient) {
    out.line("Floats sum = hn::Mul(k0, d0);");
    for (int v = 1; v < vectors; ++v) out.line("sum = hn::MulAdd(k{}, d{}, sum);", v, v);
    out.line("d_input[{}] += {};", at, lanes() == 1 ? "hn::GetLane(sum)" : "hn::GetLane(hn::SumOfLanes(f32, sum))");
  }
  if (learns()) {
    out.line("const Floats x = hn::Set(f32, input[{}]);", at);
    for (int v = 0; v < vectors; ++v) {
      const std::string changed = adam ? fmt::format("adam(step, hn::Mul(x, d{}), {}, {}, k{})", v,
                                                     sum("first", {}, v * lanes()), sum("second", {}, v * lanes()), v)
                                       : fmt::format("hn::MulAdd(x, change{}, k{})", v, v);
      out.line("hn::Store({}, f32, {});", changed, sum("kernel", {}, v * lanes()));
    }
    if (adam) {
      out.line("first += {};", width);
      out.line("second += {};", width);
    }
  }
  out.line("kernel += {};", width);
  if (!looped) out.close();
  for (std::size_t i = terms.size(); i-- > 0;) close_loop(out, terms[i].variable);
  out.close();
  out.blank();
}

void DenseStep::emit_in_place_backward(Writer& out) const {
  const bool adam = around_.train_step == UpdateRule::adam;
  const bool relu = dense_.activation == Activation::relu;
  const ProductCode code = forward_code(1);
  const long long taps = 1LL * code.product.taps() * code.product.channels;
  struct Piece {
    Segment group;    ///< of vectors that lie together
    Segment vectors;  ///< of those, what one function takes
  };
  std::vector<Piece> pieces;
  std::vector<std::pair<int, int>> functions;
  for (const Segment& group : cut(code.product.output_vectors, code.tile.vectors)) {
    for (const Segment& vectors : cut(group.size, units_at_once(around_.target))) {
      pieces.push_back({group, vectors});
      const std::pair<int, int> function{vectors.size, group.size * lanes()};
      if (std::find(functions.begin(), functions.end(), function) == functions.end()) functions.push_back(function);
    }
  }
  for (const auto& [vectors, width] : functions) emit_in_place_units(out, vectors, width);

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
  out.line("float* HWY_RESTRICT d_output = {};", d_output_map(""));
  if (relu) {
    out.line("const float* HWY_RESTRICT output = {};", output_map(""));
    out.open("for (int unit = 0; unit < {}; unit += {})", depth(), lanes());
    out.line("const auto alive = hn::Gt(hn::Load(f32, output + unit), hn::Zero(f32));");
    out.line("hn::Store(hn::IfThenElseZero(alive, hn::Load(f32, d_output + unit)), f32, d_output + unit);");
    out.close();
  }
  if (around_.input_gradient) {
    out.line("float* HWY_RESTRICT d_input = {};", d_input_map(""));
    out.line("clear(d_input, {});", input_.size());
    if (input_.offset(0, 0) != 0) out.line("d_input += {};", input_.offset(0, 0));
  }
  if (learns()) out.line("const float* HWY_RESTRICT input = {};", sum(input_map(""), {}, input_.offset(0, 0)));
  out.line("{}float* HWY_RESTRICT kernel = weights + weights_at::{}_kernel;", learns() ? "" : "const ", name_);
  const auto state = [&](const char* member, const char* role) {
    return fmt::format("state.{} + state_at::{}_{}", member, name_, role);
  };
  if (learns() && dense_.use_bias) {
    out.line("float* HWY_RESTRICT bias = weights + weights_at::{}_bias;", name_);
    if (adam) {
      out.list("adam_all",
               {"step", "d_output", state("first", "bias"), state("second", "bias"), "bias", std::to_string(depth())},
               ";");
    } else {
      out.open("for (int unit = 0; unit < {}; unit += {})", depth(), lanes());
      out.line("const Floats change = hn::Mul(hn::Load(f32, d_output + unit), hn::Set(f32, step));");
      out.line("hn::Store(hn::Add(hn::Load(f32, bias + unit), change), f32, bias + unit);");
      out.close();
    }
  }
  for (const Piece& piece : pieces) {
    const int width = piece.group.size * lanes();
    const std::string group = open_loop(out, "group", piece.group.count);
    const std::string part = open_loop(out, "part", piece.vectors.count);
    const int part_width = piece.vectors.size * lanes();
    const long long in_group = piece.vectors.start * lanes();
    const auto in_kernel = [&](const std::string& base) {
      return sum(base, {{group, taps * width}, {part, part_width}}, taps * piece.group.start * lanes() + in_group);
    };
    std::vector<std::string> arguments;
    if (learns()) arguments.push_back("input");
    arguments.push_back(sum("d_output", {{group, width}, {part, part_width}}, piece.group.start * lanes() + in_group));
    arguments.push_back(in_kernel("kernel"));
    if (around_.input_gradient) arguments.push_back("d_input");
    if (learns()) arguments.push_back("step");
    if (learns() && adam) {
      arguments.push_back(in_kernel(state("first", "kernel")));
      arguments.push_back(in_kernel(state("second", "kernel")));
    }
    out.list(fmt::format("{}_change_{}_of_{}", name_, piece.vectors.size, piece.group.size), arguments, ";");
    close_loop(out, part);
    close_loop(out, group);
  }
  out.close();
  out.blank();
}

void DenseStep::emit_read_back(Writer& out) const {
  const int row = input_.shape.width * input_.shape.channels * dense_.units;
  const int column = input_.shape.channels * dense_.units;
  emit_unpack(
      out, forward_code(1), fmt::format("weights + weights_at::{}_kernel", name_),
      [&](const std::string& r, const std::string& s, const std::string& c) {
        return sum("kernel", {{r, row}, {s, column}, {c, dense_.units}});
      },
      dense_.units);
  emit_read_back_bias(out, dense_.units);
}

}  // namespace constnet::codegen
