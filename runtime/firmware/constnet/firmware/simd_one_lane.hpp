// The operations of simd.hpp on plain values: a vector is a float or an integer, a mask is a bool.
#pragma once

#include <constnet/firmware/simd_tags.hpp>

// A Cortex-M4 takes three cycles for VFMA and one each for VMUL and VADD; a Cortex-M7 has a pipeline for VFMA. Both are
// ARMv7E-M; only the latter has doubles. Define CONSTNET_MULTIPLY_ADD_APART as 0 or 1 to choose otherwise.
#if !defined(CONSTNET_MULTIPLY_ADD_APART)
#if defined(__ARM_ARCH_7EM__) && defined(__ARM_FP) && (__ARM_FP & 8) == 0
#define CONSTNET_MULTIPLY_ADD_APART 1
#else
#define CONSTNET_MULTIPLY_ADD_APART 0
#endif
#endif

namespace hwy {
namespace N_ONE_LANE {

using hwy::FixedTag;
using hwy::Rebind;

template <typename T, std::size_t N>
constexpr std::size_t MaxLanes(FixedTag<T, N>) {
  return 1;
}

template <typename Tag>
using Vec = typename Tag::Value;
template <typename Tag>
using Mask = bool;

template <typename T>
HWY_INLINE T Load(FixedTag<T, 1>, const T* from) {
  return *from;
}
template <typename T>
HWY_INLINE T LoadU(FixedTag<T, 1>, const T* from) {
  return *from;
}
template <typename T>
HWY_INLINE void Store(T value, FixedTag<T, 1>, T* to) {
  *to = value;
}
template <typename T>
HWY_INLINE void StoreU(T value, FixedTag<T, 1>, T* to) {
  *to = value;
}
template <typename T, typename From>
HWY_INLINE T Set(FixedTag<T, 1>, From value) {
  return static_cast<T>(value);
}
template <typename T>
HWY_INLINE T Zero(FixedTag<T, 1>) {
  return T{0};
}

template <typename T>
HWY_INLINE T Add(T a, T b) {
  return a + b;
}
template <typename T>
HWY_INLINE T Sub(T a, T b) {
  return a - b;
}
template <typename T>
HWY_INLINE T Mul(T a, T b) {
  return a * b;
}
HWY_INLINE float Div(float a, float b) { return a / b; }
/// The processor's own instruction with -fno-math-errno; a call to the library without.
HWY_INLINE float Sqrt(float a) { return __builtin_sqrtf(a); }

template <typename T>
HWY_INLINE T Neg(T a) {
  return -a;
}

/// a * b + c: fused where the processor does that well, never by a call.
HWY_INLINE float MulAdd(float a, float b, float c) {
#if CONSTNET_MULTIPLY_ADD_APART && defined(__clang__)
#pragma clang fp contract(off)
  return a * b + c;
#elif CONSTNET_MULTIPLY_ADD_APART && defined(__arm__)
  float product = a * b;
  asm("" : "+t"(product));  // keeps g++ from fusing the two, whatever -ffp-contract says
  return product + c;
#elif defined(__ARM_FEATURE_FMA) || defined(__FP_FAST_FMAF)
  return __builtin_fmaf(a, b, c);
#else
  return a * b + c;
#endif
}
HWY_INLINE float NegMulAdd(float a, float b, float c) { return MulAdd(-a, b, c); }

HWY_INLINE float Max(float a, float b) {
#if defined(__ARM_ARCH_7EM__) && defined(__ARM_FP) && (__ARM_FP & 8) != 0
  return __builtin_fmaxf(a, b);  // one instruction
#else
  return a > b ? a : b;
#endif
}

HWY_INLINE float Min(float a, float b) {
#if defined(__ARM_ARCH_7EM__) && defined(__ARM_FP) && (__ARM_FP & 8) != 0
  return __builtin_fminf(a, b);  // one instruction
#else
  return a < b ? a : b;
#endif
}

/// To the nearest whole number, ties to even, for |a| below 2^22; no call to a library.
HWY_INLINE float Round(float a) {
  constexpr float kWhole = 12582912.0f;  // 1.5 * 2^23: floats of this size have no fraction
  return (a + kWhole) - kWhole;
}
template <typename To, typename From>
HWY_INLINE To ConvertTo(FixedTag<To, 1>, From value) {
  return static_cast<To>(value);
}
template <typename To, typename From>
HWY_INLINE To BitCast(FixedTag<To, 1>, From value) {
  return __builtin_bit_cast(To, value);
}
template <typename To, typename From>
HWY_INLINE To PromoteTo(FixedTag<To, 1>, From value) {
  return static_cast<To>(value);
}
template <typename To, typename From>
HWY_INLINE To TruncateTo(FixedTag<To, 1>, From value) {
  return static_cast<To>(value);
}
template <int kBits>
HWY_INLINE std::int32_t ShiftLeft(std::int32_t value) {
  return static_cast<std::int32_t>(static_cast<std::uint32_t>(value) << kBits);
}

template <int kBits>
HWY_INLINE std::uint32_t ShiftRight(std::uint32_t value) {
  return value >> kBits;
}
/// first, first + 1, ... in the lanes.
HWY_INLINE std::uint32_t Iota(FixedTag<std::uint32_t, 1>, std::uint32_t first) { return first; }

template <typename T>
HWY_INLINE T Xor(T a, T b) {
  return static_cast<T>(a ^ b);
}
template <typename T>
HWY_INLINE T And(T a, T b) {
  return static_cast<T>(a & b);
}
template <typename T>
HWY_INLINE T Or(T a, T b) {
  return static_cast<T>(a | b);
}
template <typename T>
HWY_INLINE bool Gt(T a, T b) {
  return a > b;
}
template <typename T>
HWY_INLINE bool Eq(T a, T b) {
  return a == b;
}
template <typename Tag>
HWY_INLINE bool RebindMask(Tag, bool mask) {
  return mask;
}
template <typename T>
HWY_INLINE bool FirstN(FixedTag<T, 1>, std::size_t count) {
  return count != 0;
}
template <typename T>
HWY_INLINE T IfThenElse(bool mask, T yes, T no) {
  return mask ? yes : no;
}
template <typename T>
HWY_INLINE T IfThenElseZero(bool mask, T yes) {
  return mask ? yes : T{0};
}
template <typename T>
HWY_INLINE std::size_t StoreMaskBits(FixedTag<T, 1>, bool mask, std::uint8_t* to) {
  *to = mask ? 1 : 0;
  return 1;
}

template <typename T>
HWY_INLINE T MaxOfLanes(FixedTag<T, 1>, T value) {
  return value;
}
template <typename T>
HWY_INLINE T SumOfLanes(FixedTag<T, 1>, T value) {
  return value;
}
template <typename T>
HWY_INLINE T GetLane(T value) {
  return value;
}

}  // namespace N_ONE_LANE
}  // namespace hwy
