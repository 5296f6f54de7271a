// One filter of the packed kernel for the backward pass in place: where it lies, and to and from where its patch lies.
#include "steps/convolution/step.hpp"

namespace constnet::codegen {

/// Declares `packed` and `width`: where the kernel of `filter` lies.
void ConvolutionStep::emit_find_filter(Writer& out) const {
  const Product p = forward_product();
  const long long taps = 1LL * p.taps() * p.channels;
  const std::vector<Segment> groups = cut(p.output_vectors, forward_code(false).tile.vectors);
  const auto place = [&](const Segment& group) {
    const int width = group.size * lanes();
    const long long first = group.start * lanes();
    if (group.count == 1) return first == 0 ? std::string("filter") : sum("filter", {}, (taps - 1) * first);
    return fmt::format("filter / {} * {} + filter % {}", width, taps * width, width);
  };
  const int width = groups.front().size * lanes();
  const char* type = learns() ? "float*" : "const float*";
  if (groups.size() == 1) {
    out.line("constexpr int width = {};", width);
    out.line("{} packed = kernel + {};", type, place(groups.front()));
    return;
  }
  const int boundary = groups[1].start * lanes();
  out.line("const bool last = filter >= {};", boundary);
  out.line("const int width = last ? {} : {};", groups[1].size * lanes(), width);
  out.line("{} packed = kernel + (last ? {} : {});", type, place(groups[1]), place(groups.front()));
}

/// The functions that bring one filter's kernel from the packed weights to where its patch lies, and back.
void ConvolutionStep::emit_move_filter(Writer& out, bool back) const {
  const Patch p = patch();
  const Size2 kernel = convolution_.kernel_size;
  const TapOrder order = forward_code(false).tile.order;
  out.comment(back ? "Writes one filter's kernel back between those of the `width` filters that lie together."
                   : "Reads one filter's kernel from between those of the `width` filters that lie together.");
  out.list("HWY_NOINLINE void " + name_ + (back ? "_store_filter" : "_load_filter"),
           {std::string(back ? "float*" : "const float*") + " HWY_RESTRICT packed", "int width",
            std::string(back ? "const float*" : "float*") + " HWY_RESTRICT kernel"},
           " {");
  out.indent();
  if (!back && patch_has_gaps()) out.line("clear(kernel, {});", p.size);
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
  const Dimension channels{"channel", input_shape_.channels, channel.factor};
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

}  // namespace constnet::codegen
