// Average pooling, forward and backward.
#include "steps/average_pooling.hpp"

#include "emit/expression.hpp"
#include "emit/map_loops.hpp"

namespace constnet::codegen {
namespace {

/// Vectors of channels whose sums over a large window are made side by side, to hide the latency of an addition.
constexpr int kVectorsTogether = 4;

/// The windows along one axis.
struct Axis {
  const char* variable;  ///< for the number of values in a window
  int windows;
  int stride;
  int size;
  int before, after;  ///< padding
  int n;              ///< values of the input

  bool varies() const { return windows > 1 && (before > 0 || after > 0); }
  int number() const { return size - before - after; }  ///< of values in each window, where it does not vary
  void emit_count(Writer& out, const std::string& at) const {
    if (!varies()) return;
    const std::string start = sum("", {{at, stride}}, -before);
    const std::string end = sum("", {{at, stride}}, size - before);
    out.line("const int {} = {} - {};", variable, after > 0 ? fmt::format("std::min({}, {})", end, n) : end,
             before > 0 ? fmt::format("std::max({}, 0)", start) : start);
  }
};

/// The number of values in a window, as a divisor.
std::string values(const Axis& rows, const Axis& columns) {
  if (!rows.varies() && !columns.varies()) return std::to_string(rows.number() * columns.number());
  std::string text;
  for (const Axis& axis : {rows, columns}) {
    if (!axis.varies() && axis.number() == 1) continue;
    if (!text.empty()) text += " * ";
    text += axis.varies() ? axis.variable : std::to_string(axis.number());
  }
  return fmt::format("static_cast<float>({})", text);
}

}  // namespace

bool AveragePoolingStep::overlapping() const {
  return window_.strides.height < window_.size.height || window_.strides.width < window_.size.width;
}

bool AveragePoolingStep::covering() const {
  return window_.strides == window_.size && window_.reach().height >= window_.input.height &&
         window_.reach().width >= window_.input.width;
}

void AveragePoolingStep::emit_windows(
    Writer& out, const std::function<void(const std::string& y, const std::string& x)>& body) const {
  const Border border = window_.border();
  const Axis rows{"rows",     window_.output.height, window_.strides.height, window_.size.height,
                  border.top, border.bottom,         window_.input.height};
  const Axis columns{"columns",   window_.output.width, window_.strides.width, window_.size.width,
                     border.left, border.right,         window_.input.width};
  const auto emit_share = [&] { out.line("const Floats share = hn::Set(f32, 1.0f / {});", values(rows, columns)); };
  const bool constant = !rows.varies() && !columns.varies();
  if (constant) emit_share();
  const std::string y = open_loop(out, "y", window_.output.height);
  rows.emit_count(out, y);
  const std::string x = open_loop(out, "x", window_.output.width);
  columns.emit_count(out, x);
  if (!constant) emit_share();
  body(y, x);
  close_loop(out, x);
  close_loop(out, y);
}

void AveragePoolingStep::emit_taps(Writer& out, const std::string& map, const std::string& y, const std::string& x,
                                   const std::string& channel,
                                   const std::function<void(const std::string& address)>& tap) const {
  const std::vector<Term> terms{{y, window_.strides.height * input_.row_stride()},
                                {x, window_.strides.width * input_.pixel_stride},
                                {channel, 1}};
  const auto at = [&](int row, int column) {
    return input_.offset(row - window_.padding_top, column - window_.padding_left);
  };
  if (unrolled()) {
    for (int row = 0; row < window_.size.height; ++row) {
      for (int column = 0; column < window_.size.width; ++column) tap(sum(map, terms, at(row, column)));
    }
    return;
  }
  const std::string row = open_loop(out, "row", window_.size.height);
  const std::string column = open_loop(out, "column", window_.size.width);
  std::vector<Term> all = terms;
  all.insert(all.end(), {{row, input_.row_stride()}, {column, input_.pixel_stride}});
  tap(sum(map, all, at(0, 0)));
  close_loop(out, column);
  close_loop(out, row);
}

void AveragePoolingStep::emit_forward(Writer& out) const {
  open_forward(out);
  emit_clear_border(out, "output", output_);
  emit_windows(out, [&](const std::string& y, const std::string& x) {
    const std::vector<Segment> groups = cut(input_.pixel_stride / lanes(), unrolled() ? 1 : kVectorsTogether);
    for (const Segment& group : groups) {
      const int step = group.size * lanes();
      const std::string channel = group.count > 1 ? "channel" : "";
      if (group.count > 1) {
        out.open("for (int channel = 0; channel < {}; channel += {})", group.count * step, step);
      } else if (groups.size() > 1) {
        out.open("");
      }
      const auto shifted = [&](const std::string& address, int vector) {
        const int behind = (group.start + vector) * lanes();
        return behind == 0 ? address : fmt::format("{} + {}", address, behind);
      };
      const auto name = [&](int vector) { return group.size == 1 ? std::string("sum") : fmt::format("sum{}", vector); };
      bool first = true;
      if (!unrolled()) {
        for (int v = 0; v < group.size; ++v) out.line("Floats {} = hn::Zero(f32);", name(v));
        first = false;
      }
      emit_taps(out, "input", y, x, channel, [&](const std::string& address) {
        for (int v = 0; v < group.size; ++v) {
          const std::string value = fmt::format("hn::LoadU(f32, {})", shifted(address, v));
          if (first) {
            out.line("Floats {} = {};", name(v), value);
          } else {
            out.list(name(v) + " = hn::Add", {name(v), value}, ";");
          }
        }
        first = false;
      });
      for (int v = 0; v < group.size; ++v) {
        const std::string place =
            sum("output", {{y, output_.row_stride()}, {x, output_.pixel_stride}, {channel, 1}}, output_.offset(0, 0));
        out.line("hn::Store(hn::Mul({}, share), f32, {});", name(v), shifted(place, v));
      }
      if (group.count > 1 || groups.size() > 1) out.close();
    }
  });
  out.close();
  out.blank();
}

void AveragePoolingStep::emit_training(Writer& out) const {
  emit_forward_batch(out);
  open_backward(out);
  if (!covering()) out.line("clear(d_input, {});", input_.size());
  emit_windows(out, [&](const std::string& y, const std::string& x) {
    const std::string channel = input_.pixel_stride > lanes() ? "channel" : "";
    if (!channel.empty()) out.open("for (int channel = 0; channel < {}; channel += {})", input_.pixel_stride, lanes());
    out.line(
        "const Floats d = hn::Mul(share, hn::Load(f32, {}));",
        sum("d_output", {{y, output_.row_stride()}, {x, output_.pixel_stride}, {channel, 1}}, output_.offset(0, 0)));
    emit_taps(out, "d_input", y, x, channel, [&](const std::string& address) {
      if (overlapping()) {
        out.list("hn::StoreU", {fmt::format("hn::Add(d, hn::LoadU(f32, {}))", address), "f32", address}, ";");
      } else {
        out.line("hn::StoreU(d, f32, {});", address);
      }
    });
    close_loop(out, channel);
  });
  out.close();
  out.close();
  out.blank();
}

}  // namespace constnet::codegen
