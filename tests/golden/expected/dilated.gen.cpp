// Generated from tests/golden/models.hpp. Do not edit: change the model and build again.
//
// Model: "dilated"
// _________________________________________________________________
// Layer (type)                 Output Shape              Param #
// =================================================================
// conv2d_1 (Conv2D)            (None, 5, 4, 1)           2
// _________________________________________________________________
// conv2d_2 (Conv2D)            (None, 2, 2, 2)           10
// _________________________________________________________________
// max_pooling2d_1 (MaxPooling2 (None, 1, 1, 2)           0
// =================================================================
// Total params: 12
// Trainable params: 12
// Non-trainable params: 0
// _________________________________________________________________
//
// Multiply-adds per image: 52. Bytes: prepared weights 1,024, inference arena 336,
// batch arena 576 (16 images),
// prepared weights for training 1,280, training arena 19,328 (16 images).
// Code of the steps, about, in bytes: 128 2,867.

#include "dilated.gen.hpp"

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
#define HWY_TARGET_INCLUDE "dilated.gen.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>
#endif

HWY_BEFORE_NAMESPACE();
namespace dilated {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

const char* target_name() { return hwy::TargetName(HWY_TARGET); }

#if HWY_MAX_BYTES == 16

// SSE4, NEON, WebAssembly: 4 floats per vector.
// conv2d_1: Conv2D 1 1x1 linear: input (5, 4, 1) -> output (5, 4, 1). About 1,140 bytes of code.
// conv2d_2: Conv2D 2 2x2 dilation 3x2 linear, MaxPooling2D 2x2: input (5, 4, 1) -> output (1, 1, 2). About 1,577 bytes
// of code.

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
constexpr int conv2d_1_bias = 1;
constexpr int conv2d_2_kernel = 2;
constexpr int conv2d_2_bias = 10;
}  // namespace parameters_at

namespace weights_at {
constexpr int conv2d_1_kernel = 0;
constexpr int conv2d_1_bias = 64;
constexpr int conv2d_2_kernel = 128;
constexpr int conv2d_2_bias = 192;
constexpr int conv2d_2_kernel_by_filter = 256;
}  // namespace weights_at

namespace inference_at {
constexpr int conv2d_1_output = 0;
constexpr int conv2d_2_output = 80;
}  // namespace inference_at

namespace batch_at {
constexpr int conv2d_1_output = 0;
constexpr int conv2d_2_output = 80;
}  // namespace batch_at

namespace floats_at {
constexpr int input = 0;
constexpr int conv2d_1_output = 384;
constexpr int d_conv2d_1_output = 1664;
constexpr int conv2d_2_output = 2944;
constexpr int d_conv2d_2_output = 3008;
constexpr int conv2d_1_masked = 3072;
}  // namespace floats_at

namespace words_at {
constexpr int conv2d_2_sources = 0;
constexpr int conv2d_2_positions = 64;
constexpr int conv2d_2_filters = 128;
}  // namespace words_at

namespace bytes_at {
constexpr int conv2d_2_winners = 0;
}  // namespace bytes_at

namespace gradients_at {
constexpr int conv2d_1_d_kernel = 0;
constexpr int conv2d_1_d_bias = 64;
constexpr int conv2d_2_d_kernel = 128;
constexpr int conv2d_2_d_bias = 192;
}  // namespace gradients_at

