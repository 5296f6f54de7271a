// The vector widths that a body of code is written for.
#pragma once

#include <array>

namespace constnet::codegen {

/// One width: floats per vector and vector registers that a kernel may count on.
struct Target {
  int lanes;
  int registers;
  const char* condition;  ///< preprocessor expression that is true for Highway targets of this width
  const char* processors;
};

inline constexpr std::array<Target, 4> all_targets{{
    {16, 32, "HWY_MAX_BYTES == 64", "AVX-512"},
    {8, 16, "HWY_MAX_BYTES == 32", "AVX2"},
    {4, 16, "HWY_MAX_BYTES == 16", "SSE4, NEON, WebAssembly"},
    {1, 16, "HWY_TARGET == HWY_SCALAR", "one lane"},
}};

/// Smallest multiple of `step` that is not below `n`.
constexpr int round_up(int n, int step) { return (n + step - 1) / step * step; }

}  // namespace constnet::codegen
