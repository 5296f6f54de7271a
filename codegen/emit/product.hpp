// Emits convolution-like steps: one function per tile shape, and the loops that call them.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "emit/expression.hpp"
#include "emit/writer.hpp"
#include "plan/tile.hpp"

namespace constnet::codegen {

/// Writes what is done with the finished sums of one unit and vector: `sums` are the names of its window's
/// accumulators in row-major order; `unit_row`, `unit_column` and `vector` count within the tile.
using Epilogue =
    std::function<void(Writer&, const std::vector<std::string>& sums, int unit_row, int unit_column, int vector)>;

/// A tiled product that is to be emitted.
struct ProductCode {
  Product product;
  Tile tile;
  Target target;
  std::string name;  ///< functions are called NAME_tile_2x5 and so on
  std::vector<std::string>
      parameters;                ///< what the functions take behind (input, weights): "float* HWY_RESTRICT output"
  std::string preamble;          ///< a statement for the top of each function, or ""
  std::string unit = "pixel";    ///< what a column of the tile is: "pixel" (of a row), "image" or "tile"
  bool start_from_bias = false;  ///< sums start from `bias` (a parameter), else from zero
  Epilogue epilogue;
};

/// Floats of packed weights: [group][row, column, channel in the tile's order][vector][lane].
int packed_size(const Product& product, const Target& target);

/// Emits the function of every tile shape that the product is cut into.
void emit_tiles(Writer& out, const ProductCode& code);

/// Emits the loops over groups of output channels, rows and columns that call the tile functions. `arguments` are those
/// behind (input, weights), each with its steps.
struct TileArgument {
  std::string base;
  int per_row;     ///< floats or bytes between neighbouring unit rows
  int per_column;  ///< the same for unit columns
  int per_group;   ///< the same for output channels: per lane
};
void emit_tile_loops(Writer& out, const ProductCode& code, const std::string& input, const std::string& weights,
                     const std::vector<TileArgument>& arguments);

/// A product whose columns are the images of a batch, in tiles of `images`; 0 stands for as many as the cost model
/// likes.
using ImageProduct = std::function<ProductCode(int images)>;

/// Emits the tile functions for batches of up to `batch` images: the chosen size, what it leaves of a whole batch, and,
/// where `with_single`, one image.
void emit_image_tiles(Writer& out, const ImageProduct& product, int batch, bool with_single);

/// Emits the loops over `count` images that call them, from `input` and to the last of `arguments`, which advance by
/// `input_step` and `output_step` an image. All images pass the weights of a group of outputs before the next group.
void emit_image_loops(Writer& out, const ImageProduct& product, int batch, const std::string& input, int input_step,
                      const std::string& weights, std::vector<TileArgument> arguments, int output_step);

}  // namespace constnet::codegen
