// Winograd tiles within an image: their size, how many are transformed at a time, and the filters they go through.
#include <algorithm>

#include "steps/convolution/step.hpp"

namespace constnet::codegen {
namespace {

/// Below this many channels or filters the transforms cost more than the products save.
constexpr int kFewestChannels = 16;
/// Transformed inputs and products of the tiles of one chunk stay within half of a first-level cache ...
constexpr int kChunkFloats = 8192;
/// ... unless the kernels outgrow a second-level cache: then more tiles share each pass over them ...
constexpr int kCachedKernels = 65536;
constexpr int kLargeChunkFloats = 65536;
/// ... and beyond this, kernels are taken in blocks of filters. All tiles go through one block, which stays in the
/// cache, after the other, and are transformed again for each ...
constexpr int kBlockedKernels = 131072;
/// ... but where there are more chunks than this, each goes through all blocks: what transforming anew costs grows with
/// the number of tiles, and each chunk has work enough for a pass over the kernels.
constexpr int kFewChunks = 2;
/// Filters in a block at least: a transform of an input costs about as much as its products with four of them.
constexpr int kSmallestBlock = 32;
/// How much more than all outputs tiles may compute that reach over each other.
constexpr double kMostOverlap = 1.4;

}  // namespace

/// The largest allowed tile that divides the outputs and holds whole pooling windows, or 2x2 tiles that reach over each
/// other where an odd number of outputs is large; 0 where none fits.
int ConvolutionStep::choose_image_tile() const {
  const bool three = is_plain(convolution_) && convolution_.kernel_size == Size2{3};
  const bool pool_in_tiles = !pool_ || (pool_->pool_size == Size2{2} && step(*pool_) == Size2{2});
  if (!three || !pool_in_tiles || lanes() < 4 || input_shape_.channels < kFewestChannels ||
      filters() < kFewestChannels) {
    return 0;
  }
  const auto [rows, columns] = transformed_pixels();
  for (int m = around_.winograd; m >= 2; --m) {
    if (rows % m == 0 && columns % m == 0 && (!pool_ || m % 2 == 0) && rows * columns > m * m) return m;
  }
  const int tiles = ((rows + 1) / 2) * ((columns + 1) / 2);
  const int row_floats = 16 * (padded(input_shape_.channels) + filter_block(2)) * ((columns + 1) / 2);
  const bool overlap = !pool_ && around_.winograd >= 2 && tiles > 4 && 4.0 * tiles <= kMostOverlap * rows * columns;
  return overlap && row_floats <= kLargeChunkFloats ? 2 : 0;
}

/// Outputs, before pooling, that tiles have to cover.
Size2 ConvolutionStep::transformed_pixels() const {
  if (pool_) return {2 * output_shape_.height, 2 * output_shape_.width};
  return {convolved_.height, convolved_.width};
}

int ConvolutionStep::tile_rows() const { return (transformed_pixels().height + image_tile_ - 1) / image_tile_; }

int ConvolutionStep::tile_columns() const { return (transformed_pixels().width + image_tile_ - 1) / image_tile_; }

/// Filters whose kernels for tiles of `m` stay in a second-level cache: all, or as many vectors as divide them.
int ConvolutionStep::filter_block(int m) const {
  const int depth = padded(filters());
  const int per_filter = (m + 2) * (m + 2) * padded(input_shape_.channels);
  if (per_filter * depth <= kBlockedKernels) return depth;
  for (int blocks = 2; depth / blocks >= kSmallestBlock; ++blocks) {
    if (depth % (blocks * lanes()) != 0) continue;
    const int block = depth / blocks;
    if (per_filter * block <= kBlockedKernels || block < 2 * kSmallestBlock) return block;
  }
  return depth;
}

/// Tiles that are transformed before their products are made: some whole rows, or a part of one.
Size2 ConvolutionStep::chunk() const {
  const int positions = (image_tile_ + 2) * (image_tile_ + 2);
  const int kernels = positions * padded(input_shape_.channels) * padded(filters());
  const int floats = kernels > kCachedKernels ? kLargeChunkFloats : kChunkFloats;
  const bool whole_rows = transformed_pixels().width % image_tile_ != 0;
  const int fitting = std::max(whole_rows ? tile_columns() : 1,
                               floats / (positions * (padded(input_shape_.channels) + filter_block())));
  const auto even = [](int n, int size) {
    const int pieces = (n + size - 1) / size;
    return (n + pieces - 1) / pieces;
  };
  if (fitting < tile_columns()) return {1, even(tile_columns(), fitting)};
  return {even(tile_rows(), std::min(tile_rows(), fitting / tile_columns())), tile_columns()};
}

/// Whether each chunk of tiles goes through all blocks of filters before the next one.
bool ConvolutionStep::chunk_takes_all_blocks() const {
  const auto [rows, columns] = chunk();
  const int chunks = ((tile_rows() + rows - 1) / rows) * ((tile_columns() + columns - 1) / columns);
  return chunks > kFewChunks;
}

int ConvolutionStep::tiles_per_chunk() const { return chunk().height * chunk().width; }

}  // namespace constnet::codegen