// 3 x 4 pixels of 4 outputs each.
HWY_NOINLINE void conv2d_1_tile_3x4(const float* HWY_RESTRICT input, const float* HWY_RESTRICT weights,
                                    const float* HWY_RESTRICT bias, float* HWY_RESTRICT output) {
  Floats pixel0_0 = hn::Load(f32, bias);
  Floats pixel0_1 = hn::Load(f32, bias);
  Floats pixel0_2 = hn::Load(f32, bias);
  Floats pixel0_3 = hn::Load(f32, bias);
  Floats pixel1_0 = hn::Load(f32, bias);
  Floats pixel1_1 = hn::Load(f32, bias);
  Floats pixel1_2 = hn::Load(f32, bias);
  Floats pixel1_3 = hn::Load(f32, bias);
  Floats pixel2_0 = hn::Load(f32, bias);
  Floats pixel2_1 = hn::Load(f32, bias);
  Floats pixel2_2 = hn::Load(f32, bias);
  Floats pixel2_3 = hn::Load(f32, bias);
  const float* HWY_RESTRICT x = input;
  const Floats k0 = hn::Load(f32, weights);
  const Floats x0_0 = hn::Set(f32, x[0]);
  pixel0_0 = hn::MulAdd(x0_0, k0, pixel0_0);
  const Floats x1_0 = hn::Set(f32, x[4]);
  pixel1_0 = hn::MulAdd(x1_0, k0, pixel1_0);
  const Floats x2_0 = hn::Set(f32, x[8]);
  pixel2_0 = hn::MulAdd(x2_0, k0, pixel2_0);
  const Floats x0_1 = hn::Set(f32, x[1]);
  pixel0_1 = hn::MulAdd(x0_1, k0, pixel0_1);
  const Floats x1_1 = hn::Set(f32, x[5]);
  pixel1_1 = hn::MulAdd(x1_1, k0, pixel1_1);
  const Floats x2_1 = hn::Set(f32, x[9]);
  pixel2_1 = hn::MulAdd(x2_1, k0, pixel2_1);
  const Floats x0_2 = hn::Set(f32, x[2]);
  pixel0_2 = hn::MulAdd(x0_2, k0, pixel0_2);
  const Floats x1_2 = hn::Set(f32, x[6]);
  pixel1_2 = hn::MulAdd(x1_2, k0, pixel1_2);
  const Floats x2_2 = hn::Set(f32, x[10]);
  pixel2_2 = hn::MulAdd(x2_2, k0, pixel2_2);
  const Floats x0_3 = hn::Set(f32, x[3]);
  pixel0_3 = hn::MulAdd(x0_3, k0, pixel0_3);
  const Floats x1_3 = hn::Set(f32, x[7]);
  pixel1_3 = hn::MulAdd(x1_3, k0, pixel1_3);
  const Floats x2_3 = hn::Set(f32, x[11]);
  pixel2_3 = hn::MulAdd(x2_3, k0, pixel2_3);
  hn::Store(pixel0_0, f32, output);
  hn::Store(pixel0_1, f32, output + 4);
  hn::Store(pixel0_2, f32, output + 8);
  hn::Store(pixel0_3, f32, output + 12);
  hn::Store(pixel1_0, f32, output + 16);
  hn::Store(pixel1_1, f32, output + 20);
  hn::Store(pixel1_2, f32, output + 24);
  hn::Store(pixel1_3, f32, output + 28);
  hn::Store(pixel2_0, f32, output + 32);
  hn::Store(pixel2_1, f32, output + 36);
  hn::Store(pixel2_2, f32, output + 40);
  hn::Store(pixel2_3, f32, output + 44);
}

// 2 x 4 pixels of 4 outputs each.
HWY_NOINLINE void conv2d_1_tile_2x4(const float* HWY_RESTRICT input, const float* HWY_RESTRICT weights,
                                    const float* HWY_RESTRICT bias, float* HWY_RESTRICT output) {
  Floats pixel0_0 = hn::Load(f32, bias);
  Floats pixel0_1 = hn::Load(f32, bias);
  Floats pixel0_2 = hn::Load(f32, bias);
  Floats pixel0_3 = hn::Load(f32, bias);
  Floats pixel1_0 = hn::Load(f32, bias);
  Floats pixel1_1 = hn::Load(f32, bias);
  Floats pixel1_2 = hn::Load(f32, bias);
  Floats pixel1_3 = hn::Load(f32, bias);
  const float* HWY_RESTRICT x = input;
  const Floats k0 = hn::Load(f32, weights);
  const Floats x0_0 = hn::Set(f32, x[0]);
  pixel0_0 = hn::MulAdd(x0_0, k0, pixel0_0);
  const Floats x1_0 = hn::Set(f32, x[4]);
  pixel1_0 = hn::MulAdd(x1_0, k0, pixel1_0);
  const Floats x0_1 = hn::Set(f32, x[1]);
  pixel0_1 = hn::MulAdd(x0_1, k0, pixel0_1);
  const Floats x1_1 = hn::Set(f32, x[5]);
  pixel1_1 = hn::MulAdd(x1_1, k0, pixel1_1);
  const Floats x0_2 = hn::Set(f32, x[2]);
  pixel0_2 = hn::MulAdd(x0_2, k0, pixel0_2);
  const Floats x1_2 = hn::Set(f32, x[6]);
  pixel1_2 = hn::MulAdd(x1_2, k0, pixel1_2);
  const Floats x0_3 = hn::Set(f32, x[3]);
  pixel0_3 = hn::MulAdd(x0_3, k0, pixel0_3);
  const Floats x1_3 = hn::Set(f32, x[7]);
  pixel1_3 = hn::MulAdd(x1_3, k0, pixel1_3);
  hn::Store(pixel0_0, f32, output);
  hn::Store(pixel0_1, f32, output + 4);
  hn::Store(pixel0_2, f32, output + 8);
  hn::Store(pixel0_3, f32, output + 12);
  hn::Store(pixel1_0, f32, output + 16);
  hn::Store(pixel1_1, f32, output + 20);
  hn::Store(pixel1_2, f32, output + 24);
  hn::Store(pixel1_3, f32, output + 28);
}

