// The shape of what flows between two layers, and the order of dimensions that holds everywhere.
#pragma once

#include <cstdint>
#include <limits>

namespace constnet {

/// The largest number of values or parameters that a network may have: generated code indexes with 32 bits.
inline constexpr std::int64_t max_count = std::numeric_limits<std::int32_t>::max();

/// The product of positive factors, or `max_count + 1` where it exceeds `max_count`, so that nothing overflows.
template <typename... Factors>
constexpr std::int64_t capped_product(Factors... factors) {
  std::int64_t product = 1;
  ((product = factors > max_count / product ? max_count + 1 : product * factors), ...);
  return product;
}

/// The shape of one image, (height, width, channels), or of one row of values, (channels).
/// This order holds in types, comments, errors and generated code. Kernels are (row, column, channel, filter).
struct Shape {
  int height = 1;
  int width = 1;
  int channels = 1;
  int rank = 1;  ///< 3 for an image; 1 for a row of values, whose height and width are 1

  constexpr Shape() = default;
  constexpr explicit Shape(int c) : channels{c} {}
  constexpr Shape(int h, int w, int c) : height{h}, width{w}, channels{c}, rank{3} {}

  /// The number of values, capped as `capped_product` says.
  constexpr std::int64_t size() const { return capped_product(height, width, channels); }

  friend constexpr bool operator==(const Shape&, const Shape&) = default;
};

}  // namespace constnet
