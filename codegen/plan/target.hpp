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
  const char* word;           ///< what --simd calls it
  bool single_issue = false;  ///< one instruction at a time: the cost of code is the number of its instructions
};

inline constexpr std::array<Target, 4> all_targets{{
    {16, 32, "HWY_MAX_BYTES == 64", "AVX-512", "avx512"},
    {8, 16, "HWY_MAX_BYTES == 32", "AVX2", "avx2"},
    {4, 16, "HWY_MAX_BYTES == 16", "SSE4, NEON, WebAssembly", "128"},
    {1, 26, "HWY_TARGET == HWY_SCALAR", "one lane", "scalar", true},  // of 32: with more, compilers begin to spill
}};

/// A Cortex-M with Helium: as wide as NEON, with fewer registers; generated only where it is asked for.
inline constexpr Target helium{4, 8, "HWY_MAX_BYTES == 16", "Helium", "helium", true};

/// Smallest multiple of `step` that is not below `n`.
constexpr int round_up(int n, int step) { return (n + step - 1) / step * step; }

}  // namespace constnet::codegen
