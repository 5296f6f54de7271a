// The choice of register tiles, for many shapes and every vector width.
#include "plan/tile.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "catch.hpp"
#include "emit/expression.hpp"

using namespace constnet::codegen;

namespace {

/// Whether the pieces of `n` elements cover each of them once.
bool covers(int n, int size) {
  std::vector<int> times(static_cast<std::size_t>(n), 0);
  for (const Segment& segment : cut(n, size)) {
    for (int i = 0; i < segment.count * segment.size; ++i) ++times.at(static_cast<std::size_t>(segment.start + i));
  }
  return std::all_of(times.begin(), times.end(), [](int count) { return count == 1; });
}

/// What is wrong with the chosen tile, or "". Where the registers do not hold one unit, the tile must be no more than
/// that.
std::string fault(const Product& product, const Target& target) {
  const Tile tile = choose_tile(product, target);
  if (tile.rows < 1 || tile.columns < 1 || tile.vectors < 1) return "an empty tile";
  if (!covers(product.unit_rows, tile.rows)) return "rows are not covered once";
  if (!covers(product.unit_columns, tile.columns)) return "columns are not covered once";
  if (!covers(product.output_vectors, tile.vectors)) return "vectors are not covered once";
  const int weights = live_taps(product, tile.order);
  const int least = product.window_rows * product.window_columns + 1 + 1;
  for (const Segment& v : cut(product.output_vectors, tile.vectors)) {
    for (const Segment& r : cut(product.unit_rows, tile.rows)) {
      for (const Segment& c : cut(product.unit_columns, tile.columns)) {
        const int pixels = static_cast<int>(pixels_of(product, r.size, c.size).size());
        const int registers = pixels * v.size + weights * v.size + 1;
        if (registers > std::max(target.registers, least)) {
          return fmt::format("{}x{}x{} units with {} taps take {} of {} registers", r.size, c.size, v.size, weights,
                             registers, target.registers);
        }
      }
    }
  }
  return "";
}

Product convolution(int kernel_rows, int kernel_columns, int channels, int unit_rows, int unit_columns, int vectors) {
  Product product;
  product.kernel_rows = kernel_rows;
  product.kernel_columns = kernel_columns;
  product.channels = channels;
  product.unit_rows = unit_rows;
  product.unit_columns = unit_columns;
  product.output_vectors = vectors;
  return product;
}

Product pooled(Product product, int rows, int columns) {
  product.window_rows = product.unit_step_rows = rows;
  product.window_columns = product.unit_step_columns = columns;
  return product;
}

void check_on_all_targets(const Product& product) {
  std::vector<Target> targets(all_targets.begin(), all_targets.end());
  targets.push_back(helium);
  for (const Target& target : targets) {
    // Larger windows are not fused: can_fuse keeps two registers free.
    if (product.window_rows * product.window_columns > target.registers - 2) continue;
    INFO(fmt::format("kernel {}x{}, {} channels, {}x{} units of {}x{} pixels, {} vectors, target {}",
                     product.kernel_rows, product.kernel_columns, product.channels, product.unit_rows,
                     product.unit_columns, product.window_rows, product.window_columns, product.output_vectors,
                     target.word));
    CHECK(fault(product, target) == "");
  }
}

}  // namespace

TEST_CASE("Tiles of convolutions fit the registers and cover every output once") {
  for (const int kernel : {1, 2, 3, 5, 7, 11}) {
    for (const int channels : {1, 3, 70}) {
      for (const int size : {1, 2, 3, 5, 13, 29}) {
        for (const int vectors : {1, 2, 3, 8, 17}) {
          check_on_all_targets(convolution(kernel, kernel, channels, size, size, vectors));
        }
      }
    }
  }
}

TEST_CASE("Tiles of kernels and maps that are not square fit and cover as well") {
  check_on_all_targets(convolution(1, 9, 1, 4, 1, 2));
  check_on_all_targets(convolution(9, 1, 4, 1, 31, 1));
  check_on_all_targets(convolution(1, 40, 2, 1, 1, 5));
  check_on_all_targets(convolution(40, 1, 2, 3, 2, 5));
  check_on_all_targets(convolution(1, 1, 576, 1, 16, 4));
}

TEST_CASE("Tiles whose units are pooling windows fit and cover as well") {
  for (const int rows : {1, 2, 3}) {
    for (const int columns : {1, 2, 3}) {
      for (const int kernel : {1, 3, 5}) {
        for (const int size : {1, 2, 5, 13}) {
          for (const int vectors : {1, 3, 8}) {
            check_on_all_targets(pooled(convolution(kernel, kernel, 1, size, size, vectors), rows, columns));
            check_on_all_targets(pooled(convolution(kernel, kernel, 32, size, size + 1, vectors), rows, columns));
          }
        }
      }
    }
  }
}

TEST_CASE("The pixels of a tile are its units in order, and in each unit its window in order") {
  const Product product = pooled(convolution(3, 3, 1, 4, 4, 1), 1, 2);
  std::vector<std::pair<int, int>> pixels;
  for (const Pixel& pixel : pixels_of(product, 2, 2)) pixels.emplace_back(pixel.row, pixel.column);
  CHECK(pixels == std::vector<std::pair<int, int>>{{0, 0}, {0, 1}, {0, 2}, {0, 3}, {1, 0}, {1, 1}, {1, 2}, {1, 3}});
}

TEST_CASE("A tile reads each input pixel under its taps once") {
  Product product = convolution(3, 3, 1, 8, 8, 1);
  CHECK(live_taps(product, TapOrder::one) == 1);
  CHECK(live_taps(product, TapOrder::row) == 3);
  CHECK(live_taps(product, TapOrder::all) == 9);
  CHECK(inputs_of(product, 2, 4, TapOrder::one) == 8);
  CHECK(inputs_of(product, 2, 4, TapOrder::row) == 2 * 6);
  CHECK(inputs_of(product, 2, 4, TapOrder::all) == 4 * 6);
  product.stride_rows = product.stride_columns = 2;
  CHECK(inputs_of(product, 2, 4, TapOrder::all) == 5 * 9);
}
