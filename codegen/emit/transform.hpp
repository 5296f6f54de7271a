// Emits products of small constant matrices with matrices of vectors: the transforms of Winograd convolutions.
#pragma once

#include <functional>
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

}  // namespace constnet::codegen
