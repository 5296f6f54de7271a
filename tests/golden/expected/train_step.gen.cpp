// Generated from tests/golden/models.hpp. Do not edit: change the model and build again.
//
// Model: "train_step"
// _________________________________________________________________
// Layer (type)                 Output Shape              Param #
// =================================================================
// conv2d_1 (Conv2D)            (None, 6, 5, 1)           2
// _________________________________________________________________
// conv2d_2 (Conv2D)            (None, 5, 4, 2)           10
// _________________________________________________________________
// max_pooling2d_1 (MaxPooling2 (None, 2, 2, 2)           0
// _________________________________________________________________
// conv2d_3 (Conv2D)            (None, 1, 1, 2)           18
// _________________________________________________________________
// flatten_1 (Flatten)          (None, 2)                 0
// _________________________________________________________________
// dense_1 (Dense)              (None, 2)                 6
// =================================================================
// Total params: 36
// Trainable params: 34
// Non-trainable params: 2
// _________________________________________________________________
//
// Multiply-adds per image: 173. Bytes: prepared weights 2,048, inference arena 160,
// batch arena 264 (1 images).
// Code of the steps, about, in bytes: scalar 5,374.
//
// On a microcontroller, in bytes; code is an estimate, the stack an allowance.
// train_step: flash 512 (weights that stay) + 1,536 (weights to start from) + 5,374 (code),
// memory 1,536 (weights) + 640 (arena) + 512 (stack) = 2,688.

#include "train_step.gen.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

#if defined(CONSTNET_FIRMWARE_SIMD)
#include <constnet/firmware/simd.hpp>
#else
// One body per vector width; of the instruction sets of one width, the one that most processors have.
#define HWY_DISABLED_TARGETS \
  (HWY_AVX3_DL | HWY_SSSE3 | HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV | HWY_AVX3 | HWY_AVX2 | HWY_SSE4 | HWY_NEON | HWY_WASM)
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "train_step.gen.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>
#endif

