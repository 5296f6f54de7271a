// Loops over all values of a map, a vector of channels at a time.
#include "emit/map_loops.hpp"

#include "emit/expression.hpp"
#include "plan/target.hpp"

namespace constnet::codegen {

std::string MapPlace::operator()(const std::string& map, const MapLayout& layout) const {
  return sum(map, {{row_, layout.row_stride()}, {column_, layout.pixel_stride}, {channel_, 1}}, layout.offset(0, 0));
}

void emit_map_loops(Writer& out, const Shape& shape, int lanes, const std::function<void(const MapPlace&)>& body) {
  const std::string row = open_loop(out, "y", shape.height);
  const std::string column = open_loop(out, "x", shape.width);
  const std::string channel = shape.channels > lanes ? "channel" : "";
  if (!channel.empty()) out.open("for (int channel = 0; channel < {}; channel += {})", shape.channels, lanes);
  body({row, column, channel});
  close_loop(out, channel);
  close_loop(out, column);
  close_loop(out, row);
}

void emit_clear_border(Writer& out, const std::string& name, const MapLayout& layout) {
  if (!layout.border.empty()) out.line("clear({}, {});", name, layout.size());
}

std::string without_padding(const Shape& shape, int lanes, const std::string& value) {
  if (shape.channels % lanes == 0) return value;
  const std::string rest = shape.channels < lanes ? std::to_string(shape.channels)
                                                  : fmt::format("std::min({} - channel, {})", shape.channels, lanes);
  return fmt::format("hn::IfThenElseZero(hn::FirstN(f32, {}), {})", rest, value);
}

}  // namespace constnet::codegen
