// The text that packs kernels of several groups.
#include "emit/pack_parts.hpp"

namespace constnet::codegen {
namespace {

/// What of a part of `size` outputs lies among those of one vector group: all, or what the group's limits leave.
class Overlap {
 public:
  /// Declares `first` and, where a group may end within a part, `last`, counted from the first part's first output.
  Overlap(Writer& out, const ProductCode& code, const PackedPlace& at, const std::string& part, int size)
      : whole_(at.width == code.product.output_vectors * code.target.lanes),
        size_(size),
        begin_(sum("", {{part, size}})),
        start_(sum("", {{at.group, at.width}}, at.start)) {
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
             sum("", {{at.group, at.width}}, at.start + at.width));
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
  emit_packed_loops(out, code, packed, true, [&](const PackedPlace& at) {
    const bool single = parts.channels == 1;
    const std::string part = single ? at.channel : fmt::format("{} / {}", at.channel, parts.channels);
    const std::string own = single ? "" : fmt::format("{} % {}", at.channel, parts.channels);
    const Overlap overlap(out, code, at, part, parts.filters);
    const std::string plain = source(at.row, at.column, own) + " + first";
    const std::string in_order = at.in_order + " + " + overlap.in_group();
    out.list(factors.empty() ? "copy" : "copy_scaled",
             {back ? in_order : plain, factors.empty() ? "1" : factors + " + first", overlap.count(),
              back ? plain : in_order, overlap.count()},
             ";");
    overlap.close(out);
  });
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
  out.line("clear({}, {});", packed, packed_size(code.product, code.target));
  emit_packed_loops(out, code, packed, false, [&](const PackedPlace& at) {
    const std::string part = open_loop(out, "part", parts.count);
    const Overlap overlap(out, code, at, part, parts.channels);
    const std::string from =
        sum(source(at.row, at.column, ""), {{overlap.in_part(), output_step}, {part, parts.filters}});
    const std::string to = sum(at.in_order, {{part, parts.filters * at.steps.channel}}) + " + " + overlap.in_group();
    out.list("transpose",
             {from, std::to_string(output_step), to, std::to_string(at.steps.channel),
              "static_cast<std::size_t>(" + overlap.count() + ")", std::to_string(parts.filters)},
             ";");
    overlap.close(out);
    close_loop(out, part);
  });
}

}  // namespace constnet::codegen
