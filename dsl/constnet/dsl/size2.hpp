// A height and a width, given as Keras takes them: one number for both, or two.
#pragma once

#include <concepts>

namespace constnet {

/// The size of a kernel or window, or the steps it takes: `3` means three rows and three columns, `{3, 5}` says both.
struct Size2 {
  int height = 0;
  int width = 0;

  constexpr Size2() = default;
  constexpr Size2(int both) : height{both}, width{both} {}
  constexpr Size2(int h, int w) : height{h}, width{w} {}
  Size2(std::floating_point auto) = delete;

  friend constexpr bool operator==(const Size2&, const Size2&) = default;
};

/// A Size2 that may be left out; what that means is the layer's matter.
struct OptionalSize2 : Size2 {
  bool is_given = false;

  constexpr OptionalSize2() = default;
  constexpr OptionalSize2(int both) : Size2{both}, is_given{true} {}
  constexpr OptionalSize2(int h, int w) : Size2{h, w}, is_given{true} {}
  constexpr OptionalSize2(const Size2& size) : Size2{size}, is_given{true} {}
  OptionalSize2(std::floating_point auto) = delete;

  friend constexpr bool operator==(const OptionalSize2&, const OptionalSize2&) = default;
};

/// Whether both numbers are 1 or more.
constexpr bool is_positive(const Size2& size) { return size.height > 0 && size.width > 0; }

}  // namespace constnet