HWY_BEFORE_NAMESPACE();
namespace train_step {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

const char* target_name() { return hwy::TargetName(HWY_TARGET); }

#if HWY_TARGET == HWY_SCALAR

// one lane: 1 float per vector.
// conv2d_1: Conv2D 1 1x1 linear: input (6, 5, 1) -> output (6, 5, 1). About 791 bytes of code.
// conv2d_2: Conv2D 2 2x2 relu, MaxPooling2D 2x2: input (6, 5, 1) -> output (2, 2, 2). About 2,372 bytes of code.
// conv2d_3: Conv2D 2 2x2 relu: input (2, 2, 2) -> output (1, 1, 2). About 1,216 bytes of code.
// dense_1: Dense 2 softmax: input (2) -> output (2). About 472 bytes of code.

using F32 = hn::FixedTag<float, 1>;
static_assert(hn::MaxLanes(F32()) == 1, "This body is written for 1 float per vector.");
using S32 = hn::Rebind<std::int32_t, F32>;
using U32 = hn::Rebind<std::uint32_t, F32>;
using U8 = hn::Rebind<std::uint8_t, F32>;
using Floats = hn::Vec<F32>;
using Ints = hn::Vec<S32>;
using Words = hn::Vec<U32>;
[[maybe_unused]] constexpr F32 f32;
[[maybe_unused]] constexpr S32 s32;
[[maybe_unused]] constexpr U32 u32;
[[maybe_unused]] constexpr U8 u8;

// Copies `width` values that lie `step` apart; past the first `available` there are zeros.
inline void copy(const float* HWY_RESTRICT from, int step, int available, float* HWY_RESTRICT to, int width) {
  const int n = available < width ? available : width;
  for (int i = 0; i < n; ++i) {
    to[i] = from[i * step];
  }
  for (int i = n; i < width; ++i) {
    to[i] = 0.0f;
  }
}

inline void clear(float* HWY_RESTRICT values, int count) {
  std::memset(values, 0, static_cast<std::size_t>(count) * sizeof(float));
}

// The values from `from` on, with zeros behind the first `available`.
inline Floats load_some(const float* HWY_RESTRICT from, int available) {
  if (available >= static_cast<int>(hn::MaxLanes(F32()))) {
    return hn::LoadU(f32, from);
  }
  alignas(64) float values[hn::MaxLanes(F32())];
  copy(from, 1, available, values, static_cast<int>(hn::MaxLanes(F32())));
  return hn::Load(f32, values);
}

// to[column][row] = from[row][column]; the steps are those between rows of each.
HWY_NOINLINE void transpose(const float* HWY_RESTRICT from, std::size_t from_step, float* HWY_RESTRICT to,
                            std::size_t to_step, std::size_t rows, std::size_t columns) {
  std::size_t row = 0;
  for (; row < rows; ++row) {
    for (std::size_t column = 0; column < columns; ++column) {
      to[column * to_step + row] = from[row * from_step + column];
    }
  }
}

// to[column][row] += from[row][column]; the steps are those between rows of each.
HWY_NOINLINE void transpose_add(const float* HWY_RESTRICT from, std::size_t from_step, float* HWY_RESTRICT to,
                                std::size_t to_step, std::size_t rows, std::size_t columns) {
  std::size_t row = 0;
  for (; row < rows; ++row) {
    for (std::size_t column = 0; column < columns; ++column) {
      to[column * to_step + row] += from[row * from_step + column];
    }
  }
}

// Adds `count` values to places that lie `step` apart.
inline void add(const float* HWY_RESTRICT from, int count, float* HWY_RESTRICT to, int step) {
  for (int i = 0; i < count; ++i) {
    to[i * step] += from[i];
  }
}

// Keeps the greatest value of a pooling window and its index: the first of equal ones.
HWY_INLINE void compete(Floats value, int index, Floats& best, Ints& winner) {
  winner = hn::IfThenElse(hn::RebindMask(s32, hn::Gt(value, best)), hn::Set(s32, index), winner);
  best = hn::Max(best, value);
}

HWY_INLINE void store_winners(Ints winner, std::uint8_t* HWY_RESTRICT to) {
  hn::Store(hn::TruncateTo(u8, hn::BitCast(u32, winner)), u8, to);
}

HWY_INLINE Ints load_winners(const std::uint8_t* HWY_RESTRICT from) { return hn::PromoteTo(s32, hn::Load(u8, from)); }

HWY_INLINE Ints only_if(hn::Mask<S32> condition, int value) {
  return hn::IfThenElseZero(condition, hn::Set(s32, value));
}

HWY_INLINE int lowest_bit(std::uint32_t bits) { return static_cast<int>(hwy::Num0BitsBelowLS1Bit_Nonzero32(bits)); }

// Sets the bits of filters from `filter` on, which `mask` says.
HWY_INLINE void add_bits(hn::Mask<F32> mask, int filter, std::uint32_t* HWY_RESTRICT words) {
  std::uint8_t bytes[8] = {};
  hn::StoreMaskBits(f32, mask, bytes);
  words[filter / 32] |= (bytes[0] + 256u * bytes[1]) << (filter % 32);
}

// values[i] *= step; returns their sum.
inline float scale(float step, float* HWY_RESTRICT values, int count) {
  float total = 0.0f;
  for (int i = 0; i < count; ++i) {
    values[i] *= step;
    total += values[i];
  }
  return total;
}

// Where things lie: in Parameters, in FrozenWeights or TrainedWeights, in the arenas.
namespace parameters_at {
constexpr int conv2d_1_kernel = 0;
constexpr int conv2d_1_bias = 1;
constexpr int conv2d_2_kernel = 2;
constexpr int conv2d_2_bias = 10;
constexpr int conv2d_3_kernel = 12;
constexpr int conv2d_3_bias = 28;
constexpr int dense_1_kernel = 30;
constexpr int dense_1_bias = 34;
}  // namespace parameters_at

namespace weights_at {
constexpr int conv2d_1_kernel = 0;
constexpr int conv2d_1_bias = 64;
constexpr int conv2d_2_kernel = 0;
constexpr int conv2d_2_bias = 64;
constexpr int conv2d_3_kernel = 128;
constexpr int conv2d_3_bias = 192;
constexpr int dense_1_kernel = 256;
constexpr int dense_1_bias = 320;
}  // namespace weights_at

namespace inference_at {
constexpr int conv2d_1_output = 0;
constexpr int conv2d_3_output = 0;
constexpr int dense_1_output = 16;
constexpr int conv2d_2_output = 32;
}  // namespace inference_at

namespace batch_at {
constexpr int conv2d_1_output = 0;
constexpr int conv2d_2_output = 32;
constexpr int conv2d_3_output = 48;
constexpr int dense_1_output = 64;
}  // namespace batch_at

namespace floats_at {
constexpr int input = 0;
constexpr int conv2d_2_output = 0;
constexpr int d_conv2d_2_output = 16;
constexpr int dense_1_output = 16;
constexpr int conv2d_1_output = 32;
constexpr int conv2d_3_filter = 64;
constexpr int conv2d_2_filter = 64;
constexpr int d_dense_1_output = 64;
constexpr int conv2d_2_d_filter = 80;
constexpr int conv2d_3_output = 80;
constexpr int d_conv2d_3_output = 96;
constexpr int conv2d_3_d_filter = 112;
}  // namespace floats_at

namespace words_at {
constexpr int conv2d_2_sources = 0;
constexpr int conv2d_3_sources = 0;
}  // namespace words_at

namespace bytes_at {
constexpr int conv2d_2_winners = 0;
}  // namespace bytes_at

// 3 x 5 pixels of 1 outputs each.
HWY_NOINLINE void conv2d_1_tile_3x5(const float* HWY_RESTRICT input, const float* HWY_RESTRICT weights,
                                    const float* HWY_RESTRICT bias, float* HWY_RESTRICT output) {
  Floats pixel0_0 = hn::Load(f32, bias);
  Floats pixel0_1 = hn::Load(f32, bias);
  Floats pixel0_2 = hn::Load(f32, bias);
  Floats pixel0_3 = hn::Load(f32, bias);
  Floats pixel0_4 = hn::Load(f32, bias);
  Floats pixel1_0 = hn::Load(f32, bias);
  Floats pixel1_1 = hn::Load(f32, bias);
  Floats pixel1_2 = hn::Load(f32, bias);
  Floats pixel1_3 = hn::Load(f32, bias);
  Floats pixel1_4 = hn::Load(f32, bias);
  Floats pixel2_0 = hn::Load(f32, bias);
  Floats pixel2_1 = hn::Load(f32, bias);
  Floats pixel2_2 = hn::Load(f32, bias);
  Floats pixel2_3 = hn::Load(f32, bias);
  Floats pixel2_4 = hn::Load(f32, bias);
  const float* HWY_RESTRICT x = input;
  const Floats k0 = hn::Load(f32, weights);
  const Floats x0_0 = hn::Set(f32, x[0]);
  pixel0_0 = hn::MulAdd(x0_0, k0, pixel0_0);
  const Floats x1_0 = hn::Set(f32, x[5]);
  pixel1_0 = hn::MulAdd(x1_0, k0, pixel1_0);
  const Floats x2_0 = hn::Set(f32, x[10]);
  pixel2_0 = hn::MulAdd(x2_0, k0, pixel2_0);
  const Floats x0_1 = hn::Set(f32, x[1]);
  pixel0_1 = hn::MulAdd(x0_1, k0, pixel0_1);
  const Floats x1_1 = hn::Set(f32, x[6]);
  pixel1_1 = hn::MulAdd(x1_1, k0, pixel1_1);
  const Floats x2_1 = hn::Set(f32, x[11]);
  pixel2_1 = hn::MulAdd(x2_1, k0, pixel2_1);
  const Floats x0_2 = hn::Set(f32, x[2]);
  pixel0_2 = hn::MulAdd(x0_2, k0, pixel0_2);
  const Floats x1_2 = hn::Set(f32, x[7]);
  pixel1_2 = hn::MulAdd(x1_2, k0, pixel1_2);
  const Floats x2_2 = hn::Set(f32, x[12]);
  pixel2_2 = hn::MulAdd(x2_2, k0, pixel2_2);
  const Floats x0_3 = hn::Set(f32, x[3]);
  pixel0_3 = hn::MulAdd(x0_3, k0, pixel0_3);
  const Floats x1_3 = hn::Set(f32, x[8]);
  pixel1_3 = hn::MulAdd(x1_3, k0, pixel1_3);
  const Floats x2_3 = hn::Set(f32, x[13]);
  pixel2_3 = hn::MulAdd(x2_3, k0, pixel2_3);
  const Floats x0_4 = hn::Set(f32, x[4]);
  pixel0_4 = hn::MulAdd(x0_4, k0, pixel0_4);
  const Floats x1_4 = hn::Set(f32, x[9]);
  pixel1_4 = hn::MulAdd(x1_4, k0, pixel1_4);
  const Floats x2_4 = hn::Set(f32, x[14]);
  pixel2_4 = hn::MulAdd(x2_4, k0, pixel2_4);
  hn::Store(pixel0_0, f32, output);
  hn::Store(pixel0_1, f32, output + 1);
  hn::Store(pixel0_2, f32, output + 2);
  hn::Store(pixel0_3, f32, output + 3);
  hn::Store(pixel0_4, f32, output + 4);
  hn::Store(pixel1_0, f32, output + 5);
  hn::Store(pixel1_1, f32, output + 6);
  hn::Store(pixel1_2, f32, output + 7);
  hn::Store(pixel1_3, f32, output + 8);
  hn::Store(pixel1_4, f32, output + 9);
  hn::Store(pixel2_0, f32, output + 10);
  hn::Store(pixel2_1, f32, output + 11);
  hn::Store(pixel2_2, f32, output + 12);
  hn::Store(pixel2_3, f32, output + 13);
  hn::Store(pixel2_4, f32, output + 14);
}

// 2 x 5 pixels of 1 outputs each.
HWY_NOINLINE void conv2d_1_tile_2x5(const float* HWY_RESTRICT input, const float* HWY_RESTRICT weights,
                                    const float* HWY_RESTRICT bias, float* HWY_RESTRICT output) {
  Floats pixel0_0 = hn::Load(f32, bias);
  Floats pixel0_1 = hn::Load(f32, bias);
  Floats pixel0_2 = hn::Load(f32, bias);
  Floats pixel0_3 = hn::Load(f32, bias);
  Floats pixel0_4 = hn::Load(f32, bias);
  Floats pixel1_0 = hn::Load(f32, bias);
  Floats pixel1_1 = hn::Load(f32, bias);
  Floats pixel1_2 = hn::Load(f32, bias);
  Floats pixel1_3 = hn::Load(f32, bias);
  Floats pixel1_4 = hn::Load(f32, bias);
  const float* HWY_RESTRICT x = input;
  const Floats k0 = hn::Load(f32, weights);
  const Floats x0_0 = hn::Set(f32, x[0]);
  pixel0_0 = hn::MulAdd(x0_0, k0, pixel0_0);
  const Floats x1_0 = hn::Set(f32, x[5]);
  pixel1_0 = hn::MulAdd(x1_0, k0, pixel1_0);
  const Floats x0_1 = hn::Set(f32, x[1]);
  pixel0_1 = hn::MulAdd(x0_1, k0, pixel0_1);
  const Floats x1_1 = hn::Set(f32, x[6]);
  pixel1_1 = hn::MulAdd(x1_1, k0, pixel1_1);
  const Floats x0_2 = hn::Set(f32, x[2]);
  pixel0_2 = hn::MulAdd(x0_2, k0, pixel0_2);
  const Floats x1_2 = hn::Set(f32, x[7]);
  pixel1_2 = hn::MulAdd(x1_2, k0, pixel1_2);
  const Floats x0_3 = hn::Set(f32, x[3]);
  pixel0_3 = hn::MulAdd(x0_3, k0, pixel0_3);
  const Floats x1_3 = hn::Set(f32, x[8]);
  pixel1_3 = hn::MulAdd(x1_3, k0, pixel1_3);
  const Floats x0_4 = hn::Set(f32, x[4]);
  pixel0_4 = hn::MulAdd(x0_4, k0, pixel0_4);
  const Floats x1_4 = hn::Set(f32, x[9]);
  pixel1_4 = hn::MulAdd(x1_4, k0, pixel1_4);
  hn::Store(pixel0_0, f32, output);
  hn::Store(pixel0_1, f32, output + 1);
  hn::Store(pixel0_2, f32, output + 2);
  hn::Store(pixel0_3, f32, output + 3);
  hn::Store(pixel0_4, f32, output + 4);
  hn::Store(pixel1_0, f32, output + 5);
  hn::Store(pixel1_1, f32, output + 6);
  hn::Store(pixel1_2, f32, output + 7);
  hn::Store(pixel1_3, f32, output + 8);
  hn::Store(pixel1_4, f32, output + 9);
}

// Conv2D 1 1x1 linear: input (6, 5, 1) -> output (6, 5, 1). 25 multiply-adds.
void conv2d_1_forward(const float* HWY_RESTRICT weights, const float* HWY_RESTRICT input, float* HWY_RESTRICT output) {
  const float* HWY_RESTRICT kernel = weights + weights_at::conv2d_1_kernel;
  const float* HWY_RESTRICT bias = weights + weights_at::conv2d_1_bias;
  conv2d_1_tile_3x5(input, kernel, bias, output);
  conv2d_1_tile_2x5(input + 15, kernel, bias, output + 15);
}

// 1 x 2 pooling windows of 2 outputs each.
HWY_NOINLINE void conv2d_2_tile_1x2x2(const float* HWY_RESTRICT input, const float* HWY_RESTRICT weights,
                                      const float* HWY_RESTRICT bias, float* HWY_RESTRICT output) {
  Floats pixel0_0_v0 = hn::Zero(f32);
  Floats pixel0_0_v1 = hn::Zero(f32);
  Floats pixel0_1_v0 = hn::Zero(f32);
  Floats pixel0_1_v1 = hn::Zero(f32);
  Floats pixel1_0_v0 = hn::Zero(f32);
  Floats pixel1_0_v1 = hn::Zero(f32);
  Floats pixel1_1_v0 = hn::Zero(f32);
  Floats pixel1_1_v1 = hn::Zero(f32);
  Floats pixel0_2_v0 = hn::Zero(f32);
  Floats pixel0_2_v1 = hn::Zero(f32);
  Floats pixel0_3_v0 = hn::Zero(f32);
  Floats pixel0_3_v1 = hn::Zero(f32);
  Floats pixel1_2_v0 = hn::Zero(f32);
  Floats pixel1_2_v1 = hn::Zero(f32);
  Floats pixel1_3_v0 = hn::Zero(f32);
  Floats pixel1_3_v1 = hn::Zero(f32);
  for (int row = 0; row < 2; ++row) {
    const float* HWY_RESTRICT x = input + row * 5;
    const Floats k0_v0 = hn::Load(f32, weights);
    const Floats k0_v1 = hn::Load(f32, weights + 1);
    const Floats k1_v0 = hn::Load(f32, weights + 2);
    const Floats k1_v1 = hn::Load(f32, weights + 3);
    const Floats x0_0 = hn::Set(f32, x[0]);
    pixel0_0_v0 = hn::MulAdd(x0_0, k0_v0, pixel0_0_v0);
    pixel0_0_v1 = hn::MulAdd(x0_0, k0_v1, pixel0_0_v1);
    const Floats x1_0 = hn::Set(f32, x[5]);
    pixel1_0_v0 = hn::MulAdd(x1_0, k0_v0, pixel1_0_v0);
    pixel1_0_v1 = hn::MulAdd(x1_0, k0_v1, pixel1_0_v1);
    const Floats x0_1 = hn::Set(f32, x[1]);
    pixel0_0_v0 = hn::MulAdd(x0_1, k1_v0, pixel0_0_v0);
    pixel0_0_v1 = hn::MulAdd(x0_1, k1_v1, pixel0_0_v1);
    pixel0_1_v0 = hn::MulAdd(x0_1, k0_v0, pixel0_1_v0);
    pixel0_1_v1 = hn::MulAdd(x0_1, k0_v1, pixel0_1_v1);
    const Floats x1_1 = hn::Set(f32, x[6]);
    pixel1_0_v0 = hn::MulAdd(x1_1, k1_v0, pixel1_0_v0);
    pixel1_0_v1 = hn::MulAdd(x1_1, k1_v1, pixel1_0_v1);
    pixel1_1_v0 = hn::MulAdd(x1_1, k0_v0, pixel1_1_v0);
    pixel1_1_v1 = hn::MulAdd(x1_1, k0_v1, pixel1_1_v1);
    const Floats x0_2 = hn::Set(f32, x[2]);
    pixel0_1_v0 = hn::MulAdd(x0_2, k1_v0, pixel0_1_v0);
    pixel0_1_v1 = hn::MulAdd(x0_2, k1_v1, pixel0_1_v1);
    pixel0_2_v0 = hn::MulAdd(x0_2, k0_v0, pixel0_2_v0);
    pixel0_2_v1 = hn::MulAdd(x0_2, k0_v1, pixel0_2_v1);
    const Floats x1_2 = hn::Set(f32, x[7]);
    pixel1_1_v0 = hn::MulAdd(x1_2, k1_v0, pixel1_1_v0);
    pixel1_1_v1 = hn::MulAdd(x1_2, k1_v1, pixel1_1_v1);
    pixel1_2_v0 = hn::MulAdd(x1_2, k0_v0, pixel1_2_v0);
    pixel1_2_v1 = hn::MulAdd(x1_2, k0_v1, pixel1_2_v1);
    const Floats x0_3 = hn::Set(f32, x[3]);
    pixel0_2_v0 = hn::MulAdd(x0_3, k1_v0, pixel0_2_v0);
    pixel0_2_v1 = hn::MulAdd(x0_3, k1_v1, pixel0_2_v1);
    pixel0_3_v0 = hn::MulAdd(x0_3, k0_v0, pixel0_3_v0);
    pixel0_3_v1 = hn::MulAdd(x0_3, k0_v1, pixel0_3_v1);
    const Floats x1_3 = hn::Set(f32, x[8]);
    pixel1_2_v0 = hn::MulAdd(x1_3, k1_v0, pixel1_2_v0);
    pixel1_2_v1 = hn::MulAdd(x1_3, k1_v1, pixel1_2_v1);
    pixel1_3_v0 = hn::MulAdd(x1_3, k0_v0, pixel1_3_v0);
    pixel1_3_v1 = hn::MulAdd(x1_3, k0_v1, pixel1_3_v1);
    const Floats x0_4 = hn::Set(f32, x[4]);
    pixel0_3_v0 = hn::MulAdd(x0_4, k1_v0, pixel0_3_v0);
    pixel0_3_v1 = hn::MulAdd(x0_4, k1_v1, pixel0_3_v1);
    const Floats x1_4 = hn::Set(f32, x[9]);
    pixel1_3_v0 = hn::MulAdd(x1_4, k1_v0, pixel1_3_v0);
    pixel1_3_v1 = hn::MulAdd(x1_4, k1_v1, pixel1_3_v1);
    weights += 4;
  }
  const Floats best0_0 = hn::Max(hn::Max(pixel0_0_v0, pixel0_1_v0), hn::Max(pixel1_0_v0, pixel1_1_v0));
  hn::Store(hn::Max(hn::Zero(f32), hn::Add(best0_0, hn::Load(f32, bias))), f32, output);
  const Floats best0_0_v1 = hn::Max(hn::Max(pixel0_0_v1, pixel0_1_v1), hn::Max(pixel1_0_v1, pixel1_1_v1));
  hn::Store(hn::Max(hn::Zero(f32), hn::Add(best0_0_v1, hn::Load(f32, bias + 1))), f32, output + 1);
  const Floats best0_1 = hn::Max(hn::Max(pixel0_2_v0, pixel0_3_v0), hn::Max(pixel1_2_v0, pixel1_3_v0));
  hn::Store(hn::Max(hn::Zero(f32), hn::Add(best0_1, hn::Load(f32, bias))), f32, output + 2);
  const Floats best0_1_v1 = hn::Max(hn::Max(pixel0_2_v1, pixel0_3_v1), hn::Max(pixel1_2_v1, pixel1_3_v1));
  hn::Store(hn::Max(hn::Zero(f32), hn::Add(best0_1_v1, hn::Load(f32, bias + 1))), f32, output + 3);
}

// Conv2D 2 2x2 relu, MaxPooling2D 2x2: input (6, 5, 1) -> output (2, 2, 2). 128 multiply-adds.
void conv2d_2_forward(const float* HWY_RESTRICT weights, const float* HWY_RESTRICT input, float* HWY_RESTRICT output) {
  const float* HWY_RESTRICT kernel = weights + weights_at::conv2d_2_kernel;
  const float* HWY_RESTRICT bias = weights + weights_at::conv2d_2_bias;
  for (int y = 0; y < 2; ++y) {
    conv2d_2_tile_1x2x2(input + y * 10, kernel, bias, output + y * 4);
  }
}

// 1 x 1 pixels of 2 outputs each.
HWY_NOINLINE void conv2d_3_tile_1x1x2(const float* HWY_RESTRICT input, const float* HWY_RESTRICT weights,
                                      const float* HWY_RESTRICT bias, float* HWY_RESTRICT output) {
  Floats pixel0_0_v0 = hn::Load(f32, bias);
  Floats pixel0_0_v1 = hn::Load(f32, bias + 1);
  const float* HWY_RESTRICT x = input;
  for (int channel = 0; channel < 2; ++channel, ++x, weights += 8) {
    const Floats k00_v0 = hn::Load(f32, weights);
    const Floats k00_v1 = hn::Load(f32, weights + 1);
    const Floats k01_v0 = hn::Load(f32, weights + 2);
    const Floats k01_v1 = hn::Load(f32, weights + 3);
    const Floats k10_v0 = hn::Load(f32, weights + 4);
    const Floats k10_v1 = hn::Load(f32, weights + 5);
    const Floats k11_v0 = hn::Load(f32, weights + 6);
    const Floats k11_v1 = hn::Load(f32, weights + 7);
    const Floats x0_0 = hn::Set(f32, x[0]);
    pixel0_0_v0 = hn::MulAdd(x0_0, k00_v0, pixel0_0_v0);
    pixel0_0_v1 = hn::MulAdd(x0_0, k00_v1, pixel0_0_v1);
    const Floats x1_0 = hn::Set(f32, x[4]);
    pixel0_0_v0 = hn::MulAdd(x1_0, k10_v0, pixel0_0_v0);
    pixel0_0_v1 = hn::MulAdd(x1_0, k10_v1, pixel0_0_v1);
    const Floats x0_1 = hn::Set(f32, x[2]);
    pixel0_0_v0 = hn::MulAdd(x0_1, k01_v0, pixel0_0_v0);
    pixel0_0_v1 = hn::MulAdd(x0_1, k01_v1, pixel0_0_v1);
    const Floats x1_1 = hn::Set(f32, x[6]);
    pixel0_0_v0 = hn::MulAdd(x1_1, k11_v0, pixel0_0_v0);
    pixel0_0_v1 = hn::MulAdd(x1_1, k11_v1, pixel0_0_v1);
  }
  hn::Store(hn::Max(hn::Zero(f32), pixel0_0_v0), f32, output);
  hn::Store(hn::Max(hn::Zero(f32), pixel0_0_v1), f32, output + 1);
}

// Conv2D 2 2x2 relu: input (2, 2, 2) -> output (1, 1, 2). 16 multiply-adds.
void conv2d_3_forward(const float* HWY_RESTRICT weights, const float* HWY_RESTRICT input, float* HWY_RESTRICT output) {
  const float* HWY_RESTRICT kernel = weights + weights_at::conv2d_3_kernel;
  const float* HWY_RESTRICT bias = weights + weights_at::conv2d_3_bias;
  conv2d_3_tile_1x1x2(input, kernel, bias, output);
}

// 1 image of 2 outputs each.
HWY_NOINLINE void dense_1_tile_1x1x2(const float* HWY_RESTRICT input, const float* HWY_RESTRICT weights,
                                     const float* HWY_RESTRICT bias, float* HWY_RESTRICT output) {
  Floats image0_v0 = hn::Load(f32, bias);
  Floats image0_v1 = hn::Load(f32, bias + 1);
  const float* HWY_RESTRICT x = input;
  for (int channel = 0; channel < 2; ++channel, ++x, weights += 2) {
    const Floats k0_v0 = hn::Load(f32, weights);
    const Floats k0_v1 = hn::Load(f32, weights + 1);
    const Floats x0_0 = hn::Set(f32, x[0]);
    image0_v0 = hn::MulAdd(x0_0, k0_v0, image0_v0);
    image0_v1 = hn::MulAdd(x0_0, k0_v1, image0_v1);
  }
  hn::Store(image0_v0, f32, output);
  hn::Store(image0_v1, f32, output + 1);
}

// Dense 2 softmax: input (2) -> output (2). 4 multiply-adds.
void dense_1_forward(const float* HWY_RESTRICT weights, const float* HWY_RESTRICT input, float* HWY_RESTRICT output) {
  const float* HWY_RESTRICT kernel = weights + weights_at::dense_1_kernel;
  const float* HWY_RESTRICT bias = weights + weights_at::dense_1_bias;
  dense_1_tile_1x1x2(input, kernel, bias, output);
}

// Conv2D 1 1x1 linear: input (6, 5, 1) -> output (6, 5, 1).
void conv2d_1_forward_batch(const float* HWY_RESTRICT weights, TrainingArena& arena, int count) {
  for (int image = 0; image < count; ++image) {
    conv2d_1_forward(weights, arena.floats + floats_at::input + image * 30,
                     arena.floats + floats_at::conv2d_1_output + image * 25);
  }
}

// 1 x 2 pooling windows of 2 outputs each.
HWY_NOINLINE void conv2d_2_winners_tile_1x2x2(const float* HWY_RESTRICT input, const float* HWY_RESTRICT weights,
                                              const float* HWY_RESTRICT bias, float* HWY_RESTRICT output,
                                              std::uint8_t* HWY_RESTRICT winners) {
  Floats pixel0_0_v0 = hn::Zero(f32);
  Floats pixel0_0_v1 = hn::Zero(f32);
  Floats pixel0_1_v0 = hn::Zero(f32);
  Floats pixel0_1_v1 = hn::Zero(f32);
  Floats pixel1_0_v0 = hn::Zero(f32);
  Floats pixel1_0_v1 = hn::Zero(f32);
  Floats pixel1_1_v0 = hn::Zero(f32);
  Floats pixel1_1_v1 = hn::Zero(f32);
  Floats pixel0_2_v0 = hn::Zero(f32);
  Floats pixel0_2_v1 = hn::Zero(f32);
  Floats pixel0_3_v0 = hn::Zero(f32);
  Floats pixel0_3_v1 = hn::Zero(f32);
  Floats pixel1_2_v0 = hn::Zero(f32);
  Floats pixel1_2_v1 = hn::Zero(f32);
  Floats pixel1_3_v0 = hn::Zero(f32);
  Floats pixel1_3_v1 = hn::Zero(f32);
  for (int row = 0; row < 2; ++row) {
    const float* HWY_RESTRICT x = input + row * 5;
    const Floats k0_v0 = hn::Load(f32, weights);
    const Floats k0_v1 = hn::Load(f32, weights + 1);
    const Floats k1_v0 = hn::Load(f32, weights + 2);
    const Floats k1_v1 = hn::Load(f32, weights + 3);
    const Floats x0_0 = hn::Set(f32, x[0]);
    pixel0_0_v0 = hn::MulAdd(x0_0, k0_v0, pixel0_0_v0);
    pixel0_0_v1 = hn::MulAdd(x0_0, k0_v1, pixel0_0_v1);
    const Floats x1_0 = hn::Set(f32, x[5]);
    pixel1_0_v0 = hn::MulAdd(x1_0, k0_v0, pixel1_0_v0);
    pixel1_0_v1 = hn::MulAdd(x1_0, k0_v1, pixel1_0_v1);
    const Floats x0_1 = hn::Set(f32, x[1]);
    pixel0_0_v0 = hn::MulAdd(x0_1, k1_v0, pixel0_0_v0);
    pixel0_0_v1 = hn::MulAdd(x0_1, k1_v1, pixel0_0_v1);
    pixel0_1_v0 = hn::MulAdd(x0_1, k0_v0, pixel0_1_v0);
    pixel0_1_v1 = hn::MulAdd(x0_1, k0_v1, pixel0_1_v1);
    const Floats x1_1 = hn::Set(f32, x[6]);
    pixel1_0_v0 = hn::MulAdd(x1_1, k1_v0, pixel1_0_v0);
    pixel1_0_v1 = hn::MulAdd(x1_1, k1_v1, pixel1_0_v1);
    pixel1_1_v0 = hn::MulAdd(x1_1, k0_v0, pixel1_1_v0);
    pixel1_1_v1 = hn::MulAdd(x1_1, k0_v1, pixel1_1_v1);
    const Floats x0_2 = hn::Set(f32, x[2]);
    pixel0_1_v0 = hn::MulAdd(x0_2, k1_v0, pixel0_1_v0);
    pixel0_1_v1 = hn::MulAdd(x0_2, k1_v1, pixel0_1_v1);
    pixel0_2_v0 = hn::MulAdd(x0_2, k0_v0, pixel0_2_v0);
    pixel0_2_v1 = hn::MulAdd(x0_2, k0_v1, pixel0_2_v1);
    const Floats x1_2 = hn::Set(f32, x[7]);
    pixel1_1_v0 = hn::MulAdd(x1_2, k1_v0, pixel1_1_v0);
    pixel1_1_v1 = hn::MulAdd(x1_2, k1_v1, pixel1_1_v1);
    pixel1_2_v0 = hn::MulAdd(x1_2, k0_v0, pixel1_2_v0);
    pixel1_2_v1 = hn::MulAdd(x1_2, k0_v1, pixel1_2_v1);
    const Floats x0_3 = hn::Set(f32, x[3]);
    pixel0_2_v0 = hn::MulAdd(x0_3, k1_v0, pixel0_2_v0);
    pixel0_2_v1 = hn::MulAdd(x0_3, k1_v1, pixel0_2_v1);
    pixel0_3_v0 = hn::MulAdd(x0_3, k0_v0, pixel0_3_v0);
    pixel0_3_v1 = hn::MulAdd(x0_3, k0_v1, pixel0_3_v1);
    const Floats x1_3 = hn::Set(f32, x[8]);
    pixel1_2_v0 = hn::MulAdd(x1_3, k1_v0, pixel1_2_v0);
    pixel1_2_v1 = hn::MulAdd(x1_3, k1_v1, pixel1_2_v1);
    pixel1_3_v0 = hn::MulAdd(x1_3, k0_v0, pixel1_3_v0);
    pixel1_3_v1 = hn::MulAdd(x1_3, k0_v1, pixel1_3_v1);
    const Floats x0_4 = hn::Set(f32, x[4]);
    pixel0_3_v0 = hn::MulAdd(x0_4, k1_v0, pixel0_3_v0);
    pixel0_3_v1 = hn::MulAdd(x0_4, k1_v1, pixel0_3_v1);
    const Floats x1_4 = hn::Set(f32, x[9]);
    pixel1_3_v0 = hn::MulAdd(x1_4, k1_v0, pixel1_3_v0);
    pixel1_3_v1 = hn::MulAdd(x1_4, k1_v1, pixel1_3_v1);
    weights += 4;
  }
  Floats best0_0 = pixel0_0_v0;
  Ints winner0_0 = hn::Zero(s32);
  compete(pixel0_1_v0, 1, best0_0, winner0_0);
  compete(pixel1_0_v0, 2, best0_0, winner0_0);
  compete(pixel1_1_v0, 3, best0_0, winner0_0);
  store_winners(winner0_0, winners);
  hn::Store(hn::Max(hn::Zero(f32), hn::Add(best0_0, hn::Load(f32, bias))), f32, output);
  Floats best0_0_v1 = pixel0_0_v1;
  Ints winner0_0_v1 = hn::Zero(s32);
  compete(pixel0_1_v1, 1, best0_0_v1, winner0_0_v1);
  compete(pixel1_0_v1, 2, best0_0_v1, winner0_0_v1);
  compete(pixel1_1_v1, 3, best0_0_v1, winner0_0_v1);
  store_winners(winner0_0_v1, winners + 1);
  hn::Store(hn::Max(hn::Zero(f32), hn::Add(best0_0_v1, hn::Load(f32, bias + 1))), f32, output + 1);
  Floats best0_1 = pixel0_2_v0;
  Ints winner0_1 = hn::Zero(s32);
  compete(pixel0_3_v0, 1, best0_1, winner0_1);
  compete(pixel1_2_v0, 2, best0_1, winner0_1);
  compete(pixel1_3_v0, 3, best0_1, winner0_1);
  store_winners(winner0_1, winners + 2);
  hn::Store(hn::Max(hn::Zero(f32), hn::Add(best0_1, hn::Load(f32, bias))), f32, output + 2);
  Floats best0_1_v1 = pixel0_2_v1;
  Ints winner0_1_v1 = hn::Zero(s32);
  compete(pixel0_3_v1, 1, best0_1_v1, winner0_1_v1);
  compete(pixel1_2_v1, 2, best0_1_v1, winner0_1_v1);
  compete(pixel1_3_v1, 3, best0_1_v1, winner0_1_v1);
  store_winners(winner0_1_v1, winners + 3);
  hn::Store(hn::Max(hn::Zero(f32), hn::Add(best0_1_v1, hn::Load(f32, bias + 1))), f32, output + 3);
}

// The same, and which pixel of each pooling window is the greatest.
void conv2d_2_forward_winners(const float* HWY_RESTRICT weights, const float* HWY_RESTRICT input,
                              float* HWY_RESTRICT output, std::uint8_t* HWY_RESTRICT winners) {
  const float* HWY_RESTRICT kernel = weights + weights_at::conv2d_2_kernel;
  const float* HWY_RESTRICT bias = weights + weights_at::conv2d_2_bias;
  for (int y = 0; y < 2; ++y) {
    conv2d_2_winners_tile_1x2x2(input + y * 10, kernel, bias, output + y * 4, winners + y * 4);
  }
}

// Conv2D 2 2x2 relu, MaxPooling2D 2x2: input (6, 5, 1) -> output (2, 2, 2).
void conv2d_2_forward_batch(const float* HWY_RESTRICT weights, TrainingArena& arena, int count) {
  for (int image = 0; image < count; ++image) {
    const float* HWY_RESTRICT input = arena.floats + floats_at::conv2d_1_output + image * 25;
    float* HWY_RESTRICT output = arena.floats + floats_at::conv2d_2_output + image * 8;
    std::uint8_t* HWY_RESTRICT winners = arena.bytes + bytes_at::conv2d_2_winners + image * 8;
    conv2d_2_forward_winners(weights, input, output, winners);
  }
}

// Lists one filter's gradients that are not zero, where its output is above zero, and where the patch of the winning
// pixel starts in the input; returns how many there are.
HWY_NOINLINE int conv2d_2_list_gradients(const float* HWY_RESTRICT output, const std::uint8_t* HWY_RESTRICT winners,
                                         const float* HWY_RESTRICT d_output, std::int32_t* HWY_RESTRICT sources,
                                         float* HWY_RESTRICT gradients) {
  static constexpr std::int32_t winner_offset[4] = {0, 1, 5, 6};
  int count = 0;
  for (int y = 0; y < 2; ++y) {
    for (int x = 0; x < 2; ++x) {
      const float d = d_output[y * 4 + x * 2];
      if (d != 0.0f && output[y * 4 + x * 2] > 0.0f) {
        sources[count] = y * 10 + x * 2 + winner_offset[winners[y * 4 + x * 2]];
        gradients[count] = d;
        ++count;
      }
    }
  }
  return count;
}

// Reads one filter's kernel from between those of the `width` filters that lie together.
HWY_NOINLINE void conv2d_2_load_filter(const float* HWY_RESTRICT packed, int width, float* HWY_RESTRICT kernel) {
  for (int row = 0; row < 2; ++row) {
    kernel[row * 2] = packed[0];
    kernel[row * 2 + 1] = packed[width];
    packed += 2 * width;
  }
}

// Writes one filter's kernel back between those of the `width` filters that lie together.
HWY_NOINLINE void conv2d_2_store_filter(float* HWY_RESTRICT packed, int width, const float* HWY_RESTRICT kernel) {
  for (int row = 0; row < 2; ++row) {
    packed[0] = kernel[row * 2];
    packed[width] = kernel[row * 2 + 1];
    packed += 2 * width;
  }
}

// Adds the listed gradients, times the patches that they belong to, to 2 x 2 vectors of a filter's kernel.
HWY_NOINLINE void conv2d_2_add_d_kernel_2x2(const float* HWY_RESTRICT input, const std::int32_t* HWY_RESTRICT sources,
                                            const float* HWY_RESTRICT gradients, int count,
                                            float* HWY_RESTRICT kernel) {
  Floats sum0_0 = hn::Zero(f32);
  Floats sum0_1 = hn::Zero(f32);
  Floats sum1_0 = hn::Zero(f32);
  Floats sum1_1 = hn::Zero(f32);
  for (int i = 0; i < count; ++i) {
    const Floats d = hn::Set(f32, gradients[i]);
    const float* HWY_RESTRICT patch = input + sources[i];
    sum0_0 = hn::MulAdd(d, hn::LoadU(f32, patch), sum0_0);
    sum0_1 = hn::MulAdd(d, hn::LoadU(f32, patch + 1), sum0_1);
    sum1_0 = hn::MulAdd(d, hn::LoadU(f32, patch + 5), sum1_0);
    sum1_1 = hn::MulAdd(d, hn::LoadU(f32, patch + 6), sum1_1);
  }
  hn::Store(hn::Add(sum0_0, hn::Load(f32, kernel)), f32, kernel);
  hn::Store(hn::Add(sum0_1, hn::Load(f32, kernel + 1)), f32, kernel + 1);
  hn::Store(hn::Add(sum1_0, hn::Load(f32, kernel + 2)), f32, kernel + 2);
  hn::Store(hn::Add(sum1_1, hn::Load(f32, kernel + 3)), f32, kernel + 3);
}

// Backward of Conv2D 2 2x2 relu, MaxPooling2D 2x2: input (6, 5, 1) -> output (2, 2, 2). At most 32 multiply-adds.
void conv2d_2_backward(float* HWY_RESTRICT weights, TrainingArena& arena, float step) {
  const float* HWY_RESTRICT input = arena.floats + floats_at::conv2d_1_output;
  const float* HWY_RESTRICT output = arena.floats + floats_at::conv2d_2_output;
  const std::uint8_t* HWY_RESTRICT winners = arena.bytes + bytes_at::conv2d_2_winners;
  const float* HWY_RESTRICT d_output = arena.floats + floats_at::d_conv2d_2_output;
  std::int32_t* sources = reinterpret_cast<std::int32_t*>(arena.words + words_at::conv2d_2_sources);
  float* HWY_RESTRICT gradients = arena.floats + floats_at::conv2d_2_d_filter;
  float* HWY_RESTRICT one_kernel = arena.floats + floats_at::conv2d_2_filter;
  float* HWY_RESTRICT kernel = weights + weights_at::conv2d_2_kernel;
  float* HWY_RESTRICT bias = weights + weights_at::conv2d_2_bias;
  for (int filter = 0; filter < 2; ++filter) {
    const int count = conv2d_2_list_gradients(output + filter, winners + filter, d_output + filter, sources, gradients);
    if (count == 0) {
      continue;
    }
    constexpr int width = 2;
    float* packed = kernel + filter;
    conv2d_2_load_filter(packed, width, one_kernel);
    bias[filter] += scale(step, gradients, count);
    conv2d_2_add_d_kernel_2x2(input, sources, gradients, count, one_kernel);
    conv2d_2_store_filter(packed, width, one_kernel);
  }
}

// Conv2D 2 2x2 relu: input (2, 2, 2) -> output (1, 1, 2).
void conv2d_3_forward_batch(const float* HWY_RESTRICT weights, TrainingArena& arena, int count) {
  for (int image = 0; image < count; ++image) {
    const float* HWY_RESTRICT input = arena.floats + floats_at::conv2d_2_output + image * 8;
    float* HWY_RESTRICT output = arena.floats + floats_at::conv2d_3_output + image * 2;
    conv2d_3_forward(weights, input, output);
  }
}

// Lists one filter's gradients that are not zero, where its output is above zero, and where the patch of each starts in
// the input; returns how many there are.
HWY_NOINLINE int conv2d_3_list_gradients(const float* HWY_RESTRICT output, const float* HWY_RESTRICT d_output,
                                         std::int32_t* HWY_RESTRICT sources, float* HWY_RESTRICT gradients) {
  int count = 0;
  const float d = d_output[0];
  if (d != 0.0f && output[0] > 0.0f) {
    sources[count] = 0;
    gradients[count] = d;
    ++count;
  }
  return count;
}

// Reads one filter's kernel from between those of the `width` filters that lie together.
HWY_NOINLINE void conv2d_3_load_filter(const float* HWY_RESTRICT packed, int width, float* HWY_RESTRICT kernel) {
  for (int channel = 0; channel < 2; ++channel) {
    for (int row = 0; row < 2; ++row) {
      kernel[channel + row * 4] = packed[0];
      kernel[channel + row * 4 + 2] = packed[width];
      packed += 2 * width;
    }
  }
}

// Writes one filter's kernel back between those of the `width` filters that lie together.
HWY_NOINLINE void conv2d_3_store_filter(float* HWY_RESTRICT packed, int width, const float* HWY_RESTRICT kernel) {
  for (int channel = 0; channel < 2; ++channel) {
    for (int row = 0; row < 2; ++row) {
      packed[0] = kernel[channel + row * 4];
      packed[width] = kernel[channel + row * 4 + 2];
      packed += 2 * width;
    }
  }
}

// Adds 2 x 4 vectors of a filter's kernel, times the listed gradients, to the patches that these belong to.
HWY_NOINLINE void conv2d_3_add_d_input_2x4(const float* HWY_RESTRICT kernel, const std::int32_t* HWY_RESTRICT sources,
                                           const float* HWY_RESTRICT gradients, int count,
                                           float* HWY_RESTRICT d_input) {
  const Floats k0_0 = hn::Load(f32, kernel);
  const Floats k0_1 = hn::Load(f32, kernel + 1);
  const Floats k0_2 = hn::Load(f32, kernel + 2);
  const Floats k0_3 = hn::Load(f32, kernel + 3);
  const Floats k1_0 = hn::Load(f32, kernel + 4);
  const Floats k1_1 = hn::Load(f32, kernel + 5);
  const Floats k1_2 = hn::Load(f32, kernel + 6);
  const Floats k1_3 = hn::Load(f32, kernel + 7);
  for (int i = 0; i < count; ++i) {
    const Floats d = hn::Set(f32, gradients[i]);
    float* HWY_RESTRICT patch = d_input + sources[i];
    hn::StoreU(hn::MulAdd(d, k0_0, hn::LoadU(f32, patch)), f32, patch);
    hn::StoreU(hn::MulAdd(d, k0_1, hn::LoadU(f32, patch + 1)), f32, patch + 1);
    hn::StoreU(hn::MulAdd(d, k0_2, hn::LoadU(f32, patch + 2)), f32, patch + 2);
    hn::StoreU(hn::MulAdd(d, k0_3, hn::LoadU(f32, patch + 3)), f32, patch + 3);
    hn::StoreU(hn::MulAdd(d, k1_0, hn::LoadU(f32, patch + 4)), f32, patch + 4);
    hn::StoreU(hn::MulAdd(d, k1_1, hn::LoadU(f32, patch + 5)), f32, patch + 5);
    hn::StoreU(hn::MulAdd(d, k1_2, hn::LoadU(f32, patch + 6)), f32, patch + 6);
    hn::StoreU(hn::MulAdd(d, k1_3, hn::LoadU(f32, patch + 7)), f32, patch + 7);
  }
}

// Adds the listed gradients, times the patches that they belong to, to 2 x 4 vectors of a filter's kernel.
HWY_NOINLINE void conv2d_3_add_d_kernel_2x4(const float* HWY_RESTRICT input, const std::int32_t* HWY_RESTRICT sources,
                                            const float* HWY_RESTRICT gradients, int count,
                                            float* HWY_RESTRICT kernel) {
  Floats sum0_0 = hn::Zero(f32);
  Floats sum0_1 = hn::Zero(f32);
  Floats sum0_2 = hn::Zero(f32);
  Floats sum0_3 = hn::Zero(f32);
  Floats sum1_0 = hn::Zero(f32);
  Floats sum1_1 = hn::Zero(f32);
  Floats sum1_2 = hn::Zero(f32);
  Floats sum1_3 = hn::Zero(f32);
  for (int i = 0; i < count; ++i) {
    const Floats d = hn::Set(f32, gradients[i]);
    const float* HWY_RESTRICT patch = input + sources[i];
    sum0_0 = hn::MulAdd(d, hn::LoadU(f32, patch), sum0_0);
    sum0_1 = hn::MulAdd(d, hn::LoadU(f32, patch + 1), sum0_1);
    sum0_2 = hn::MulAdd(d, hn::LoadU(f32, patch + 2), sum0_2);
    sum0_3 = hn::MulAdd(d, hn::LoadU(f32, patch + 3), sum0_3);
    sum1_0 = hn::MulAdd(d, hn::LoadU(f32, patch + 4), sum1_0);
    sum1_1 = hn::MulAdd(d, hn::LoadU(f32, patch + 5), sum1_1);
    sum1_2 = hn::MulAdd(d, hn::LoadU(f32, patch + 6), sum1_2);
    sum1_3 = hn::MulAdd(d, hn::LoadU(f32, patch + 7), sum1_3);
  }
  hn::Store(hn::Add(sum0_0, hn::Load(f32, kernel)), f32, kernel);
  hn::Store(hn::Add(sum0_1, hn::Load(f32, kernel + 1)), f32, kernel + 1);
  hn::Store(hn::Add(sum0_2, hn::Load(f32, kernel + 2)), f32, kernel + 2);
  hn::Store(hn::Add(sum0_3, hn::Load(f32, kernel + 3)), f32, kernel + 3);
  hn::Store(hn::Add(sum1_0, hn::Load(f32, kernel + 4)), f32, kernel + 4);
  hn::Store(hn::Add(sum1_1, hn::Load(f32, kernel + 5)), f32, kernel + 5);
  hn::Store(hn::Add(sum1_2, hn::Load(f32, kernel + 6)), f32, kernel + 6);
  hn::Store(hn::Add(sum1_3, hn::Load(f32, kernel + 7)), f32, kernel + 7);
}

// Backward of Conv2D 2 2x2 relu: input (2, 2, 2) -> output (1, 1, 2). At most 32 multiply-adds.
void conv2d_3_backward(float* HWY_RESTRICT weights, TrainingArena& arena, float step) {
  const float* HWY_RESTRICT input = arena.floats + floats_at::conv2d_2_output;
  const float* HWY_RESTRICT output = arena.floats + floats_at::conv2d_3_output;
  const float* HWY_RESTRICT d_output = arena.floats + floats_at::d_conv2d_3_output;
  std::int32_t* sources = reinterpret_cast<std::int32_t*>(arena.words + words_at::conv2d_3_sources);
  float* HWY_RESTRICT gradients = arena.floats + floats_at::conv2d_3_d_filter;
  float* HWY_RESTRICT one_kernel = arena.floats + floats_at::conv2d_3_filter;
  float* HWY_RESTRICT kernel = weights + weights_at::conv2d_3_kernel;
  float* HWY_RESTRICT bias = weights + weights_at::conv2d_3_bias;
  float* HWY_RESTRICT d_input = arena.floats + floats_at::d_conv2d_2_output;
  clear(d_input, 8);
  for (int filter = 0; filter < 2; ++filter) {
    const int count = conv2d_3_list_gradients(output + filter, d_output + filter, sources, gradients);
    if (count == 0) {
      continue;
    }
    constexpr int width = 2;
    float* packed = kernel + filter;
    conv2d_3_load_filter(packed, width, one_kernel);
    conv2d_3_add_d_input_2x4(one_kernel, sources, gradients, count, d_input);
    bias[filter] += scale(step, gradients, count);
    conv2d_3_add_d_kernel_2x4(input, sources, gradients, count, one_kernel);
    conv2d_3_store_filter(packed, width, one_kernel);
  }
}

// Dense 2 softmax: input (2) -> output (2).
void dense_1_forward_batch(const float* HWY_RESTRICT weights, TrainingArena& arena, int count) {
  for (int image = 0; image < count; ++image) {
    dense_1_forward(weights, arena.floats + floats_at::conv2d_3_output + image * 2,
                    arena.floats + floats_at::dense_1_output + image * 2);
  }
}

// Changes the weights, and adds to the input's gradient, of 2 units.
HWY_NOINLINE void dense_1_change_2_of_2(const float* HWY_RESTRICT input, const float* HWY_RESTRICT d_output,
                                        float* HWY_RESTRICT kernel, float* HWY_RESTRICT d_input, float step) {
  const Floats d0 = hn::Load(f32, d_output);
  const Floats d1 = hn::Load(f32, d_output + 1);
  const Floats change0 = hn::Mul(d0, hn::Set(f32, step));
  const Floats change1 = hn::Mul(d1, hn::Set(f32, step));
  for (int channel = 0; channel < 2; ++channel) {
    const Floats k0 = hn::Load(f32, kernel);
    const Floats k1 = hn::Load(f32, kernel + 1);
    Floats sum = hn::Mul(k0, d0);
    sum = hn::MulAdd(k1, d1, sum);
    d_input[channel] += hn::GetLane(sum);
    const Floats x = hn::Set(f32, input[channel]);
    hn::Store(hn::MulAdd(x, change0, k0), f32, kernel);
    hn::Store(hn::MulAdd(x, change1, k1), f32, kernel + 1);
    kernel += 2;
  }
}

// Backward of Dense 2 softmax: input (2) -> output (2). 8 multiply-adds.
void dense_1_backward(float* HWY_RESTRICT weights, TrainingArena& arena, float step) {
  float* HWY_RESTRICT d_output = arena.floats + floats_at::d_dense_1_output;
  float* HWY_RESTRICT d_input = arena.floats + floats_at::d_conv2d_3_output;
  clear(d_input, 2);
  const float* HWY_RESTRICT input = arena.floats + floats_at::conv2d_3_output;
  float* HWY_RESTRICT kernel = weights + weights_at::dense_1_kernel;
  float* HWY_RESTRICT bias = weights + weights_at::dense_1_bias;
  for (int unit = 0; unit < 2; unit += 1) {
    const Floats change = hn::Mul(hn::Load(f32, d_output + unit), hn::Set(f32, step));
    hn::Store(hn::Add(hn::Load(f32, bias + unit), change), f32, bias + unit);
  }
  dense_1_change_2_of_2(input, d_output, kernel, d_input, step);
}

// Copies an image to where the first step reads it.
void copy_input(const float* HWY_RESTRICT image, float* HWY_RESTRICT input) {
  std::memcpy(input, image, 30 * sizeof(float));
}

// e to the power of x, for x up to 0; below -87 as for -87. x = k ln 2 + r with |r| <= ln 2 / 2, ln 2 in two
// parts, and Taylor's polynomial of degree 7 for e^r: relative error 2e-7.
HWY_INLINE Floats exponential(Floats x) {
  x = hn::Max(hn::Set(f32, -87.0f), x);
  const Floats k = hn::Round(hn::Mul(x, hn::Set(f32, 1.44269504f)));
  Floats r = hn::NegMulAdd(k, hn::Set(f32, 0.693359375f), x);
  r = hn::NegMulAdd(k, hn::Set(f32, -2.12194440e-4f), r);
  Floats p = hn::Set(f32, 1.0f / 5040);
  p = hn::MulAdd(p, r, hn::Set(f32, 1.0f / 720));
  p = hn::MulAdd(p, r, hn::Set(f32, 1.0f / 120));
  p = hn::MulAdd(p, r, hn::Set(f32, 1.0f / 24));
  p = hn::MulAdd(p, r, hn::Set(f32, 1.0f / 6));
  p = hn::MulAdd(p, r, hn::Set(f32, 0.5f));
  p = hn::MulAdd(p, r, hn::Set(f32, 1.0f));
  p = hn::MulAdd(p, r, hn::Set(f32, 1.0f));
  return hn::BitCast(f32, hn::Add(hn::BitCast(s32, p), hn::ShiftLeft<23>(hn::ConvertTo(s32, k))));
}

// Softmax over 2 values; the greatest is subtracted first. Overwrites its input.
void softmax(float* HWY_RESTRICT map, float* HWY_RESTRICT output) {
  float* HWY_RESTRICT logits = map;
  Floats greatest = hn::Set(f32, logits[0]);
  for (int i = 0; i < 2; i += 1) {
    greatest = hn::Max(greatest, hn::Load(f32, logits + i));
  }
  greatest = hn::MaxOfLanes(f32, greatest);
  Floats total = hn::Zero(f32);
  for (int i = 0; i < 2; i += 1) {
    const Floats e = exponential(hn::Sub(hn::Load(f32, logits + i), greatest));
    hn::Store(e, f32, logits + i);
    total = hn::Add(total, e);
  }
  const float scale = 1.0f / hn::GetLane(hn::SumOfLanes(f32, total));
  for (int i = 0; i < 2; ++i) {
    output[i] = logits[i] * scale;
  }
}

void conv2d_1_prepare(const float* HWY_RESTRICT kernel, const float* HWY_RESTRICT bias, float* HWY_RESTRICT weights) {
  {
    const float* HWY_RESTRICT from = kernel;
    float* HWY_RESTRICT to = weights + weights_at::conv2d_1_kernel;
    copy(from, 1, 1, to, 1);
  }
  copy(bias, 1, 1, weights + weights_at::conv2d_1_bias, 1);
}

void conv2d_2_prepare(const float* HWY_RESTRICT kernel, const float* HWY_RESTRICT bias, float* HWY_RESTRICT weights) {
  for (int row = 0; row < 2; ++row) {
    for (int column = 0; column < 2; ++column) {
      const float* HWY_RESTRICT from = kernel + row * 4 + column * 2;
      float* HWY_RESTRICT to = weights + weights_at::conv2d_2_kernel + row * 4 + column * 2;
      copy(from, 1, 2, to, 2);
    }
  }
  copy(bias, 1, 2, weights + weights_at::conv2d_2_bias, 2);
}

void conv2d_3_prepare(const float* HWY_RESTRICT kernel, const float* HWY_RESTRICT bias, float* HWY_RESTRICT weights) {
  for (int row = 0; row < 2; ++row) {
    for (int column = 0; column < 2; ++column) {
      for (int channel = 0; channel < 2; ++channel) {
        const float* HWY_RESTRICT from = kernel + row * 8 + column * 4 + channel * 2;
        float* HWY_RESTRICT to = weights + weights_at::conv2d_3_kernel + row * 4 + column * 2 + channel * 8;
        copy(from, 1, 2, to, 2);
      }
    }
  }
  copy(bias, 1, 2, weights + weights_at::conv2d_3_bias, 2);
}

void dense_1_prepare(const float* HWY_RESTRICT kernel, const float* HWY_RESTRICT bias, float* HWY_RESTRICT weights) {
  for (int channel = 0; channel < 2; ++channel) {
    const float* HWY_RESTRICT from = kernel + channel * 2;
    float* HWY_RESTRICT to = weights + weights_at::dense_1_kernel + channel * 2;
    copy(from, 1, 2, to, 2);
  }
  copy(bias, 1, 2, weights + weights_at::dense_1_bias, 2);
}

void prepare_forward(const float* HWY_RESTRICT parameters, float* HWY_RESTRICT frozen, float* HWY_RESTRICT trained) {
  static_cast<void>(frozen);
  static_cast<void>(trained);
  conv2d_1_prepare(parameters + parameters_at::conv2d_1_kernel, parameters + parameters_at::conv2d_1_bias, frozen);
  conv2d_2_prepare(parameters + parameters_at::conv2d_2_kernel, parameters + parameters_at::conv2d_2_bias, trained);
  conv2d_3_prepare(parameters + parameters_at::conv2d_3_kernel, parameters + parameters_at::conv2d_3_bias, trained);
  dense_1_prepare(parameters + parameters_at::dense_1_kernel, parameters + parameters_at::dense_1_bias, trained);
}

void conv2d_2_read_back(const float* HWY_RESTRICT weights, float* HWY_RESTRICT kernel, float* HWY_RESTRICT bias) {
  for (int row = 0; row < 2; ++row) {
    for (int column = 0; column < 2; ++column) {
      const float* HWY_RESTRICT from = weights + weights_at::conv2d_2_kernel + row * 4 + column * 2;
      float* HWY_RESTRICT to = kernel + row * 4 + column * 2;
      copy(from, 1, 2, to, 2);
    }
  }
  copy(weights + weights_at::conv2d_2_bias, 1, 2, bias, 2);
}

void conv2d_3_read_back(const float* HWY_RESTRICT weights, float* HWY_RESTRICT kernel, float* HWY_RESTRICT bias) {
  for (int row = 0; row < 2; ++row) {
    for (int column = 0; column < 2; ++column) {
      for (int channel = 0; channel < 2; ++channel) {
        const float* HWY_RESTRICT from = weights + weights_at::conv2d_3_kernel + row * 4 + column * 2 + channel * 8;
        float* HWY_RESTRICT to = kernel + row * 8 + column * 4 + channel * 2;
        copy(from, 1, 2, to, 2);
      }
    }
  }
  copy(weights + weights_at::conv2d_3_bias, 1, 2, bias, 2);
}

void dense_1_read_back(const float* HWY_RESTRICT weights, float* HWY_RESTRICT kernel, float* HWY_RESTRICT bias) {
  for (int channel = 0; channel < 2; ++channel) {
    const float* HWY_RESTRICT from = weights + weights_at::dense_1_kernel + channel * 2;
    float* HWY_RESTRICT to = kernel + channel * 2;
    copy(from, 1, 2, to, 2);
  }
  copy(weights + weights_at::dense_1_bias, 1, 2, bias, 2);
}

void read_back(const float* HWY_RESTRICT trained, float* HWY_RESTRICT parameters) {
  conv2d_2_read_back(trained, parameters + parameters_at::conv2d_2_kernel, parameters + parameters_at::conv2d_2_bias);
  conv2d_3_read_back(trained, parameters + parameters_at::conv2d_3_kernel, parameters + parameters_at::conv2d_3_bias);
  dense_1_read_back(trained, parameters + parameters_at::dense_1_kernel, parameters + parameters_at::dense_1_bias);
}

void predict_image(const FrozenWeights& frozen, const TrainedWeights& trained, InferenceArena& arena,
                   const float* HWY_RESTRICT image, float* HWY_RESTRICT output) {
  static_cast<void>(frozen);
  static_cast<void>(trained);
  conv2d_1_forward(frozen.values, image, arena.floats + inference_at::conv2d_1_output);
  conv2d_2_forward(trained.values, arena.floats + inference_at::conv2d_1_output,
                   arena.floats + inference_at::conv2d_2_output);
  conv2d_3_forward(trained.values, arena.floats + inference_at::conv2d_2_output,
                   arena.floats + inference_at::conv2d_3_output);
  dense_1_forward(trained.values, arena.floats + inference_at::conv2d_3_output,
                  arena.floats + inference_at::dense_1_output);
  softmax(arena.floats + inference_at::dense_1_output, output);
}

void predict_images(const FrozenWeights& frozen, const TrainedWeights& trained, BatchArena& arena,
                    const float* HWY_RESTRICT images, int count, float* HWY_RESTRICT outputs) {
  static_cast<void>(frozen);
  static_cast<void>(trained);
  for (int first = 0; first < count; first += 1) {
    const int n = std::min(count - first, 1);
    for (int image = 0; image < n; ++image) {
      conv2d_1_forward(frozen.values, images + image * 30, arena.floats + batch_at::conv2d_1_output);
      conv2d_2_forward(trained.values, arena.floats + batch_at::conv2d_1_output,
                       arena.floats + batch_at::conv2d_2_output);
      conv2d_3_forward(trained.values, arena.floats + batch_at::conv2d_2_output,
                       arena.floats + batch_at::conv2d_3_output);
      dense_1_forward(trained.values, arena.floats + batch_at::conv2d_3_output,
                      arena.floats + batch_at::dense_1_output + image * 2);
    }
    for (int image = 0; image < n; ++image) {
      softmax(arena.floats + batch_at::dense_1_output + image * 2, outputs + image * 2);
    }
    images += n * 30;
    outputs += n * 2;
  }
}

void train_image(const FrozenWeights& frozen, TrainedWeights& trained, TrainingArena& arena, const float* image,
                 int label, float learning_rate, float* output) {
  copy_input(image, arena.floats + floats_at::input);
  conv2d_1_forward_batch(frozen.values, arena, 1);
  conv2d_2_forward_batch(trained.values, arena, 1);
  conv2d_3_forward_batch(trained.values, arena, 1);
  dense_1_forward_batch(trained.values, arena, 1);
  softmax(arena.floats + floats_at::dense_1_output, output);
  float* d_output = arena.floats + floats_at::d_dense_1_output;
  for (int i = 0; i < 2; ++i) {
    d_output[i] = output[i] - (i == label ? 1.0f : 0.0f);
  }
  const float step = -learning_rate;
  dense_1_backward(trained.values, arena, step);
  conv2d_3_backward(trained.values, arena, step);
  conv2d_2_backward(trained.values, arena, step);
}

#else
#error "This processor's vector width has no body here: generate one (--simd, or SIMD in constnet_add_model)."
#endif

}  // namespace HWY_NAMESPACE
}  // namespace train_step
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace train_step {

HWY_EXPORT(target_name);
HWY_EXPORT(prepare_forward);
HWY_EXPORT(predict_image);
HWY_EXPORT(predict_images);
HWY_EXPORT(train_image);
HWY_EXPORT(read_back);

const char* simd_target() { return HWY_DYNAMIC_DISPATCH(target_name)(); }

void prepare(const Parameters& parameters, Prepared& prepared) {
  HWY_DYNAMIC_DISPATCH(prepare_forward)(parameters.values, prepared.frozen.values, prepared.trained.values);
}

void predict(const Prepared& prepared, InferenceArena& arena, const float* image, float* output) {
  HWY_DYNAMIC_DISPATCH(predict_image)(prepared.frozen, prepared.trained, arena, image, output);
}

void predict(const Prepared& prepared, BatchArena& arena, const float* images, int count, float* outputs) {
  HWY_DYNAMIC_DISPATCH(predict_images)(prepared.frozen, prepared.trained, arena, images, count, outputs);
}

void train_step(const FrozenWeights& frozen, TrainedWeights& trained, TrainingArena& arena, const float* image,
                int label, float learning_rate, float* output) {
  HWY_DYNAMIC_DISPATCH(train_image)(frozen, trained, arena, image, label, learning_rate, output);
}

void predict(const FrozenWeights& frozen, const TrainedWeights& trained, InferenceArena& arena, const float* image,
             float* output) {
  HWY_DYNAMIC_DISPATCH(predict_image)(frozen, trained, arena, image, output);
}

void read_trained(const TrainedWeights& trained, Parameters& parameters) {
  HWY_DYNAMIC_DISPATCH(read_back)(trained.values, parameters.values);
}

}  // namespace train_step
#endif