// Conv2D 1 1x1 linear: input (5, 4, 1) -> output (5, 4, 1). 20 multiply-adds.
void conv2d_1_forward(const float* HWY_RESTRICT weights, const float* HWY_RESTRICT input, float* HWY_RESTRICT output) {
  const float* HWY_RESTRICT kernel = weights + weights_at::conv2d_1_kernel;
  const float* HWY_RESTRICT bias = weights + weights_at::conv2d_1_bias;
  conv2d_1_tile_3x4(input, kernel, bias, output);
  conv2d_1_tile_2x4(input + 12, kernel, bias, output + 48);
}

// 1 x 1 pooling windows of 4 outputs each.
HWY_NOINLINE void conv2d_2_tile_1x1(const float* HWY_RESTRICT input, const float* HWY_RESTRICT weights,
                                    const float* HWY_RESTRICT bias, float* HWY_RESTRICT output) {
  Floats pixel0_0 = hn::Zero(f32);
  Floats pixel0_1 = hn::Zero(f32);
  Floats pixel1_0 = hn::Zero(f32);
  Floats pixel1_1 = hn::Zero(f32);
  for (int row = 0; row < 2; ++row) {
    for (int column = 0; column < 2; ++column) {
      const float* HWY_RESTRICT x = input + row * 48 + column * 8;
      const Floats k0 = hn::Load(f32, weights);
      const Floats x0_0 = hn::Set(f32, x[0]);
      pixel0_0 = hn::MulAdd(x0_0, k0, pixel0_0);
      const Floats x1_0 = hn::Set(f32, x[16]);
      pixel1_0 = hn::MulAdd(x1_0, k0, pixel1_0);
      const Floats x0_1 = hn::Set(f32, x[4]);
      pixel0_1 = hn::MulAdd(x0_1, k0, pixel0_1);
      const Floats x1_1 = hn::Set(f32, x[20]);
      pixel1_1 = hn::MulAdd(x1_1, k0, pixel1_1);
      weights += 4;
    }
  }
  const Floats best0_0 = hn::Max(hn::Max(pixel0_0, pixel0_1), hn::Max(pixel1_0, pixel1_1));
  hn::Store(hn::Add(best0_0, hn::Load(f32, bias)), f32, output);
}

// Conv2D 2 2x2 dilation 3x2 linear, MaxPooling2D 2x2: input (5, 4, 1) -> output (1, 1, 2). 32 multiply-adds.
void conv2d_2_forward(const float* HWY_RESTRICT weights, const float* HWY_RESTRICT input, float* HWY_RESTRICT output) {
  const float* HWY_RESTRICT kernel = weights + weights_at::conv2d_2_kernel;
  const float* HWY_RESTRICT bias = weights + weights_at::conv2d_2_bias;
  conv2d_2_tile_1x1(input, kernel, bias, output);
}

// Conv2D 1 1x1 linear: input (5, 4, 1) -> output (5, 4, 1).
void conv2d_1_forward_batch(const float* HWY_RESTRICT weights, TrainingArena& arena, int count) {
  for (int image = 0; image < count; ++image) {
    const float* HWY_RESTRICT input = arena.floats + floats_at::input + image * 20;
    float* HWY_RESTRICT output = arena.floats + floats_at::conv2d_1_output + image * 80;
    conv2d_1_forward(weights, input, output);
  }
}

