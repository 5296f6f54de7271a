// Stands in for Highway on small processors: the few of its operations that generated code uses, for one or four lanes.
//
// CONSTNET_FIRMWARE_SIMD is the number of lanes: 1 for plain floats, 4 for vectors of 128 bits. With it defined,
// generated code includes this header in place of Highway. There is one instruction set, known when compiling: nothing
// is dispatched, and no symbol stays undefined.
#pragma once

#if !defined(CONSTNET_FIRMWARE_SIMD)
#define CONSTNET_FIRMWARE_SIMD 1
#endif

#if CONSTNET_FIRMWARE_SIMD == 1
#include <constnet/firmware/simd_one_lane.hpp>
#define HWY_NAMESPACE N_ONE_LANE
#elif CONSTNET_FIRMWARE_SIMD == 4
#include <constnet/firmware/simd_four_lanes.hpp>
#define HWY_NAMESPACE N_FOUR_LANES
#else
#error "CONSTNET_FIRMWARE_SIMD is the number of lanes: 1 for plain floats, 4 for vectors of 128 bits."
#endif

// Highway's words, so that one text compiles with either.
#define HWY_SCALAR 1
#define HWY_TARGET CONSTNET_FIRMWARE_SIMD
#define HWY_MAX_BYTES (4 * CONSTNET_FIRMWARE_SIMD)
#define HWY_ONCE 1
#define HWY_BEFORE_NAMESPACE() static_assert(true)
#define HWY_AFTER_NAMESPACE() static_assert(true)
#define HWY_EXPORT(function) static_assert(true)
#define HWY_DYNAMIC_DISPATCH(function) HWY_NAMESPACE::function
