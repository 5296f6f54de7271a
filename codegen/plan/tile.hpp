// Register tiles for sums over kernel taps and channels: the choice, by a cost model, of how much is kept in registers.
#pragma once

#include <vector>

#include "plan/target.hpp"

namespace constnet::codegen {

/// The work of one convolution-like step. Output pixels come in units: one pixel, or all pixels of one pooling window.
struct Product {
  int kernel_rows = 1;
  int kernel_columns = 1;
  int stride_rows = 1;  ///< input pixels between neighbouring output pixels
  int stride_columns = 1;
  int dilation_rows = 1;  ///< input pixels between neighbouring kernel taps
  int dilation_columns = 1;
  int input_row_step = 0;  ///< floats between input rows
  int input_column_step = 0;
  int channels = 1;     ///< floats summed per tap, one after the other
  int window_rows = 1;  ///< output pixels per unit
  int window_columns = 1;
  int unit_step_rows = 1;  ///< output pixels between neighbouring units
  int unit_step_columns = 1;
  int unit_rows = 1;  ///< units to compute
  int unit_columns = 1;
  int output_vectors = 1;  ///< vectors of output channels

  int taps() const { return kernel_rows * kernel_columns; }
};

/// Which kernel taps have their weights in registers at the same time.
enum class TapOrder { one, row, all };

/// A register tile: `rows` x `columns` units times `vectors` vectors of output channels.
struct Tile {
  int rows = 1;
  int columns = 1;
  int vectors = 1;
  TapOrder order = TapOrder::row;
};

/// Position of an output pixel inside a tile, in output pixels.
struct Pixel {
  int row;
  int column;
};

/// The pixels of a `rows` x `columns` tile: units in order, and in each unit its window in order.
std::vector<Pixel> pixels_of(const Product& product, int rows, int columns);

/// Taps whose weights are live together.
int live_taps(const Product& product, TapOrder order);

/// Input pixels that one block of live taps reads for a tile.
int inputs_of(const Product& product, int rows, int columns, TapOrder order);

/// The cheapest tile for `target`: accumulators, live weights and one input fit the registers; cost is multiply-adds,
/// dearer by the loads that go with each, by accumulators too few to hide the latency, and by calls.
Tile choose_tile(const Product& product, const Target& target);

/// Up to `count` of the cheapest tiles, the cheapest first.
std::vector<Tile> cheapest_tiles(const Product& product, const Target& target, std::size_t count);

/// Whether `tile` and all that it leaves over fit the product and the target's registers.
bool fits(const Product& product, const Target& target, const Tile& tile);

}  // namespace constnet::codegen