// Copies the output's gradient, inside zeros that the input's gradient reads, and adds up the bias's.
HWY_NOINLINE void conv2d_1_mask(const float* HWY_RESTRICT output, const float* HWY_RESTRICT d_output,
                                float* HWY_RESTRICT masked, float* HWY_RESTRICT d_bias) {
  static_cast<void>(output);
  for (int filter = 0; filter < 4; filter += 4) {
    Floats d_bias_sum = hn::Load(f32, d_bias + filter);
    for (int y = 0; y < 5; ++y) {
      for (int x = 0; x < 4; ++x) {
        const Floats d = hn::Load(f32, d_output + filter + y * 16 + x * 4);
        hn::Store(d, f32, masked + filter + y * 16 + x * 4);
        d_bias_sum = hn::Add(d_bias_sum, d);
      }
    }
    hn::Store(d_bias_sum, f32, d_bias + filter);
  }
}

// Adds the gradients of 1 inputs' weights for 4 outputs, over all pixels and images.
HWY_NOINLINE void conv2d_1_d_kernel_1x1(const float* HWY_RESTRICT input, const float* HWY_RESTRICT d_output,
                                        float* HWY_RESTRICT d_kernel, int count) {
  Floats sum0 = hn::Load(f32, d_kernel);
  for (int image = 0; image < count; ++image) {
    for (int y = 0; y < 5; ++y) {
      for (int x = 0; x < 4; ++x) {
        const float* HWY_RESTRICT in = input + image * 20 + y * 4 + x;
        const float* HWY_RESTRICT d = d_output + image * 80 + y * 16 + x * 4;
        const Floats d0 = hn::Load(f32, d);
        const Floats in0 = hn::Set(f32, in[0]);
        sum0 = hn::MulAdd(in0, d0, sum0);
      }
    }
  }
  hn::Store(sum0, f32, d_kernel);
}

// Backward of Conv2D 1 1x1 linear: input (5, 4, 1) -> output (5, 4, 1). 20 multiply-adds.
void conv2d_1_backward(const float* HWY_RESTRICT, TrainingArena& arena, int count) {
  float* masked = arena.floats + floats_at::conv2d_1_masked;
  for (int image = 0; image < count; ++image) {
    conv2d_1_mask(arena.floats + floats_at::conv2d_1_output + image * 80,
                  arena.floats + floats_at::d_conv2d_1_output + image * 80, masked + image * 80,
                  arena.gradients + gradients_at::conv2d_1_d_bias);
  }
  const float* input = arena.floats + floats_at::input;
  float* d_kernel = arena.gradients + gradients_at::conv2d_1_d_kernel;
  conv2d_1_d_kernel_1x1(input, masked, d_kernel, count);
}

// 1 x 1 pooling windows of 4 outputs each.
HWY_NOINLINE void conv2d_2_winners_tile_1x1(const float* HWY_RESTRICT input, const float* HWY_RESTRICT weights,
                                            const float* HWY_RESTRICT bias, float* HWY_RESTRICT output,
                                            std::uint8_t* HWY_RESTRICT winners) {
  Floats pixel0_0 = hn::Zero(f32);
  Floats pixel0_1 = hn::Zero(f32);
  Floats pixel1_0 = hn::Zero(f32);
  Floats pixel1_1 = hn::Zero(f32);
  for (int row = 0; row < 2; ++row) {
    for (int column = 0; column < 2; ++column) {
      const float* HWY_RESTRICT x = input + row * 48 + column * 8;
      const Floats k0 = hn::Load(f32, weights);
      const Floats x0_0 = hn::Set(f32, x[0]);
      pixel0_0 = hn::MulAdd(x0_0, k0, pixel0_0);
      const Floats x1_0 = hn::Set(f32, x[16]);
      pixel1_0 = hn::MulAdd(x1_0, k0, pixel1_0);
      const Floats x0_1 = hn::Set(f32, x[4]);
      pixel0_1 = hn::MulAdd(x0_1, k0, pixel0_1);
      const Floats x1_1 = hn::Set(f32, x[20]);
      pixel1_1 = hn::MulAdd(x1_1, k0, pixel1_1);
      weights += 4;
    }
  }
  Floats best0_0 = pixel0_0;
  Ints winner0_0 = hn::Zero(s32);
  compete(pixel0_1, 1, best0_0, winner0_0);
  compete(pixel1_0, 2, best0_0, winner0_0);
  compete(pixel1_1, 3, best0_0, winner0_0);
  store_winners(winner0_0, winners);
  hn::Store(hn::Add(best0_0, hn::Load(f32, bias)), f32, output);
}

