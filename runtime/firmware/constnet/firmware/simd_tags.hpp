// What both stand-ins for Highway in simd.hpp have in common: tags of vector types, and Highway's words for functions.
#pragma once

#include <cstddef>
#include <cstdint>

#if defined(HIGHWAY_HWY_HIGHWAY_H_)
#error "Include either Highway or <constnet/firmware/simd.hpp>, not both."
#endif

#define HWY_RESTRICT __restrict__
#define HWY_INLINE inline __attribute__((always_inline))
#define HWY_NOINLINE __attribute__((noinline))

namespace hwy {

/// What simd_target() says.
constexpr const char* TargetName(int lanes) { return lanes == 1 ? "one lane" : "four lanes"; }

inline std::size_t Num0BitsBelowLS1Bit_Nonzero32(std::uint32_t bits) {
  return static_cast<std::size_t>(__builtin_ctz(bits));
}

/// The type of a vector of N values; functions take one to know what to make.
template <typename T, std::size_t N>
struct FixedTag {
  using Value = T;
};

template <typename T, typename Tag>
struct RebindTag;
template <typename T, typename From, std::size_t N>
struct RebindTag<T, FixedTag<From, N>> {
  using type = FixedTag<T, N>;
};
template <typename T, typename Tag>
using Rebind = typename RebindTag<T, Tag>::type;

}  // namespace hwy
