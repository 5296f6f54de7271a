// Loops over all values of a map, a vector of channels at a time.
#pragma once

#include <functional>
#include <string>

#include "emit/writer.hpp"
#include "plan/map_layout.hpp"

namespace constnet::codegen {

/// Where the loops stand: the address of the present vector in a map of the same shape, whatever its layout.
class MapPlace {
 public:
  MapPlace(std::string row, std::string column, std::string channel)
      : row_(std::move(row)), column_(std::move(column)), channel_(std::move(channel)) {}
  std::string operator()(const std::string& map, const MapLayout& layout) const;
  const std::string& row() const { return row_; }
  const std::string& column() const { return column_; }
  const std::string& channel() const { return channel_; }

 private:
  std::string row_, column_, channel_;  // "" for a loop that runs once
};

/// Opens loops over the rows, columns and vectors of channels of `shape`, writes `body` and closes them.
void emit_map_loops(Writer& out, const Shape& shape, int lanes, const std::function<void(const MapPlace&)>& body);

/// Sets map `name` to zero where it has a border, which a step that writes only its pixels has to leave zero.
void emit_clear_border(Writer& out, const std::string& name, const MapLayout& layout);

/// The vector `value` at the present channel, with zeros behind the last channel of `shape`: for functions that make
/// something else of zero. Steps rely on zeros there.
std::string without_padding(const Shape& shape, int lanes, const std::string& value);

}  // namespace constnet::codegen
