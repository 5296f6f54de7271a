// How a patch is cut.
#include "emit/patch_blocks.hpp"

namespace constnet::codegen {

PatchBlocks cut_patch(int rows, int per_row, int limit) {
  const bool whole_columns = rows <= limit;
  const int fitting = whole_columns ? limit / rows : limit;
  const int pieces = (per_row + fitting - 1) / fitting;
  return {whole_columns ? std::vector<Segment>{{0, 1, rows}} : cut(rows, 1),
          cut(per_row, (per_row + pieces - 1) / pieces)};
}

}  // namespace constnet::codegen
