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
  if (pixels * vectors + live * vectors + 1 > target.registers) return -1;
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
        inputs.insert({pixel.row * product.stride_rows + r, pixel.column * product.stride_columns + s});
      }
    }
  }
  return static_cast<int>(inputs.size());
}

Tile choose_tile(const Product& product, const Target& target) {
  Tile best{1, 1, 1, TapOrder::one};
  double best_cost = -1;
  std::vector<TapOrder> orders{TapOrder::one};
  if (product.kernel_columns > 1) orders.push_back(TapOrder::row);
  if (product.kernel_rows > 1 && product.channels <= 4) orders.push_back(TapOrder::all);
  for (const TapOrder order : orders) {
    for (int vectors = 1; vectors <= std::min(product.output_vectors, 8); ++vectors) {
      for (int rows = 1; rows <= std::min(product.unit_rows, 4); ++rows) {
        for (int columns = 1; columns <= std::min(product.unit_columns, 24); ++columns) {
          double total = 0;
          for (const Segment& v : cut(product.output_vectors, vectors)) {
            for (const Segment& r : cut(product.unit_rows, rows)) {
              for (const Segment& c : cut(product.unit_columns, columns)) {
                const double cost = cost_of(product, target, r.size, c.size, v.size, order);
                if (cost < 0) total = -1;
                if (total >= 0) total += cost * v.count * r.count * c.count;
              }
            }
          }
          if (total < 0) continue;
          if (best_cost < 0 || total < best_cost) {
            best_cost = total;
            best = {rows, columns, vectors, order};
          }
        }
      }
    }
  }
  return best;
}

}  // namespace constnet::codegen
