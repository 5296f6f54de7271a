// Blocks of a patch, the input pixels under one kernel, that fit the registers.
#pragma once

#include <vector>

#include "emit/expression.hpp"

namespace constnet::codegen {

struct PatchBlocks {
  std::vector<Segment> rows;
  std::vector<Segment> columns;
};

/// A patch of `rows` x `per_row` vectors, cut into blocks of at most `limit` vectors: whole columns where they fit.
PatchBlocks cut_patch(int rows, int per_row, int limit);

}  // namespace constnet::codegen