// The same, and which pixel of each pooling window is the greatest.
void conv2d_2_forward_winners(const float* HWY_RESTRICT weights, const float* HWY_RESTRICT input,
                              float* HWY_RESTRICT output, std::uint8_t* HWY_RESTRICT winners) {
  const float* HWY_RESTRICT kernel = weights + weights_at::conv2d_2_kernel;
  const float* HWY_RESTRICT bias = weights + weights_at::conv2d_2_bias;
  conv2d_2_winners_tile_1x1(input, kernel, bias, output, winners);
}

// Conv2D 2 2x2 dilation 3x2 linear, MaxPooling2D 2x2: input (5, 4, 1) -> output (1, 1, 2).
void conv2d_2_forward_batch(const float* HWY_RESTRICT weights, TrainingArena& arena, int count) {
  for (int image = 0; image < count; ++image) {
    const float* HWY_RESTRICT input = arena.floats + floats_at::conv2d_1_output + image * 80;
    float* HWY_RESTRICT output = arena.floats + floats_at::conv2d_2_output + image * 4;
    std::uint8_t* HWY_RESTRICT winners = arena.bytes + bytes_at::conv2d_2_winners + image * 4;
    conv2d_2_forward_winners(weights, input, output, winners);
  }
}

// Finds the outputs through which a gradient passes. d_output: zero elsewhere from now on. sources: where the patch of
// the winning pixel starts in the input. positions: for each filter, one bit per position. filters: for each position
// and pixel of its window, one bit per filter.
HWY_NOINLINE void conv2d_2_route(const float* HWY_RESTRICT output, const std::uint8_t* HWY_RESTRICT winners,
                                 float* HWY_RESTRICT d_output, std::int32_t* HWY_RESTRICT sources,
                                 std::uint32_t* HWY_RESTRICT positions, std::uint32_t* HWY_RESTRICT filters,
                                 float* HWY_RESTRICT d_bias) {
  static_cast<void>(output);
  for (int filter = 0; filter < 4; filter += 4) {
    Floats d_bias_sum = hn::Load(f32, d_bias + filter);
    Words alive_positions = hn::Zero(u32);
    int position = 0;
    const int at = position * 4 + filter;
    const auto alive = hn::FirstN(f32, static_cast<std::size_t>(2 - filter));
    const Floats d = hn::IfThenElseZero(alive, hn::Load(f32, d_output + at));
    hn::Store(d, f32, d_output + at);
    d_bias_sum = hn::Add(d_bias_sum, d);
    const Ints winner = load_winners(winners + at);
    Ints source = hn::Set(s32, 0);
    source = hn::Add(source, only_if(hn::Eq(winner, hn::Set(s32, 1)), 4));
    source = hn::Add(source, only_if(hn::Eq(winner, hn::Set(s32, 2)), 16));
    source = hn::Add(source, only_if(hn::Eq(winner, hn::Set(s32, 3)), 20));
    hn::Store(source, s32, sources + at);
    const Words bit = hn::Set(u32, std::uint32_t{1} << (position & 31));
    const auto alive_words = hn::RebindMask(u32, alive);
    alive_positions = hn::Or(alive_positions, hn::IfThenElseZero(alive_words, bit));
    if ((position & 31) == 31 || position == 0) {
      hn::Store(alive_positions, u32, positions + (position >> 5) * 4 + filter);
      alive_positions = hn::Zero(u32);
    }
    const auto alive0 = hn::And(alive, hn::RebindMask(f32, hn::Eq(winner, hn::Set(s32, 0))));
    add_bits(alive0, filter, filters + position * 4);
    const auto alive1 = hn::And(alive, hn::RebindMask(f32, hn::Eq(winner, hn::Set(s32, 1))));
    add_bits(alive1, filter, filters + position * 4 + 1);
    const auto alive2 = hn::And(alive, hn::RebindMask(f32, hn::Eq(winner, hn::Set(s32, 2))));
    add_bits(alive2, filter, filters + position * 4 + 2);
    const auto alive3 = hn::And(alive, hn::RebindMask(f32, hn::Eq(winner, hn::Set(s32, 3))));
    add_bits(alive3, filter, filters + position * 4 + 3);
    ++position;
    hn::Store(d_bias_sum, f32, d_bias + filter);
  }
}

