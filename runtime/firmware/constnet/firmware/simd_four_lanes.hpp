// The operations of simd.hpp on 128 bits by the compilers' own vector types, for processors that Highway does not know,
// such as a Cortex-M55 with Helium.
#pragma once

#include <constnet/firmware/simd_tags.hpp>

// g++ 12 does not find Helium's fused multiply-add by itself.
#if !defined(__clang__) && defined(__ARM_FEATURE_MVE) && (__ARM_FEATURE_MVE & 2) != 0
#define CONSTNET_HELIUM_INTRINSICS 1
#include <arm_mve.h>
#else
#define CONSTNET_HELIUM_INTRINSICS 0
#endif

namespace hwy {
namespace N_FOUR_LANES {

using hwy::FixedTag;
using hwy::Rebind;

template <typename T, std::size_t N>
constexpr std::size_t MaxLanes(FixedTag<T, N>) {
  return 4;
}

/// Four values. Memory is only as aligned as one value: these processors do not mind.
template <typename T>
struct Four {
  typedef T Vector __attribute__((vector_size(4 * sizeof(T))));
  typedef T InMemory __attribute__((vector_size(4 * sizeof(T)), aligned(sizeof(T)), may_alias));
};
template <typename Tag>
using Vec = typename Four<typename Tag::Value>::Vector;
using Floats4 = Four<float>::Vector;
using Ints4 = Four<std::int32_t>::Vector;
using Words4 = Four<std::uint32_t>::Vector;

/// All bits of a lane, or none: what the compilers' comparisons give.
template <typename Tag>
using Mask = Ints4;

template <typename T>
HWY_INLINE typename Four<T>::Vector Load(FixedTag<T, 4>, const T* from) {
  return *reinterpret_cast<const typename Four<T>::InMemory*>(from);
}
template <typename T>
HWY_INLINE typename Four<T>::Vector LoadU(FixedTag<T, 4>, const T* from) {
  return *reinterpret_cast<const typename Four<T>::InMemory*>(from);
}
template <typename T>
HWY_INLINE void Store(typename Four<T>::Vector value, FixedTag<T, 4>, T* to) {
  *reinterpret_cast<typename Four<T>::InMemory*>(to) = value;
}
template <typename T>
HWY_INLINE void StoreU(typename Four<T>::Vector value, FixedTag<T, 4>, T* to) {
  *reinterpret_cast<typename Four<T>::InMemory*>(to) = value;
}
template <typename T, typename From>
HWY_INLINE typename Four<T>::Vector Set(FixedTag<T, 4>, From value) {
  const T lane = static_cast<T>(value);
  return typename Four<T>::Vector{lane, lane, lane, lane};
}
template <typename T>
HWY_INLINE typename Four<T>::Vector Zero(FixedTag<T, 4>) {
  return typename Four<T>::Vector{};
}

template <typename V>
HWY_INLINE V Add(V a, V b) {
  return a + b;
}
template <typename V>
HWY_INLINE V Sub(V a, V b) {
  return a - b;
}
template <typename V>
HWY_INLINE V Mul(V a, V b) {
  return a * b;
}
HWY_INLINE Floats4 Div(Floats4 a, Floats4 b) { return a / b; }
/// Helium has no vectors of square roots.
HWY_INLINE Floats4 Sqrt(Floats4 a) {
  return Floats4{__builtin_sqrtf(a[0]), __builtin_sqrtf(a[1]), __builtin_sqrtf(a[2]), __builtin_sqrtf(a[3])};
}
template <typename V>
HWY_INLINE V Neg(V a) {
  return -a;
}
/// a * b + c; the compilers fuse it where the processor can.
HWY_INLINE Floats4 MulAdd(Floats4 a, Floats4 b, Floats4 c) {
#if CONSTNET_HELIUM_INTRINSICS
  return vfmaq_f32(c, a, b);
#else
#if defined(__clang__)
#pragma clang fp contract(fast)
#endif
  return a * b + c;
#endif
}
HWY_INLINE Floats4 NegMulAdd(Floats4 a, Floats4 b, Floats4 c) { return MulAdd(-a, b, c); }

HWY_INLINE Floats4 Max(Floats4 a, Floats4 b) {
#if CONSTNET_HELIUM_INTRINSICS
  return vmaxnmq_f32(a, b);
#elif defined(__clang__)
  return __builtin_elementwise_max(a, b);
#else
  return a > b ? a : b;
#endif
}

HWY_INLINE Floats4 Min(Floats4 a, Floats4 b) {
#if CONSTNET_HELIUM_INTRINSICS
  return vminnmq_f32(a, b);
#elif defined(__clang__)
  return __builtin_elementwise_min(a, b);
#else
  return a < b ? a : b;
#endif
}

/// To the nearest whole number, ties to even, for |a| below 2^22; no call to a library.
HWY_INLINE Floats4 Round(Floats4 a) {
  constexpr float kWhole = 12582912.0f;  // 1.5 * 2^23: floats of this size have no fraction
  return (a + kWhole) - kWhole;
}
template <typename To, typename V>
HWY_INLINE typename Four<To>::Vector ConvertTo(FixedTag<To, 4>, V value) {
  return __builtin_convertvector(value, typename Four<To>::Vector);
}
template <typename To, typename V>
HWY_INLINE typename Four<To>::Vector PromoteTo(FixedTag<To, 4>, V value) {
  return __builtin_convertvector(value, typename Four<To>::Vector);
}
template <typename To, typename V>
HWY_INLINE typename Four<To>::Vector TruncateTo(FixedTag<To, 4>, V value) {
  return __builtin_convertvector(value, typename Four<To>::Vector);
}
template <typename To, typename V>
HWY_INLINE typename Four<To>::Vector BitCast(FixedTag<To, 4>, V value) {
  return (typename Four<To>::Vector)value;
}
template <int kBits>
HWY_INLINE Ints4 ShiftLeft(Ints4 value) {
  return value << kBits;
}

template <int kBits>
HWY_INLINE Words4 ShiftRight(Words4 value) {
  return value >> kBits;
}
/// first, first + 1, ... in the lanes.
HWY_INLINE Words4 Iota(FixedTag<std::uint32_t, 4>, std::uint32_t first) {
  return Words4{first, first + 1, first + 2, first + 3};
}

template <typename V>
HWY_INLINE V Xor(V a, V b) {
  return a ^ b;
}
template <typename V>
HWY_INLINE V And(V a, V b) {
  return a & b;
}
template <typename V>
HWY_INLINE V Or(V a, V b) {
  return a | b;
}
template <typename V>
HWY_INLINE Ints4 Gt(V a, V b) {
  return (Ints4)(a > b);
}
template <typename V>
HWY_INLINE Ints4 Eq(V a, V b) {
  return (Ints4)(a == b);
}
template <typename Tag>
HWY_INLINE Ints4 RebindMask(Tag, Ints4 mask) {
  return mask;
}
template <typename T>
HWY_INLINE Ints4 FirstN(FixedTag<T, 4>, std::size_t count) {
  // One by one: g++ 12 compares vectors of constants wrongly on a Cortex-M55.
  return Ints4{count > 0 ? -1 : 0, count > 1 ? -1 : 0, count > 2 ? -1 : 0, count > 3 ? -1 : 0};
}
template <typename V>
HWY_INLINE V IfThenElse(Ints4 mask, V yes, V no) {
  return (V)((mask & (Ints4)yes) | (~mask & (Ints4)no));
}
template <typename V>
HWY_INLINE V IfThenElseZero(Ints4 mask, V yes) {
  return (V)(mask & (Ints4)yes);
}
template <typename T>
HWY_INLINE std::size_t StoreMaskBits(FixedTag<T, 4>, Ints4 mask, std::uint8_t* to) {
  const Ints4 bits = mask & Ints4{1, 2, 4, 8};
  *to = static_cast<std::uint8_t>(bits[0] | bits[1] | bits[2] | bits[3]);
  return 1;
}

/// a0 b0 a1 b1 and a2 b2 a3 b3.
HWY_INLINE Floats4 InterleaveLower(FixedTag<float, 4>, Floats4 a, Floats4 b) { return Floats4{a[0], b[0], a[1], b[1]}; }
HWY_INLINE Floats4 InterleaveUpper(FixedTag<float, 4>, Floats4 a, Floats4 b) { return Floats4{a[2], b[2], a[3], b[3]}; }

HWY_INLINE Floats4 MaxOfLanes(FixedTag<float, 4>, Floats4 a) {
  const float low = a[0] > a[1] ? a[0] : a[1];
  const float high = a[2] > a[3] ? a[2] : a[3];
  const float greatest = low > high ? low : high;
  return Floats4{greatest, greatest, greatest, greatest};
}
HWY_INLINE Floats4 SumOfLanes(FixedTag<float, 4>, Floats4 a) {
  const float sum = (a[0] + a[1]) + (a[2] + a[3]);
  return Floats4{sum, sum, sum, sum};
}
HWY_INLINE float GetLane(Floats4 a) { return a[0]; }

}  // namespace N_FOUR_LANES
}  // namespace hwy
