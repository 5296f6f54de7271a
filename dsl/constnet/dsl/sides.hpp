// Rows and columns at the four sides of an image, given as Keras takes them: one number, two, or two pairs.
#pragma once

#include <algorithm>
#include <concepts>
#include <constnet/dsl/shape.hpp>
#include <cstdint>

namespace constnet {

/// How many before the first row or column and behind the last: `{0, 1}`.
struct Ends {
  int before = 0;
  int behind = 0;
};

/// `2` means two rows and columns at each side, `{1, 2}` one row above and below and two columns left and right,
/// `{{0, 1}, {2, 3}}` none above, one below, two left and three right.
struct Sides {
  int top = 0;
  int bottom = 0;
  int left = 0;
  int right = 0;

  constexpr Sides() = default;
  constexpr Sides(int all) : Sides{all, all} {}
  constexpr Sides(int rows, int columns) : Sides{Ends{rows, rows}, Ends{columns, columns}} {}
  constexpr Sides(Ends rows, Ends columns)
      : top{rows.before}, bottom{rows.behind}, left{columns.before}, right{columns.behind} {}
  Sides(std::floating_point auto) = delete;

  friend constexpr bool operator==(const Sides&, const Sides&) = default;
};

/// Whether none of the four is below zero.
constexpr bool is_not_negative(const Sides& sides) {
  return sides.top >= 0 && sides.bottom >= 0 && sides.left >= 0 && sides.right >= 0;
}

/// The shape of an image with `sides` more rows and columns; lengths above `max_count` are cut off there.
constexpr Shape with_sides(const Shape& image, const Sides& sides) {
  const auto grown = [](std::int64_t length, std::int64_t before, std::int64_t behind) {
    return static_cast<int>(std::min(length + before + behind, max_count));
  };
  return {grown(image.height, sides.top, sides.bottom), grown(image.width, sides.left, sides.right), image.channels};
}

/// The shape of an image with `sides` fewer rows and columns, at least none.
constexpr Shape without_sides(const Shape& image, const Sides& sides) {
  const auto shrunk = [](std::int64_t length, std::int64_t before, std::int64_t behind) {
    return static_cast<int>(std::max<std::int64_t>(length - before - behind, 0));
  };
  return {shrunk(image.height, sides.top, sides.bottom), shrunk(image.width, sides.left, sides.right), image.channels};
}

}  // namespace constnet