// Adds the patches of the winning pixels, times their gradients, to 4 x 1 vectors of each filter's kernel gradient.
HWY_NOINLINE void conv2d_2_d_kernel_4x1(const float* HWY_RESTRICT input, const float* HWY_RESTRICT d_output,
                                        const std::int32_t* HWY_RESTRICT sources,
                                        const std::uint32_t* HWY_RESTRICT positions, float* HWY_RESTRICT d_kernel) {
  for (int filter = 0; filter < 2; ++filter, d_kernel += 16) {
    Floats sum0_0 = hn::Load(f32, d_kernel);
    Floats sum1_0 = hn::Load(f32, d_kernel + 4);
    Floats sum2_0 = hn::Load(f32, d_kernel + 8);
    Floats sum3_0 = hn::Load(f32, d_kernel + 12);
    const int base = filter;
    for (std::uint32_t bits = positions[filter]; bits != 0; bits &= bits - 1) {
      const int at = base + lowest_bit(bits) * 4;
      const float* HWY_RESTRICT patch = input + sources[at];
      const Floats d = hn::Set(f32, d_output[at]);
      sum0_0 = hn::MulAdd(d, hn::LoadU(f32, patch), sum0_0);
      sum1_0 = hn::MulAdd(d, hn::LoadU(f32, patch + 8), sum1_0);
      sum2_0 = hn::MulAdd(d, hn::LoadU(f32, patch + 48), sum2_0);
      sum3_0 = hn::MulAdd(d, hn::LoadU(f32, patch + 56), sum3_0);
    }
    hn::Store(sum0_0, f32, d_kernel);
    hn::Store(sum1_0, f32, d_kernel + 4);
    hn::Store(sum2_0, f32, d_kernel + 8);
    hn::Store(sum3_0, f32, d_kernel + 12);
  }
}

// Adds 4 x 1 vectors of the kernels of all filters that won at a pixel, times their gradients, to that pixel's patch.
HWY_NOINLINE void conv2d_2_d_input_4x1(const float* HWY_RESTRICT kernel, const float* HWY_RESTRICT d_output,
                                       const std::uint32_t* HWY_RESTRICT filters, float* HWY_RESTRICT d_input) {
  constexpr int winner_offset[4] = {0, 4, 16, 20};
  const float* HWY_RESTRICT d_here = d_output;
  for (int winner = 0; winner < 4; ++winner, filters += 1) {
    if ((filters[0]) == 0) {
      continue;
    }
    float* HWY_RESTRICT patch = d_input + winner_offset[winner];
    Floats sum0_0 = hn::Load(f32, patch);
    Floats sum1_0 = hn::Load(f32, patch + 8);
    Floats sum2_0 = hn::Load(f32, patch + 48);
    Floats sum3_0 = hn::Load(f32, patch + 56);
    for (std::uint32_t bits = filters[0]; bits != 0; bits &= bits - 1) {
      const int filter = lowest_bit(bits);
      const Floats d = hn::Set(f32, d_here[filter]);
      const float* HWY_RESTRICT k = kernel + filter * 16;
      sum0_0 = hn::MulAdd(d, hn::Load(f32, k), sum0_0);
      sum1_0 = hn::MulAdd(d, hn::Load(f32, k + 4), sum1_0);
      sum2_0 = hn::MulAdd(d, hn::Load(f32, k + 8), sum2_0);
      sum3_0 = hn::MulAdd(d, hn::Load(f32, k + 12), sum3_0);
    }
    hn::Store(sum0_0, f32, patch);
    hn::Store(sum1_0, f32, patch + 8);
    hn::Store(sum2_0, f32, patch + 48);
    hn::Store(sum3_0, f32, patch + 56);
  }
}

