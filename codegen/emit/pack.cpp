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

void emit_packed_loops(Writer& out, const ProductCode& code, const std::string& packed, bool with_channels,
                       const std::function<void(const PackedPlace&)>& body) {
  const Product& p = code.product;
  for (const Segment& v : cut(p.output_vectors, code.tile.vectors)) {
    const int width = v.size * code.target.lanes;
    const int start = v.start * code.target.lanes;
    const PackedSteps steps = packed_steps(p, code.tile.order, width);
    const std::string group = open_loop(out, "group", v.count);
    const std::string row = open_loop(out, "row", p.kernel_rows);
    const std::string column = open_loop(out, "column", p.kernel_columns);
    const std::string channel = with_channels ? open_loop(out, "channel", p.channels) : "";
    const bool looped = !(group + row + column + channel).empty();
    if (!looped) out.open("");
    body({v, width, start, steps, group, row, column, channel,
          sum(packed,
              {{group, 1LL * p.taps() * p.channels * width},
               {row, steps.row},
               {column, steps.column},
               {channel, steps.channel}},
              1LL * p.taps() * p.channels * start)});
    if (!looped) out.close();
    close_loop(out, channel);
    close_loop(out, column);
    close_loop(out, row);
    close_loop(out, group);
  }
}

namespace {

/// Emits the loops of emit_pack, or of emit_unpack.
void emit_copies(Writer& out, const ProductCode& code, const std::string& packed, const WeightSource& source,
                 int outputs, const std::string& factors, bool back) {
  emit_packed_loops(out, code, packed, true, [&](const PackedPlace& at) {
    const std::string plain = sum(source(at.row, at.column, at.channel), {{at.group, at.width}}, at.start);
    out.line("const float* HWY_RESTRICT from = {};", back ? at.in_order : plain);
    out.line("float* HWY_RESTRICT to = {};", back ? plain : at.in_order);
    const std::string available = sum(std::to_string(outputs - at.start), {{at.group, -at.width}});
    if (back && outputs - at.start < at.vectors.count * at.width) {
      out.list("copy", {"from", "1", available, "to", fmt::format("std::min({}, {})", at.width, available)}, ";");
    } else {
      out.list(factors.empty() ? "copy" : "copy_scaled",
               {"from", factors.empty() ? "1" : sum(factors, {{at.group, at.width}}, at.start), available, "to",
                std::to_string(at.width)},
               ";");
    }
  });
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
  if (outputs % code.target.lanes != 0) out.line("clear({}, {});", packed, packed_size(p, code.target));
  emit_packed_loops(out, code, packed, false, [&](const PackedPlace& at) {
    out.line(
        "const float* HWY_RESTRICT from = {};",
        sum(source(at.row, at.column, ""), {{at.group, 1LL * at.width * output_step}}, 1LL * at.start * output_step));
    out.line("float* HWY_RESTRICT to = {};", at.in_order);
    // Only the last group can be narrower than its vectors.
    const bool narrow = outputs - at.start < at.vectors.count * at.width;
    std::string rows = std::to_string(narrow && at.group.empty() ? outputs - at.start : at.width);
    if (narrow && !at.group.empty())
      rows = fmt::format("static_cast<std::size_t>(std::min({}, {}))", at.width,
                         sum(std::to_string(outputs - at.start), {{at.group, -at.width}}));
    out.list(
        "transpose",
        {"from", std::to_string(output_step), "to", std::to_string(at.steps.channel), rows, std::to_string(p.channels)},
        ";");
  });
}

}  // namespace constnet::codegen
