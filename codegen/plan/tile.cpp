// The cost model for register tiles.
#include "plan/tile.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "emit/expression.hpp"

namespace constnet::codegen {
namespace {

/// Independent multiply-adds in flight that keep both units busy: 2 per cycle x 4 cycles latency.
constexpr int kInFlight = 8;
/// Longest straight line of multiply-adds in one block; beyond it the instruction cache is the limit, and on a small
/// processor the flash.
constexpr int kLongestBlock = 288;
constexpr int kLongestBlockSmall = 48;
/// A call, its address arithmetic and the loop around it, in multiply-adds.
constexpr double kCall = 16;
/// Counting and branching of a loop, in instructions.
constexpr double kLoop = 4;
/// Starting, comparing and storing a sum, in instructions.
constexpr double kFinish = 5;

/// Registers for broadcast inputs. With 16 registers and one of them for the inputs g++ spills accumulators: it loads
/// the next input before the present one is done with.
int inputs_in_flight(const Target& target) { return target.single_issue || target.lanes == 16 ? 1 : 2; }

/// Cost of one multiply-add where `weights` weight loads and `inputs` input broadcasts go with it.
double cost_per_multiply_add(const Target& target, double weights, double inputs) {
  if (target.single_issue) return 1 + weights + inputs;
  if (target.lanes == 16) return 1 + weights + 0.5 * inputs;
  return 1 + 0.1 * (weights + inputs) + 0.5 * std::max(0.0, weights + inputs - 0.7);
}

/// Cost of one tile of `rows` x `columns` x `vectors`, or a negative number where it does not fit.
double cost_of(const Product& product, const Target& target, int rows, int columns, int vectors, TapOrder order) {
  const int pixels = rows * columns * product.window_rows * product.window_columns;
  const int live = live_taps(product, order);
  if (pixels * vectors + live * vectors + inputs_in_flight(target) > target.registers) return -1;
  if (pixels * vectors * live > (target.single_issue ? kLongestBlockSmall : kLongestBlock)) return -1;
  const double multiply_adds = static_cast<double>(pixels) * vectors * product.taps() * product.channels;
  const double inputs = inputs_of(product, rows, columns, order) / static_cast<double>(pixels * vectors * live);
  if (target.single_issue) {
    const double blocks = product.taps() * product.channels / static_cast<double>(live);
    return multiply_adds * cost_per_multiply_add(target, 1.0 / pixels, inputs) + kLoop * blocks + kCall +
           kFinish * pixels * vectors;
  }
  const double idle = std::max(1.0, static_cast<double>(kInFlight) / (pixels * vectors));
  return multiply_adds * idle * cost_per_multiply_add(target, 1.0 / pixels, inputs) + kCall + 2.0 * pixels * vectors;
}

}  // namespace

std::vector<Pixel> pixels_of(const Product& product, int rows, int columns) {
  std::vector<Pixel> pixels;
  for (int row = 0; row < rows; ++row) {
    for (int column = 0; column < columns; ++column) {
      for (int i = 0; i < product.window_rows; ++i) {
        for (int j = 0; j < product.window_columns; ++j) {
          pixels.push_back({row * product.unit_step_rows + i, column * product.unit_step_columns + j});
        }
      }
    }
  }
  return pixels;
}

int live_taps(const Product& product, TapOrder order) {
  switch (order) {
    case TapOrder::one:
      return 1;
    case TapOrder::row:
      return product.kernel_columns;
    case TapOrder::all:
      break;
  }
  return product.taps();
}

int inputs_of(const Product& product, int rows, int columns, TapOrder order) {
  const int tap_rows = order == TapOrder::all ? product.kernel_rows : 1;
  const int tap_columns = order == TapOrder::one ? 1 : product.kernel_columns;
  std::set<std::pair<int, int>> inputs;
  for (const Pixel& pixel : pixels_of(product, rows, columns)) {
    for (int r = 0; r < tap_rows; ++r) {
      for (int s = 0; s < tap_columns; ++s) {
        inputs.insert({pixel.row * product.stride_rows + r * product.dilation_rows,
                       pixel.column * product.stride_columns + s * product.dilation_columns});
      }
    }
  }
  return static_cast<int>(inputs.size());
}

namespace {

std::vector<TapOrder> orders_of(const Product& product) {
  std::vector<TapOrder> orders{TapOrder::one};
  if (product.kernel_columns > 1) orders.push_back(TapOrder::row);
  if (product.kernel_rows > 1 && product.channels <= 4) orders.push_back(TapOrder::all);
  return orders;
}

constexpr int kMostVectors = 8;
constexpr int kMostRows = 4;
constexpr int kMostColumns = 24;

/// Cost of the whole product in tiles, or a negative number where one does not fit.
double total_cost(const Product& product, const Target& target, const Tile& tile) {
  double total = 0;
  for (const Segment& v : cut(product.output_vectors, tile.vectors)) {
    for (const Segment& r : cut(product.unit_rows, tile.rows)) {
      for (const Segment& c : cut(product.unit_columns, tile.columns)) {
        const double cost = cost_of(product, target, r.size, c.size, v.size, tile.order);
        if (cost < 0) return -1;
        total += cost * v.count * r.count * c.count;
      }
    }
  }
  return total;
}

/// Calls `use`(tile, cost) for all tiles that fit.
template <typename Use>
void each_tile(const Product& product, const Target& target, const Use& use) {
  for (const TapOrder order : orders_of(product)) {
    for (int vectors = 1; vectors <= std::min(product.output_vectors, kMostVectors); ++vectors) {
      for (int rows = 1; rows <= std::min(product.unit_rows, kMostRows); ++rows) {
        for (int columns = 1; columns <= std::min(product.unit_columns, kMostColumns); ++columns) {
          const Tile tile{rows, columns, vectors, order};
          const double cost = total_cost(product, target, tile);
          if (cost >= 0) use(tile, cost);
        }
      }
    }
  }
}

}  // namespace

Tile choose_tile(const Product& product, const Target& target) {
  Tile best{1, 1, 1, TapOrder::one};
  double best_cost = -1;
  each_tile(product, target, [&](const Tile& tile, double cost) {
    if (best_cost >= 0 && cost >= best_cost) return;
    best_cost = cost;
    best = tile;
  });
  return best;
}

std::vector<Tile> cheapest_tiles(const Product& product, const Target& target, std::size_t count) {
  std::vector<std::pair<double, Tile>> all;
  each_tile(product, target, [&](const Tile& tile, double cost) { all.emplace_back(cost, tile); });
  std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Tile> tiles;
  for (std::size_t i = 0; i < std::min(count, all.size()); ++i) tiles.push_back(all[i].second);
  return tiles;
}

bool fits(const Product& product, const Target& target, const Tile& tile) {
  const std::vector<TapOrder> orders = orders_of(product);
  return std::find(orders.begin(), orders.end(), tile.order) != orders.end() && tile.rows >= 1 && tile.columns >= 1 &&
         tile.vectors >= 1 && tile.rows <= std::min(product.unit_rows, kMostRows) &&
         tile.columns <= std::min(product.unit_columns, kMostColumns) &&
         tile.vectors <= std::min(product.output_vectors, kMostVectors) && total_cost(product, target, tile) >= 0;
}

}  // namespace constnet::codegen