// Backward of Conv2D 2 2x2 dilation 3x2 linear, MaxPooling2D 2x2: input (5, 4, 1) -> output (1, 1, 2). At most 16
// multiply-adds.
void conv2d_2_backward(const float* HWY_RESTRICT weights, TrainingArena& arena, int count) {
  float* d_kernel = arena.gradients + gradients_at::conv2d_2_d_kernel;
  std::int32_t* sources = reinterpret_cast<std::int32_t*>(arena.words + words_at::conv2d_2_sources);
  std::uint32_t* positions = arena.words + words_at::conv2d_2_positions;
  std::uint32_t* filters = arena.words + words_at::conv2d_2_filters;
  const float* kernel = weights + weights_at::conv2d_2_kernel_by_filter;
  for (int image = 0; image < count; ++image) {
    const float* input = arena.floats + floats_at::conv2d_1_output + image * 80;
    float* d_output = arena.floats + floats_at::d_conv2d_2_output + image * 4;
    std::memset(filters, 0, 4 * sizeof(std::uint32_t));
    conv2d_2_route(arena.floats + floats_at::conv2d_2_output + image * 4,
                   arena.bytes + bytes_at::conv2d_2_winners + image * 4, d_output, sources, positions, filters,
                   arena.gradients + gradients_at::conv2d_2_d_bias);
    conv2d_2_d_kernel_4x1(input, d_output, sources, positions, d_kernel);
    float* d_input = arena.floats + floats_at::d_conv2d_1_output + image * 80;
    clear(d_input, 80);
    conv2d_2_d_input_4x1(kernel, d_output, filters, d_input);
  }
}

// Copies an image to where the first step reads it.
void copy_input(const float* HWY_RESTRICT image, float* HWY_RESTRICT input) {
  std::memcpy(input, image, 20 * sizeof(float));
}

void copy_output(const float* HWY_RESTRICT map, float* HWY_RESTRICT values) {
  for (int channel = 0; channel < 2; ++channel) {
    *values++ = map[channel];
  }
}

void copy_d_output(float* HWY_RESTRICT map, const float* HWY_RESTRICT values) {
  clear(map, 4);
  for (int channel = 0; channel < 2; ++channel) {
    map[channel] = *values++;
  }
}

void conv2d_1_prepare(const float* HWY_RESTRICT kernel, const float* HWY_RESTRICT bias, float* HWY_RESTRICT weights) {
  {
    const float* HWY_RESTRICT from = kernel;
    float* HWY_RESTRICT to = weights + weights_at::conv2d_1_kernel;
    copy(from, 1, 1, to, 4);
  }
  copy(bias, 1, 1, weights + weights_at::conv2d_1_bias, 4);
}

void conv2d_2_prepare(const float* HWY_RESTRICT kernel, const float* HWY_RESTRICT bias, float* HWY_RESTRICT weights) {
  for (int row = 0; row < 2; ++row) {
    for (int column = 0; column < 2; ++column) {
      const float* HWY_RESTRICT from = kernel + row * 4 + column * 2;
      float* HWY_RESTRICT to = weights + weights_at::conv2d_2_kernel + row * 8 + column * 4;
      copy(from, 1, 2, to, 4);
    }
  }
  copy(bias, 1, 2, weights + weights_at::conv2d_2_bias, 4);
}

void prepare_forward(const float* HWY_RESTRICT parameters, float* HWY_RESTRICT weights) {
  conv2d_1_prepare(parameters + parameters_at::conv2d_1_kernel, parameters + parameters_at::conv2d_1_bias, weights);
  conv2d_2_prepare(parameters + parameters_at::conv2d_2_kernel, parameters + parameters_at::conv2d_2_bias, weights);
}

void conv2d_2_prepare_backward(const float* HWY_RESTRICT kernel, float* HWY_RESTRICT weights) {
  clear(weights + weights_at::conv2d_2_kernel_by_filter, 32);
  for (int run = 0; run < 4; ++run) {
    transpose(kernel + run * 2, 2, weights + weights_at::conv2d_2_kernel_by_filter + run * 4, 16, 1, 2);
  }
}

// One of the parts of what forward and backward read.
void prepare_training(const float* HWY_RESTRICT parameters, float* HWY_RESTRICT weights, int part) {
  if (part == 0) {
    conv2d_1_prepare(parameters + parameters_at::conv2d_1_kernel, parameters + parameters_at::conv2d_1_bias, weights);
  }
  if (part == 1) {
    conv2d_2_prepare(parameters + parameters_at::conv2d_2_kernel, parameters + parameters_at::conv2d_2_bias, weights);
  }
  if (part == 2) {
    conv2d_2_prepare_backward(parameters + parameters_at::conv2d_2_kernel, weights);
  }
}

