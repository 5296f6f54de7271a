// The text that packs kernels.
#include "emit/pack.hpp"

#include <algorithm>

namespace constnet::codegen {

PackedSteps packed_steps(const Product& p, TapOrder order, int width) {
  switch (order) {
    case TapOrder::one:
      return {1LL * width * p.channels * p.kernel_columns, 1LL * width * p.channels, width};
    case TapOrder::row:
      return {1LL * width * p.kernel_columns * p.channels, width, 1LL * width * p.kernel_columns};
    case TapOrder::all:
      break;
  }
  return {1LL * width * p.kernel_columns, width, 1LL * width * p.taps()};
}

namespace {

/// Emits the loops of emit_pack, or of emit_unpack.
void emit_copies(Writer& out, const ProductCode& code, const std::string& packed, const WeightSource& source,
                 int outputs, const std::string& factors, bool back) {
  const Product& p = code.product;
  const int lanes = code.target.lanes;
  for (const Segment& v : cut(p.output_vectors, code.tile.vectors)) {
    const int width = v.size * lanes;
    const PackedSteps steps = packed_steps(p, code.tile.order, width);
    const std::string group = open_loop(out, "group", v.count);
    const std::string row = open_loop(out, "row", p.kernel_rows);
    const std::string column = open_loop(out, "column", p.kernel_columns);
    const std::string channel = open_loop(out, "channel", p.channels);
    const bool looped = !(group + row + column + channel).empty();
    if (!looped) out.open("");
    const int start = v.start * lanes;
    const std::string plain = sum(source(row, column, channel), {{group, width}}, start);
    const std::string in_order = sum(packed,
                                     {{group, 1LL * p.taps() * p.channels * width},
                                      {row, steps.row},
                                      {column, steps.column},
                                      {channel, steps.channel}},
                                     1LL * p.taps() * p.channels * start);
    out.line("const float* HWY_RESTRICT from = {};", back ? in_order : plain);
    out.line("float* HWY_RESTRICT to = {};", back ? plain : in_order);
    const std::string available = sum(std::to_string(outputs - start), {{group, -width}});
    if (back && outputs - start < v.count * width) {
      out.list("copy", {"from", "1", available, "to", fmt::format("std::min({}, {})", width, available)}, ";");
    } else {
      out.list(factors.empty() ? "copy" : "copy_scaled",
               {"from", factors.empty() ? "1" : sum(factors, {{group, width}}, start), available, "to",
                std::to_string(width)},
               ";");
    }
    if (!looped) out.close();
    close_loop(out, channel);
    close_loop(out, column);
    close_loop(out, row);
    close_loop(out, group);
  }
}

}  // namespace

void emit_pack(Writer& out, const ProductCode& code, const std::string& packed, const WeightSource& source, int outputs,
               const std::string& factors) {
  emit_copies(out, code, packed, source, outputs, factors, false);
}

void emit_unpack(Writer& out, const ProductCode& code, const std::string& packed, const WeightSource& source,
                 int outputs) {
  emit_copies(out, code, packed, source, outputs, "", true);
}

void emit_pack_transposed(Writer& out, const ProductCode& code, const std::string& packed, const WeightSource& source,
                          int outputs, int output_step) {
  const Product& p = code.product;
  const int lanes = code.target.lanes;
  if (outputs % lanes != 0) out.line("clear({}, {});", packed, packed_size(p, code.target));
  for (const Segment& v : cut(p.output_vectors, code.tile.vectors)) {
    const int width = v.size * lanes;
    const PackedSteps steps = packed_steps(p, code.tile.order, width);
    const std::string group = open_loop(out, "group", v.count);
    const std::string row = open_loop(out, "row", p.kernel_rows);
    const std::string column = open_loop(out, "column", p.kernel_columns);
    const bool looped = !(group + row + column).empty();
    if (!looped) out.open("");
    const int start = v.start * lanes;
    out.line("const float* HWY_RESTRICT from = {};",
             sum(source(row, column, ""), {{group, 1LL * width * output_step}}, 1LL * start * output_step));
    out.line("float* HWY_RESTRICT to = {};",
             sum(packed, {{group, 1LL * p.taps() * p.channels * width}, {row, steps.row}, {column, steps.column}},
                 1LL * p.taps() * p.channels * start));
    // Only the last group can be narrower than its vectors.
    const bool narrow = outputs - start < v.count * width;
    std::string rows = std::to_string(narrow && group.empty() ? outputs - start : width);
    if (narrow && !group.empty())
      rows = fmt::format("static_cast<std::size_t>(std::min({}, {}))", width,
                         sum(std::to_string(outputs - start), {{group, -width}}));
    out.list(
        "transpose",
        {"from", std::to_string(output_step), "to", std::to_string(steps.channel), rows, std::to_string(p.channels)},
        ";");
    if (!looped) out.close();
    close_loop(out, column);
    close_loop(out, row);
    close_loop(out, group);
  }
}

}  // namespace constnet::codegen
