// What a network with a mistake answers, so that a user's own static_asserts on it do not hide the one error that
// counts.
#pragma once

#include <concepts>
#include <constnet/dsl/shape.hpp>
#include <cstdint>

namespace constnet {

/// A shape that nobody can know: it is equal to every shape.
struct UnknownShape : Shape {
  friend constexpr bool operator==(const UnknownShape&, const UnknownShape&) { return true; }
  friend constexpr bool operator==(const UnknownShape&, const Shape&) { return true; }
};

/// A count that nobody can know: it is equal to every count, and 1 where a number is needed.
struct UnknownCount {
  constexpr operator std::int64_t() const { return 1; }
  friend constexpr bool operator==(const UnknownCount&, const UnknownCount&) { return true; }
  friend constexpr bool operator==(const UnknownCount&, std::integral auto) { return true; }
};

}  // namespace constnet