void conv2d_1_add_gradients(const TrainingArena& arena, float* HWY_RESTRICT d_kernel, float* HWY_RESTRICT d_bias) {
  add(arena.gradients + gradients_at::conv2d_1_d_kernel, 1, d_kernel, 1);
  add(arena.gradients + gradients_at::conv2d_1_d_bias, 1, d_bias, 1);
}

void conv2d_2_add_gradients(const TrainingArena& arena, float* HWY_RESTRICT d_kernel, float* HWY_RESTRICT d_bias) {
  for (int run = 0; run < 4; ++run) {
    transpose_add(arena.gradients + gradients_at::conv2d_2_d_kernel + run * 4, 16, d_kernel + run * 2, 2, 2, 1);
  }
  add(arena.gradients + gradients_at::conv2d_2_d_bias, 2, d_bias, 1);
}

void add_sums(const TrainingArena& arena, float* HWY_RESTRICT gradients) {
  if (arena.cleared) return;
  conv2d_1_add_gradients(arena, gradients + parameters_at::conv2d_1_kernel, gradients + parameters_at::conv2d_1_bias);
  conv2d_2_add_gradients(arena, gradients + parameters_at::conv2d_2_kernel, gradients + parameters_at::conv2d_2_bias);
}

void predict_image(const Prepared& prepared, InferenceArena& arena, const float* HWY_RESTRICT image,
                   float* HWY_RESTRICT output) {
  conv2d_1_forward(prepared.values, image, arena.floats + inference_at::conv2d_1_output);
  conv2d_2_forward(prepared.values, arena.floats + inference_at::conv2d_1_output,
                   arena.floats + inference_at::conv2d_2_output);
  copy_output(arena.floats + inference_at::conv2d_2_output, output);
}

void predict_images(const Prepared& prepared, BatchArena& arena, const float* HWY_RESTRICT images, int count,
                    float* HWY_RESTRICT outputs) {
  for (int first = 0; first < count; first += 16) {
    const int n = std::min(count - first, 16);
    for (int image = 0; image < n; ++image) {
      conv2d_1_forward(prepared.values, images + image * 20, arena.floats + batch_at::conv2d_1_output);
      conv2d_2_forward(prepared.values, arena.floats + batch_at::conv2d_1_output,
                       arena.floats + batch_at::conv2d_2_output + image * 4);
    }
    for (int image = 0; image < n; ++image) {
      copy_output(arena.floats + batch_at::conv2d_2_output + image * 4, outputs + image * 2);
    }
    images += n * 20;
    outputs += n * 2;
  }
}

void forward_images(const TrainingPrepared& prepared, TrainingArena& arena, const float* HWY_RESTRICT images, int count,
                    float* HWY_RESTRICT outputs) {
  for (int image = 0; image < count; ++image) {
    copy_input(images + image * 20, arena.floats + floats_at::input + image * 20);
  }
  conv2d_1_forward_batch(prepared.values, arena, count);
  conv2d_2_forward_batch(prepared.values, arena, count);
  for (int image = 0; image < count; ++image) {
    copy_output(arena.floats + floats_at::conv2d_2_output + image * 4, outputs + image * 2);
  }
}

void backward_images(const TrainingPrepared& prepared, TrainingArena& arena, const float* HWY_RESTRICT d_outputs,
                     int count) {
  for (int image = 0; image < count; ++image) {
    copy_d_output(arena.floats + floats_at::d_conv2d_2_output + image * 4, d_outputs + image * 2);
  }
  if (arena.cleared) clear(arena.gradients + gradients_at::conv2d_2_d_kernel, 68);
  conv2d_2_backward(prepared.values, arena, count);
  if (arena.cleared) clear(arena.gradients + gradients_at::conv2d_1_d_kernel, 68);
  conv2d_1_backward(prepared.values, arena, count);
  arena.cleared = false;
}

#else
#error "This processor's vector width has no body here: generate one (--simd, or SIMD in constnet_add_model)."
#endif

}  // namespace HWY_NAMESPACE
}  // namespace dilated
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace dilated {

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

}  // namespace dilated
#endif
