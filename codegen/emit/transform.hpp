// Emits products of small constant matrices with matrices of vectors: the transforms of Winograd convolutions.
#pragma once

#include <constnet/dsl.hpp>
#include <string>
#include <vector>

#include "emit/writer.hpp"
#include "plan/winograd.hpp"

namespace constnet::codegen {

/// Names of vectors, in rows.
using Names = std::vector<std::vector<std::string>>;

/// "stem0_0", "stem0_1", ... in `rows` x `columns`.
Names grid(const std::string& stem, int rows, int columns);

/// Emits matrix * values * transposed(matrix), columns first; half-way results are called half..., the results out....
/// Rows that differ in signs only share their sums.
void emit_transform(Writer& out, const Matrix& matrix, const Names& values, const std::string& half,
                    const std::string& results);

/// A transform of one plane of vectors per value of a grid into one per value of another, for `count` images or tiles.
struct PlaneTransform {
  std::string name;
  std::string comment;
  Matrix matrix;
  int rows;  ///< of the grid that is read
  int from_row, from_column, from_image;
  int to_row, to_column, to_image;
  int depth;
  bool bias = false;
  Activation activation = Activation::linear;
  std::string unit = "image";
  /// Where the grid may reach behind the map: the function takes the offsets of its last row and column, `last_row` and
  /// `last_column`, which then are those before.
  bool ends_early = false;
};

/// Emits NAME(from[, bias], to[, last_row, last_column], count).
void emit_plane_transform(Writer& out, const PlaneTransform& transform, int lanes);

}  // namespace constnet::codegen
