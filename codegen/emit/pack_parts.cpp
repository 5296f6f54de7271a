// The text that packs kernels of several groups.
#include "emit/pack_parts.hpp"

namespace constnet::codegen {
namespace {

/// What of a part of `size` outputs lies among those of one vector group: all, or what the group's limits leave.
class Overlap {
 public:
  /// Declares `first` and, where a group may end within a part, `last`, counted from the first part's first output.
  Overlap(Writer& out, const Segment& v, int lanes, const std::string& group, const std::string& part, int size)
      : whole_(v.start == 0 && v.count == 1), size_(size) {
    const int width = v.size * lanes;
    begin_ = sum("", {{part, size}});
    start_ = sum("", {{group, width}}, 1LL * v.start * lanes);
    if (whole_) {
      out.line("const int first = {};", begin_);
      return;
    }
    if (start_ == "0") {
      out.line("const int first = {};", begin_);
    } else {
      out.line("const int first = std::max({}, {});", begin_, start_);
    }
    out.line("const int last = std::min({}, {});", sum("", {{part, size}}, size),
             sum("", {{group, width}}, 1LL * v.start * lanes + width));
    out.open("if (first < last)");
  }

  void close(Writer& out) const {
    if (!whole_) out.close();
  }
  std::string count() const { return whole_ ? std::to_string(size_) : "last - first"; }
  /// Outputs from the part's first one, "" for none.
  std::string in_part() const { return whole_ || start_ == "0" ? "" : "(first - " + begin_ + ")"; }
  /// Outputs from the vector group's first one.
  std::string in_group() const { return whole_ || start_ == "0" ? "first" : "first - (" + start_ + ")"; }

 private:
  bool whole_;
  int size_;
  std::string begin_;
  std::string start_;
};

void emit_copies(Writer& out, const ProductCode& code, const std::string& packed, const WeightSource& source,
                 const KernelParts& parts, const std::string& factors, bool back) {
  const Product& p = code.product;
  const int lanes = code.target.lanes;
  for (const Segment& v : cut(p.output_vectors, code.tile.vectors)) {
    const int width = v.size * lanes;
    const PackedSteps steps = packed_steps(p, code.tile.order, width);
    const std::string group = open_loop(out, "group", v.count);
    const std::string row = open_loop(out, "row", p.kernel_rows);
    const std::string column = open_loop(out, "column", p.kernel_columns);
    const std::string channel = open_loop(out, "channel", p.channels);
    const std::string part = parts.channels == 1 ? channel : fmt::format("{} / {}", channel, parts.channels);
    const std::string own = parts.channels == 1 ? "" : fmt::format("{} % {}", channel, parts.channels);
    const Overlap overlap(out, v, lanes, group, part, parts.filters);
    const std::string plain = source(row, column, own) + " + first";
    const std::string in_order = sum(packed,
                                     {{group, 1LL * p.taps() * p.channels * width},
                                      {row, steps.row},
                                      {column, steps.column},
                                      {channel, steps.channel}},
                                     1LL * p.taps() * p.channels * v.start * lanes) +
                                 " + " + overlap.in_group();
    std::vector<std::string> arguments{back ? in_order : plain, factors.empty() ? "1" : factors + " + first",
                                       overlap.count(), back ? plain : in_order, overlap.count()};
    out.list(factors.empty() ? "copy" : "copy_scaled", arguments, ";");
    overlap.close(out);
    close_loop(out, channel);
    close_loop(out, column);
    close_loop(out, row);
    close_loop(out, group);
  }
}

}  // namespace

void emit_pack_parts(Writer& out, const ProductCode& code, const std::string& packed, const WeightSource& source,
                     const KernelParts& parts, const std::string& factors) {
  out.line("clear({}, {});", packed, packed_size(code.product, code.target));
  emit_copies(out, code, packed, source, parts, factors, false);
}

void emit_unpack_parts(Writer& out, const ProductCode& code, const std::string& packed, const WeightSource& source,
                       const KernelParts& parts) {
  emit_copies(out, code, packed, source, parts, "", true);
}

void emit_pack_parts_transposed(Writer& out, const ProductCode& code, const std::string& packed,
                                const WeightSource& source, const KernelParts& parts, int output_step) {
  const Product& p = code.product;
  const int lanes = code.target.lanes;
  out.line("clear({}, {});", packed, packed_size(p, code.target));
  for (const Segment& v : cut(p.output_vectors, code.tile.vectors)) {
    const int width = v.size * lanes;
    const PackedSteps steps = packed_steps(p, code.tile.order, width);
    const std::string group = open_loop(out, "group", v.count);
    const std::string row = open_loop(out, "row", p.kernel_rows);
    const std::string column = open_loop(out, "column", p.kernel_columns);
    const std::string part = open_loop(out, "part", parts.count);
    const Overlap overlap(out, v, lanes, group, part, parts.channels);
    const std::string from = sum(source(row, column, ""), {{overlap.in_part(), output_step}, {part, parts.filters}});
    const std::string to = sum(packed,
                               {{group, 1LL * p.taps() * p.channels * width},
                                {row, steps.row},
                                {column, steps.column},
                                {part, parts.filters * steps.channel}},
                               1LL * p.taps() * p.channels * v.start * lanes) +
                           " + " + overlap.in_group();
    out.list("transpose",
             {from, std::to_string(output_step), to, std::to_string(steps.channel),
              "static_cast<std::size_t>(" + overlap.count() + ")", std::to_string(parts.filters)},
             ";");
    overlap.close(out);
    close_loop(out, part);
    close_loop(out, column);
    close_loop(out, row);
    close_loop(out, group);
  }
}

}  // namespace constnet::codegen
