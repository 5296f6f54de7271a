// Generated from tests/golden/models.hpp. Do not edit: change the model and build again.
//
// Model: "conv_pool"
// _________________________________________________________________
// Layer (type)                 Output Shape              Param #
// =================================================================
// conv2d_1 (Conv2D)            (None, 5, 4, 3)           15
// _________________________________________________________________
// max_pooling2d_1 (MaxPooling2 (None, 2, 2, 3)           0
// =================================================================
// Total params: 15
// Trainable params: 15
// Non-trainable params: 0
// _________________________________________________________________
//
// Multiply-adds per image: 192. Bytes: prepared weights 512, inference arena 64,
// batch arena 1,024 (16 images),
// prepared weights for training 512, training arena 5,440 (16 images).
// Code of the steps, about, in bytes: 128 3,017.

#include "conv_pool.gen.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

#if defined(CONSTNET_FIRMWARE_SIMD)
#include <constnet/firmware/simd.hpp>
#else
// One body per vector width; of the instruction sets of one width, the one that most processors have.
#define HWY_DISABLED_TARGETS \
  (HWY_AVX3_DL | HWY_SSSE3 | HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV | HWY_AVX3 | HWY_AVX2)
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "conv_pool.gen.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>
#endif

HWY_BEFORE_NAMESPACE();
namespace conv_pool {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

const char* target_name() { return hwy::TargetName(HWY_TARGET); }

#if HWY_MAX_BYTES == 16

// SSE4, NEON, WebAssembly: 4 floats per vector.
// conv2d_1: Conv2D 3 2x2 relu, MaxPooling2D 2x2: input (6, 5, 1) -> output (2, 2, 3). About 2,659 bytes of code.

using F32 = hn::FixedTag<float, 4>;
static_assert(hn::MaxLanes(F32()) == 4, "This body is written for 4 floats per vector.");
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
  constexpr hn::FixedTag<float, 4> four;
  alignas(64) float block[16];
  for (; row + 4 <= rows; row += 4) {
    const float* HWY_RESTRICT a = from + row * from_step;
    std::size_t column = 0;
    for (; column + 4 <= columns; column += 4) {
      const Floats row0 = hn::LoadU(f32, a + column);
      const Floats row1 = hn::LoadU(f32, a + from_step + column);
      const Floats row2 = hn::LoadU(f32, a + 2 * from_step + column);
      const Floats row3 = hn::LoadU(f32, a + 3 * from_step + column);
      const Floats even_low = hn::InterleaveLower(f32, row0, row2);
      const Floats even_high = hn::InterleaveUpper(f32, row0, row2);
      const Floats odd_low = hn::InterleaveLower(f32, row1, row3);
      const Floats odd_high = hn::InterleaveUpper(f32, row1, row3);
      hn::Store(hn::InterleaveLower(f32, even_low, odd_low), f32, block);
      hn::Store(hn::InterleaveUpper(f32, even_low, odd_low), f32, block + 4);
      hn::Store(hn::InterleaveLower(f32, even_high, odd_high), f32, block + 8);
      hn::Store(hn::InterleaveUpper(f32, even_high, odd_high), f32, block + 12);
      for (std::size_t i = 0; i < 4; ++i) {
        float* HWY_RESTRICT b = to + (column + i) * to_step + row;
        hn::StoreU(hn::Load(four, block + i % 4 * 4 + i / 4 * 4), four, b);
      }
    }
    for (; column < columns; ++column) {
      for (std::size_t i = 0; i < 4; ++i) {
        to[column * to_step + row + i] = a[i * from_step + column];
      }
    }
  }
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
  constexpr hn::FixedTag<float, 4> four;
  alignas(64) float block[16];
  for (; row + 4 <= rows; row += 4) {
    const float* HWY_RESTRICT a = from + row * from_step;
    std::size_t column = 0;
    for (; column + 4 <= columns; column += 4) {
      const Floats row0 = hn::LoadU(f32, a + column);
      const Floats row1 = hn::LoadU(f32, a + from_step + column);
      const Floats row2 = hn::LoadU(f32, a + 2 * from_step + column);
      const Floats row3 = hn::LoadU(f32, a + 3 * from_step + column);
      const Floats even_low = hn::InterleaveLower(f32, row0, row2);
      const Floats even_high = hn::InterleaveUpper(f32, row0, row2);
      const Floats odd_low = hn::InterleaveLower(f32, row1, row3);
      const Floats odd_high = hn::InterleaveUpper(f32, row1, row3);
      hn::Store(hn::InterleaveLower(f32, even_low, odd_low), f32, block);
      hn::Store(hn::InterleaveUpper(f32, even_low, odd_low), f32, block + 4);
      hn::Store(hn::InterleaveLower(f32, even_high, odd_high), f32, block + 8);
      hn::Store(hn::InterleaveUpper(f32, even_high, odd_high), f32, block + 12);
      for (std::size_t i = 0; i < 4; ++i) {
        float* HWY_RESTRICT b = to + (column + i) * to_step + row;
        hn::StoreU(hn::Add(hn::LoadU(four, b), hn::Load(four, block + i % 4 * 4 + i / 4 * 4)), four, b);
      }
    }
    for (; column < columns; ++column) {
      for (std::size_t i = 0; i < 4; ++i) {
        to[column * to_step + row + i] += a[i * from_step + column];
      }
    }
  }
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

// Where things lie: in Parameters, in Prepared and TrainingPrepared, in the arenas.
namespace parameters_at {
constexpr int conv2d_1_kernel = 0;
constexpr int conv2d_1_bias = 12;
}  // namespace parameters_at

namespace weights_at {
constexpr int conv2d_1_kernel = 0;
constexpr int conv2d_1_bias = 64;
}  // namespace weights_at

namespace inference_at {
constexpr int conv2d_1_output = 0;
}  // namespace inference_at

namespace batch_at {
constexpr int conv2d_1_output = 0;
}  // namespace batch_at

namespace floats_at {
constexpr int input = 0;
constexpr int conv2d_1_output = 512;
constexpr int d_conv2d_1_output = 768;
}  // namespace floats_at

namespace words_at {
constexpr int conv2d_1_sources = 0;
constexpr int conv2d_1_positions = 64;
}  // namespace words_at

namespace bytes_at {
constexpr int conv2d_1_winners = 0;
}  // namespace bytes_at

namespace gradients_at {
constexpr int conv2d_1_d_kernel = 0;
constexpr int conv2d_1_d_bias = 64;
}  // namespace gradients_at

// 1 x 2 pooling windows of 4 outputs each.
HWY_NOINLINE void conv2d_1_tile_1x2(const float* HWY_RESTRICT input, const float* HWY_RESTRICT weights,
                                    const float* HWY_RESTRICT bias, float* HWY_RESTRICT output) {
  Floats pixel0_0 = hn::Zero(f32);
  Floats pixel0_1 = hn::Zero(f32);
  Floats pixel1_0 = hn::Zero(f32);
  Floats pixel1_1 = hn::Zero(f32);
  Floats pixel0_2 = hn::Zero(f32);
  Floats pixel0_3 = hn::Zero(f32);
  Floats pixel1_2 = hn::Zero(f32);
  Floats pixel1_3 = hn::Zero(f32);
  const float* HWY_RESTRICT x = input;
  const Floats k00 = hn::Load(f32, weights);
  const Floats k01 = hn::Load(f32, weights + 4);
  const Floats k10 = hn::Load(f32, weights + 8);
  const Floats k11 = hn::Load(f32, weights + 12);
  const Floats x0_0 = hn::Set(f32, x[0]);
  pixel0_0 = hn::MulAdd(x0_0, k00, pixel0_0);
  const Floats x1_0 = hn::Set(f32, x[5]);
  pixel0_0 = hn::MulAdd(x1_0, k10, pixel0_0);
  pixel1_0 = hn::MulAdd(x1_0, k00, pixel1_0);
  const Floats x2_0 = hn::Set(f32, x[10]);
  pixel1_0 = hn::MulAdd(x2_0, k10, pixel1_0);
  const Floats x0_1 = hn::Set(f32, x[1]);
  pixel0_0 = hn::MulAdd(x0_1, k01, pixel0_0);
  pixel0_1 = hn::MulAdd(x0_1, k00, pixel0_1);
  const Floats x1_1 = hn::Set(f32, x[6]);
  pixel0_0 = hn::MulAdd(x1_1, k11, pixel0_0);
  pixel0_1 = hn::MulAdd(x1_1, k10, pixel0_1);
  pixel1_0 = hn::MulAdd(x1_1, k01, pixel1_0);
  pixel1_1 = hn::MulAdd(x1_1, k00, pixel1_1);
  const Floats x2_1 = hn::Set(f32, x[11]);
  pixel1_0 = hn::MulAdd(x2_1, k11, pixel1_0);
  pixel1_1 = hn::MulAdd(x2_1, k10, pixel1_1);
  const Floats x0_2 = hn::Set(f32, x[2]);
  pixel0_1 = hn::MulAdd(x0_2, k01, pixel0_1);
  pixel0_2 = hn::MulAdd(x0_2, k00, pixel0_2);
  const Floats x1_2 = hn::Set(f32, x[7]);
  pixel0_1 = hn::MulAdd(x1_2, k11, pixel0_1);
  pixel1_1 = hn::MulAdd(x1_2, k01, pixel1_1);
  pixel0_2 = hn::MulAdd(x1_2, k10, pixel0_2);
  pixel1_2 = hn::MulAdd(x1_2, k00, pixel1_2);
  const Floats x2_2 = hn::Set(f32, x[12]);
  pixel1_1 = hn::MulAdd(x2_2, k11, pixel1_1);
  pixel1_2 = hn::MulAdd(x2_2, k10, pixel1_2);
  const Floats x0_3 = hn::Set(f32, x[3]);
  pixel0_2 = hn::MulAdd(x0_3, k01, pixel0_2);
  pixel0_3 = hn::MulAdd(x0_3, k00, pixel0_3);
  const Floats x1_3 = hn::Set(f32, x[8]);
  pixel0_2 = hn::MulAdd(x1_3, k11, pixel0_2);
  pixel0_3 = hn::MulAdd(x1_3, k10, pixel0_3);
  pixel1_2 = hn::MulAdd(x1_3, k01, pixel1_2);
  pixel1_3 = hn::MulAdd(x1_3, k00, pixel1_3);
  const Floats x2_3 = hn::Set(f32, x[13]);
  pixel1_2 = hn::MulAdd(x2_3, k11, pixel1_2);
  pixel1_3 = hn::MulAdd(x2_3, k10, pixel1_3);
  const Floats x0_4 = hn::Set(f32, x[4]);
  pixel0_3 = hn::MulAdd(x0_4, k01, pixel0_3);
  const Floats x1_4 = hn::Set(f32, x[9]);
  pixel0_3 = hn::MulAdd(x1_4, k11, pixel0_3);
  pixel1_3 = hn::MulAdd(x1_4, k01, pixel1_3);
  const Floats x2_4 = hn::Set(f32, x[14]);
  pixel1_3 = hn::MulAdd(x2_4, k11, pixel1_3);
  const Floats best0_0 = hn::Max(hn::Max(pixel0_0, pixel0_1), hn::Max(pixel1_0, pixel1_1));
  hn::Store(hn::Max(hn::Zero(f32), hn::Add(best0_0, hn::Load(f32, bias))), f32, output);
  const Floats best0_1 = hn::Max(hn::Max(pixel0_2, pixel0_3), hn::Max(pixel1_2, pixel1_3));
  hn::Store(hn::Max(hn::Zero(f32), hn::Add(best0_1, hn::Load(f32, bias))), f32, output + 4);
}

// Conv2D 3 2x2 relu, MaxPooling2D 2x2: input (6, 5, 1) -> output (2, 2, 3). 192 multiply-adds.
void conv2d_1_forward(const float* HWY_RESTRICT weights, const float* HWY_RESTRICT input, float* HWY_RESTRICT output) {
  const float* HWY_RESTRICT kernel = weights + weights_at::conv2d_1_kernel;
  const float* HWY_RESTRICT bias = weights + weights_at::conv2d_1_bias;
  for (int y = 0; y < 2; ++y) {
    conv2d_1_tile_1x2(input + y * 10, kernel, bias, output + y * 8);
  }
}

// 1 x 2 pooling windows of 4 outputs each.
HWY_NOINLINE void conv2d_1_winners_tile_1x2(const float* HWY_RESTRICT input, const float* HWY_RESTRICT weights,
                                            const float* HWY_RESTRICT bias, float* HWY_RESTRICT output,
                                            std::uint8_t* HWY_RESTRICT winners) {
  Floats pixel0_0 = hn::Zero(f32);
  Floats pixel0_1 = hn::Zero(f32);
  Floats pixel1_0 = hn::Zero(f32);
  Floats pixel1_1 = hn::Zero(f32);
  Floats pixel0_2 = hn::Zero(f32);
  Floats pixel0_3 = hn::Zero(f32);
  Floats pixel1_2 = hn::Zero(f32);
  Floats pixel1_3 = hn::Zero(f32);
  const float* HWY_RESTRICT x = input;
  const Floats k00 = hn::Load(f32, weights);
  const Floats k01 = hn::Load(f32, weights + 4);
  const Floats k10 = hn::Load(f32, weights + 8);
  const Floats k11 = hn::Load(f32, weights + 12);
  const Floats x0_0 = hn::Set(f32, x[0]);
  pixel0_0 = hn::MulAdd(x0_0, k00, pixel0_0);
  const Floats x1_0 = hn::Set(f32, x[5]);
  pixel0_0 = hn::MulAdd(x1_0, k10, pixel0_0);
  pixel1_0 = hn::MulAdd(x1_0, k00, pixel1_0);
  const Floats x2_0 = hn::Set(f32, x[10]);
  pixel1_0 = hn::MulAdd(x2_0, k10, pixel1_0);
  const Floats x0_1 = hn::Set(f32, x[1]);
  pixel0_0 = hn::MulAdd(x0_1, k01, pixel0_0);
  pixel0_1 = hn::MulAdd(x0_1, k00, pixel0_1);
  const Floats x1_1 = hn::Set(f32, x[6]);
  pixel0_0 = hn::MulAdd(x1_1, k11, pixel0_0);
  pixel0_1 = hn::MulAdd(x1_1, k10, pixel0_1);
  pixel1_0 = hn::MulAdd(x1_1, k01, pixel1_0);
  pixel1_1 = hn::MulAdd(x1_1, k00, pixel1_1);
  const Floats x2_1 = hn::Set(f32, x[11]);
  pixel1_0 = hn::MulAdd(x2_1, k11, pixel1_0);
  pixel1_1 = hn::MulAdd(x2_1, k10, pixel1_1);
  const Floats x0_2 = hn::Set(f32, x[2]);
  pixel0_1 = hn::MulAdd(x0_2, k01, pixel0_1);
  pixel0_2 = hn::MulAdd(x0_2, k00, pixel0_2);
  const Floats x1_2 = hn::Set(f32, x[7]);
  pixel0_1 = hn::MulAdd(x1_2, k11, pixel0_1);
  pixel1_1 = hn::MulAdd(x1_2, k01, pixel1_1);
  pixel0_2 = hn::MulAdd(x1_2, k10, pixel0_2);
  pixel1_2 = hn::MulAdd(x1_2, k00, pixel1_2);
  const Floats x2_2 = hn::Set(f32, x[12]);
  pixel1_1 = hn::MulAdd(x2_2, k11, pixel1_1);
  pixel1_2 = hn::MulAdd(x2_2, k10, pixel1_2);
  const Floats x0_3 = hn::Set(f32, x[3]);
  pixel0_2 = hn::MulAdd(x0_3, k01, pixel0_2);
  pixel0_3 = hn::MulAdd(x0_3, k00, pixel0_3);
  const Floats x1_3 = hn::Set(f32, x[8]);
  pixel0_2 = hn::MulAdd(x1_3, k11, pixel0_2);
  pixel0_3 = hn::MulAdd(x1_3, k10, pixel0_3);
  pixel1_2 = hn::MulAdd(x1_3, k01, pixel1_2);
  pixel1_3 = hn::MulAdd(x1_3, k00, pixel1_3);
  const Floats x2_3 = hn::Set(f32, x[13]);
  pixel1_2 = hn::MulAdd(x2_3, k11, pixel1_2);
  pixel1_3 = hn::MulAdd(x2_3, k10, pixel1_3);
  const Floats x0_4 = hn::Set(f32, x[4]);
  pixel0_3 = hn::MulAdd(x0_4, k01, pixel0_3);
  const Floats x1_4 = hn::Set(f32, x[9]);
  pixel0_3 = hn::MulAdd(x1_4, k11, pixel0_3);
  pixel1_3 = hn::MulAdd(x1_4, k01, pixel1_3);
  const Floats x2_4 = hn::Set(f32, x[14]);
  pixel1_3 = hn::MulAdd(x2_4, k11, pixel1_3);
  Floats best0_0 = pixel0_0;
  Ints winner0_0 = hn::Zero(s32);
  compete(pixel0_1, 1, best0_0, winner0_0);
  compete(pixel1_0, 2, best0_0, winner0_0);
  compete(pixel1_1, 3, best0_0, winner0_0);
  store_winners(winner0_0, winners);
  hn::Store(hn::Max(hn::Zero(f32), hn::Add(best0_0, hn::Load(f32, bias))), f32, output);
  Floats best0_1 = pixel0_2;
  Ints winner0_1 = hn::Zero(s32);
  compete(pixel0_3, 1, best0_1, winner0_1);
  compete(pixel1_2, 2, best0_1, winner0_1);
  compete(pixel1_3, 3, best0_1, winner0_1);
  store_winners(winner0_1, winners + 4);
  hn::Store(hn::Max(hn::Zero(f32), hn::Add(best0_1, hn::Load(f32, bias))), f32, output + 4);
}

// The same, and which pixel of each pooling window is the greatest.
void conv2d_1_forward_winners(const float* HWY_RESTRICT weights, const float* HWY_RESTRICT input,
                              float* HWY_RESTRICT output, std::uint8_t* HWY_RESTRICT winners) {
  const float* HWY_RESTRICT kernel = weights + weights_at::conv2d_1_kernel;
  const float* HWY_RESTRICT bias = weights + weights_at::conv2d_1_bias;
  for (int y = 0; y < 2; ++y) {
    conv2d_1_winners_tile_1x2(input + y * 10, kernel, bias, output + y * 8, winners + y * 8);
  }
}

// Conv2D 3 2x2 relu, MaxPooling2D 2x2: input (6, 5, 1) -> output (2, 2, 3).
void conv2d_1_forward_batch(const float* HWY_RESTRICT weights, TrainingArena& arena, int count) {
  for (int image = 0; image < count; ++image) {
    const float* HWY_RESTRICT input = arena.floats + floats_at::input + image * 30;
    float* HWY_RESTRICT output = arena.floats + floats_at::conv2d_1_output + image * 16;
    std::uint8_t* HWY_RESTRICT winners = arena.bytes + bytes_at::conv2d_1_winners + image * 16;
    conv2d_1_forward_winners(weights, input, output, winners);
  }
}

// Finds the outputs through which a gradient passes. d_output: zero elsewhere from now on. sources: where the patch of
// the winning pixel starts in the input. positions: for each filter, one bit per position.
HWY_NOINLINE void conv2d_1_route(const float* HWY_RESTRICT output, const std::uint8_t* HWY_RESTRICT winners,
                                 float* HWY_RESTRICT d_output, std::int32_t* HWY_RESTRICT sources,
                                 std::uint32_t* HWY_RESTRICT positions, float* HWY_RESTRICT d_bias) {
  for (int filter = 0; filter < 4; filter += 4) {
    Floats d_bias_sum = hn::Load(f32, d_bias + filter);
    Words alive_positions = hn::Zero(u32);
    int position = 0;
    for (int y = 0; y < 2; ++y) {
      for (int x = 0; x < 2; ++x) {
        const int at = position * 4 + filter;
        const auto alive = hn::Gt(hn::Load(f32, output + at), hn::Zero(f32));
        const Floats d = hn::IfThenElseZero(alive, hn::Load(f32, d_output + at));
        hn::Store(d, f32, d_output + at);
        d_bias_sum = hn::Add(d_bias_sum, d);
        const Ints winner = load_winners(winners + at);
        Ints source = hn::Set(s32, y * 10 + x * 2);
        source = hn::Add(source, only_if(hn::Eq(winner, hn::Set(s32, 1)), 1));
        source = hn::Add(source, only_if(hn::Eq(winner, hn::Set(s32, 2)), 5));
        source = hn::Add(source, only_if(hn::Eq(winner, hn::Set(s32, 3)), 6));
        hn::Store(source, s32, sources + at);
        const Words bit = hn::Set(u32, std::uint32_t{1} << (position & 31));
        const auto alive_words = hn::RebindMask(u32, alive);
        alive_positions = hn::Or(alive_positions, hn::IfThenElseZero(alive_words, bit));
        if ((position & 31) == 31 || position == 3) {
          hn::Store(alive_positions, u32, positions + (position >> 5) * 4 + filter);
          alive_positions = hn::Zero(u32);
        }
        ++position;
      }
    }
    hn::Store(d_bias_sum, f32, d_bias + filter);
  }
}

// Adds the patches of the winning pixels, times their gradients, to 2 x 1 vectors of each filter's kernel gradient.
HWY_NOINLINE void conv2d_1_d_kernel_2x1(const float* HWY_RESTRICT input, const float* HWY_RESTRICT d_output,
                                        const std::int32_t* HWY_RESTRICT sources,
                                        const std::uint32_t* HWY_RESTRICT positions, float* HWY_RESTRICT d_kernel) {
  for (int filter = 0; filter < 3; ++filter, d_kernel += 8) {
    Floats sum0_0 = hn::Load(f32, d_kernel);
    Floats sum1_0 = hn::Load(f32, d_kernel + 4);
    const int base = filter;
    for (std::uint32_t bits = positions[filter]; bits != 0; bits &= bits - 1) {
      const int at = base + lowest_bit(bits) * 4;
      const float* HWY_RESTRICT patch = input + sources[at];
      const Floats d = hn::Set(f32, d_output[at]);
      sum0_0 = hn::MulAdd(d, hn::LoadU(f32, patch), sum0_0);
      sum1_0 = hn::MulAdd(d, hn::LoadU(f32, patch + 5), sum1_0);
    }
    hn::Store(sum0_0, f32, d_kernel);
    hn::Store(sum1_0, f32, d_kernel + 4);
  }
}

// Backward of Conv2D 3 2x2 relu, MaxPooling2D 2x2: input (6, 5, 1) -> output (2, 2, 3). At most 48 multiply-adds.
void conv2d_1_backward(const float* HWY_RESTRICT, TrainingArena& arena, int count) {
  float* d_kernel = arena.gradients + gradients_at::conv2d_1_d_kernel;
  std::int32_t* sources = reinterpret_cast<std::int32_t*>(arena.words + words_at::conv2d_1_sources);
  std::uint32_t* positions = arena.words + words_at::conv2d_1_positions;
  for (int image = 0; image < count; ++image) {
    const float* input = arena.floats + floats_at::input + image * 30;
    float* d_output = arena.floats + floats_at::d_conv2d_1_output + image * 16;
    conv2d_1_route(arena.floats + floats_at::conv2d_1_output + image * 16,
                   arena.bytes + bytes_at::conv2d_1_winners + image * 16, d_output, sources, positions,
                   arena.gradients + gradients_at::conv2d_1_d_bias);
    conv2d_1_d_kernel_2x1(input, d_output, sources, positions, d_kernel);
  }
}

// Copies an image to where the first step reads it.
void copy_input(const float* HWY_RESTRICT image, float* HWY_RESTRICT input) {
  std::memcpy(input, image, 30 * sizeof(float));
}

void copy_output(const float* HWY_RESTRICT map, float* HWY_RESTRICT values) {
  for (int y = 0; y < 2; ++y) {
    for (int x = 0; x < 2; ++x) {
      for (int channel = 0; channel < 3; ++channel) {
        *values++ = map[channel + y * 8 + x * 4];
      }
    }
  }
}

void copy_d_output(float* HWY_RESTRICT map, const float* HWY_RESTRICT values) {
  clear(map, 16);
  for (int y = 0; y < 2; ++y) {
    for (int x = 0; x < 2; ++x) {
      for (int channel = 0; channel < 3; ++channel) {
        map[channel + y * 8 + x * 4] = *values++;
      }
    }
  }
}

void conv2d_1_prepare(const float* HWY_RESTRICT kernel, const float* HWY_RESTRICT bias, float* HWY_RESTRICT weights) {
  for (int row = 0; row < 2; ++row) {
    for (int column = 0; column < 2; ++column) {
      const float* HWY_RESTRICT from = kernel + row * 6 + column * 3;
      float* HWY_RESTRICT to = weights + weights_at::conv2d_1_kernel + row * 8 + column * 4;
      copy(from, 1, 3, to, 4);
    }
  }
  copy(bias, 1, 3, weights + weights_at::conv2d_1_bias, 4);
}

void prepare_forward(const float* HWY_RESTRICT parameters, float* HWY_RESTRICT weights) {
  conv2d_1_prepare(parameters + parameters_at::conv2d_1_kernel, parameters + parameters_at::conv2d_1_bias, weights);
}

// One of the parts of what forward and backward read.
void prepare_training(const float* HWY_RESTRICT parameters, float* HWY_RESTRICT weights, int part) {
  if (part == 0) {
    conv2d_1_prepare(parameters + parameters_at::conv2d_1_kernel, parameters + parameters_at::conv2d_1_bias, weights);
  }
}

void conv2d_1_add_gradients(const TrainingArena& arena, float* HWY_RESTRICT d_kernel, float* HWY_RESTRICT d_bias) {
  for (int run = 0; run < 2; ++run) {
    transpose_add(arena.gradients + gradients_at::conv2d_1_d_kernel + run * 4, 8, d_kernel + run * 6, 3, 3, 2);
  }
  add(arena.gradients + gradients_at::conv2d_1_d_bias, 3, d_bias, 1);
}

void add_sums(const TrainingArena& arena, float* HWY_RESTRICT gradients) {
  if (arena.cleared) return;
  conv2d_1_add_gradients(arena, gradients + parameters_at::conv2d_1_kernel, gradients + parameters_at::conv2d_1_bias);
}

void predict_image(const Prepared& prepared, InferenceArena& arena, const float* HWY_RESTRICT image,
                   float* HWY_RESTRICT output) {
  conv2d_1_forward(prepared.values, image, arena.floats + inference_at::conv2d_1_output);
  copy_output(arena.floats + inference_at::conv2d_1_output, output);
}

void predict_images(const Prepared& prepared, BatchArena& arena, const float* HWY_RESTRICT images, int count,
                    float* HWY_RESTRICT outputs) {
  for (int first = 0; first < count; first += 16) {
    const int n = std::min(count - first, 16);
    for (int image = 0; image < n; ++image) {
      conv2d_1_forward(prepared.values, images + image * 30, arena.floats + batch_at::conv2d_1_output + image * 16);
    }
    for (int image = 0; image < n; ++image) {
      copy_output(arena.floats + batch_at::conv2d_1_output + image * 16, outputs + image * 12);
    }
    images += n * 30;
    outputs += n * 12;
  }
}

void forward_images(const TrainingPrepared& prepared, TrainingArena& arena, const float* HWY_RESTRICT images, int count,
                    float* HWY_RESTRICT outputs) {
  for (int image = 0; image < count; ++image) {
    copy_input(images + image * 30, arena.floats + floats_at::input + image * 30);
  }
  conv2d_1_forward_batch(prepared.values, arena, count);
  for (int image = 0; image < count; ++image) {
    copy_output(arena.floats + floats_at::conv2d_1_output + image * 16, outputs + image * 12);
  }
}

void backward_images(const TrainingPrepared& prepared, TrainingArena& arena, const float* HWY_RESTRICT d_outputs,
                     int count) {
  for (int image = 0; image < count; ++image) {
    copy_d_output(arena.floats + floats_at::d_conv2d_1_output + image * 16, d_outputs + image * 12);
  }
  if (arena.cleared) clear(arena.gradients + gradients_at::conv2d_1_d_kernel, 68);
  conv2d_1_backward(prepared.values, arena, count);
  arena.cleared = false;
}

#else
#error "This processor's vector width has no body here: generate one (--simd, or SIMD in constnet_add_model)."
#endif

}  // namespace HWY_NAMESPACE
}  // namespace conv_pool
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace conv_pool {

HWY_EXPORT(target_name);
HWY_EXPORT(prepare_forward);
HWY_EXPORT(predict_image);
HWY_EXPORT(predict_images);
HWY_EXPORT(prepare_training);
HWY_EXPORT(forward_images);
HWY_EXPORT(backward_images);
HWY_EXPORT(add_sums);

const char* simd_target() { return HWY_DYNAMIC_DISPATCH(target_name)(); }

void prepare(const Parameters& parameters, Prepared& prepared) {
  HWY_DYNAMIC_DISPATCH(prepare_forward)(parameters.values, prepared.values);
}

void predict(const Prepared& prepared, InferenceArena& arena, const float* image, float* output) {
  HWY_DYNAMIC_DISPATCH(predict_image)(prepared, arena, image, output);
}

void predict(const Prepared& prepared, BatchArena& arena, const float* images, int count, float* outputs) {
  HWY_DYNAMIC_DISPATCH(predict_images)(prepared, arena, images, count, outputs);
}

void prepare_part(const Parameters& parameters, TrainingPrepared& prepared, int part) {
  HWY_DYNAMIC_DISPATCH(prepare_training)(parameters.values, prepared.values, part);
}

void prepare(const Parameters& parameters, TrainingPrepared& prepared) {
  for (int part = 0; part < prepare_parts; ++part) prepare_part(parameters, prepared, part);
}

void clear_gradients(TrainingArena& arena) { arena.cleared = true; }

void forward(const TrainingPrepared& prepared, TrainingArena& arena, const float* images, int count, float* outputs) {
  HWY_DYNAMIC_DISPATCH(forward_images)(prepared, arena, images, count, outputs);
}

void backward(const TrainingPrepared& prepared, TrainingArena& arena, const float* d_outputs, int count) {
  HWY_DYNAMIC_DISPATCH(backward_images)(prepared, arena, d_outputs, count);
}

void add_gradients(const TrainingArena& arena, Parameters& gradients) {
  HWY_DYNAMIC_DISPATCH(add_sums)(arena, gradients.values);
}

}  // namespace conv_pool
#endif
