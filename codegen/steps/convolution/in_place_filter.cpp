// One filter of the packed kernel for the backward pass in place: where it lies, and to and from where its patch lies.
#include "steps/convolution/step.hpp"

namespace constnet::codegen {

/// Declares `packed` and `width`: where the kernel of `filter` lies. With groups also `first_channel`, the first that
/// the filter sees, and where groups are packed together `first_in_block`, its place among theirs.
void ConvolutionStep::emit_find_filter(Writer& out) const {
  const Product p = forward_product();
  const long long taps = 1LL * p.taps() * p.channels;
  const std::vector<Segment> groups = cut(p.output_vectors, forward_code(false).tile.vectors);
  const char* own = blocks_ > 1 ? "own_filter" : "filter";
  const auto place = [&](const Segment& group) {
    const int width = group.size * lanes();
    const long long first = group.start * lanes();
    if (group.count == 1) return first == 0 ? std::string(own) : sum(own, {}, (taps - 1) * first);
    return fmt::format("{} / {} * {} + {} % {}", own, width, taps * width, own, width);
  };
  std::string kernel = "kernel";
  if (convolution_.groups > 1) {
    const KernelParts each = parts();
    out.line("const int first_channel = filter / {} * {};", each.filters, each.channels);
    if (blocks_ > 1) {
      out.line("const int own_filter = filter % {};", block_filters());
      kernel += fmt::format(" + filter / {} * {}", block_filters(), packed_size(p, around_.target));
    }
    if (each.count > 1) out.line("const int first_in_block = {} / {} * {};", own, each.filters, each.channels);
  }
  const int width = groups.front().size * lanes();
  const char* type = learns() ? "float*" : "const float*";
  if (groups.size() == 1) {
    out.line("constexpr int width = {};", width);
    out.line("{} packed = {} + {};", type, kernel, place(groups.front()));
    return;
  }
  const int boundary = groups[1].start * lanes();
  out.line("const bool last = {} >= {};", own, boundary);
  out.line("const int width = last ? {} : {};", groups[1].size * lanes(), width);
  out.line("{} packed = {} + (last ? {} : {});", type, kernel, place(groups[1]), place(groups.front()));
}

/// The functions that bring one filter's kernel from the packed weights to where its patch lies, and back.
void ConvolutionStep::emit_move_filter(Writer& out, bool back) const {
  const Patch p = patch();
  const Size2 kernel = convolution_.kernel_size;
  const TapOrder order = forward_code(false).tile.order;
  const bool among_others = parts().count > 1;
  out.comment(back ? "Writes one filter's kernel back between those of the `width` filters that lie together."
                   : "Reads one filter's kernel from between those of the `width` filters that lie together.");
  out.list("HWY_NOINLINE void " + name_ + (back ? "_store_filter" : "_load_filter"),
           {std::string(back ? "float*" : "const float*") + " HWY_RESTRICT packed",
            among_others ? "int first, int width" : "int width",
            std::string(back ? "const float*" : "float*") + " HWY_RESTRICT kernel"},
           " {");
  out.indent();
  if (!back && patch_has_gaps()) out.line("clear(kernel, {});", p.size);
  if (among_others) {
    emit_move_part(out, back, order);
    out.close();
    out.blank();
    return;
  }
  const Term row{"row", 1LL * p.columns * p.vectors * lanes()};
  const Term column{"column", p.columns > 1 ? p.vectors * lanes() : input_.pixel_stride};
  const Term channel{"channel", 1};
  struct Dimension {
    std::string name;
    int count;
    long long step;
  };
  const Dimension rows{"row", kernel.height, row.factor};
  const Dimension columns{"column", kernel.width, column.factor};
  const Dimension channels{"channel", block_channels(), channel.factor};
  std::vector<Dimension> loops{rows, columns, channels};
  if (order == TapOrder::row) loops = {rows, channels, columns};
  if (order == TapOrder::all) loops = {channels, rows, columns};
  std::vector<Term> terms;
  for (std::size_t i = 0; i < 2; ++i) terms.push_back({open_loop(out, loops[i].name, loops[i].count), loops[i].step});
  const auto move = [&](const std::string& in_kernel, const std::string& in_packed) {
    if (back) {
      out.line("packed[{}] = kernel[{}];", in_packed, in_kernel);
    } else {
      out.line("kernel[{}] = packed[{}];", in_kernel, in_packed);
    }
  };
  // Few taps in a straight line; many channels in a loop.
  constexpr int kStraight = 8;
  const Dimension& last = loops[2];
  if (last.count <= kStraight) {
    for (int i = 0; i < last.count; ++i) {
      move(sum("", terms, i * last.step), i == 0 ? "0" : i == 1 ? "width" : fmt::format("{} * width", i));
    }
    if (loops[0].count * loops[1].count > 1) {
      out.line("packed += {};", last.count == 1 ? "width" : fmt::format("{} * width", last.count));
    }
  } else {
    terms.push_back({open_loop(out, last.name, last.count), last.step});
    move(sum("", terms), "0");
    out.line("packed += width;");
    close_loop(out, last.name);
  }
  close_loop(out, terms[1].variable);
  close_loop(out, terms[0].variable);
  out.close();
  out.blank();
}

/// The same for a filter that is packed together with those of other groups: `first` of the channels of its tap.
void ConvolutionStep::emit_move_part(Writer& out, bool back, TapOrder order) const {
  const Patch p = patch();
  const Size2 kernel = convolution_.kernel_size;
  const PackedSteps steps = packed_steps(forward_product(), order, 1);
  const std::string row = open_loop(out, "row", kernel.height);
  const std::string column = open_loop(out, "column", kernel.width);
  const std::string channel = open_loop(out, "channel", parts().channels);
  const std::string in_kernel =
      sum("", {{row, 1LL * p.columns * p.vectors * lanes()}, {column, 1LL * p.vectors * lanes()}, {channel, 1}});
  const std::string place =
      sum("", {{row, steps.row}, {column, steps.column}, {channel, steps.channel}, {"first", steps.channel}});
  if (back) {
    out.line("packed[({}) * width] = kernel[{}];", place, in_kernel);
  } else {
    out.line("kernel[{}] = packed[({}) * width];", in_kernel, place);
  }
  close_loop(out, channel);
  close_loop(out, column);
  close_loop(out, row);
}

}  // namespace constnet::codegen
