// Generated from tests/golden/models.hpp. Do not edit: change the model and build again.
//
// Model: "unrolled"
// _________________________________________________________________
// Layer (type)                 Output Shape              Param #
// =================================================================
// conv2d_1 (Conv2D)            (None, 3, 4, 1)           2
// _________________________________________________________________
// conv2d_2 (Conv2D)            (None, 2, 3, 2)           10
// _________________________________________________________________
// max_pooling2d_1 (MaxPooling2 (None, 1, 3, 2)           0
// _________________________________________________________________
// flatten_1 (Flatten)          (None, 6)                 0
// _________________________________________________________________
// dense_1 (Dense)              (None, 2)                 14
// =================================================================
// Total params: 26
// Trainable params: 26
// Non-trainable params: 0
// _________________________________________________________________
//
// Multiply-adds per image: 72. Bytes: prepared weights 1,536, inference arena 240,
// batch arena 272 (1 images),
// prepared weights for training 2,048, training arena 4,224 (1 images).
// Code of the steps, about, in bytes: 128 6,657.

#include "unrolled.gen.hpp"

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
#define HWY_TARGET_INCLUDE "unrolled.gen.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>
#endif

HWY_BEFORE_NAMESPACE();
namespace unrolled {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

const char* target_name() { return hwy::TargetName(HWY_TARGET); }

#if HWY_MAX_BYTES == 16

// SSE4, NEON, WebAssembly: 4 floats per vector.
// conv2d_1: Conv2D 1 1x1 linear: input (3, 4, 1) -> output (3, 4, 1). About 842 bytes of code.
// conv2d_2: Conv2D 2 2x2 relu, MaxPooling2D 2x1: input (3, 4, 1) -> output (1, 3, 2). About 4,861 bytes of code.
// dense_1: Dense 2 softmax: input (6) -> output (2). About 572 bytes of code.

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
constexpr int dense_1_kernel = 12;
constexpr int dense_1_bias = 24;
}  // namespace parameters_at

namespace weights_at {
constexpr int conv2d_1_kernel = 0;
constexpr int conv2d_1_bias = 64;
constexpr int conv2d_2_kernel = 128;
constexpr int conv2d_2_bias = 192;
constexpr int dense_1_kernel = 256;
constexpr int dense_1_bias = 320;
constexpr int conv2d_2_kernel_back = 384;
constexpr int dense_1_kernel_back = 448;
}  // namespace weights_at

namespace inference_at {
constexpr int conv2d_1_output = 0;
constexpr int dense_1_output = 0;
constexpr int conv2d_2_output = 48;
}  // namespace inference_at

namespace batch_at {
constexpr int conv2d_1_output = 0;
constexpr int conv2d_2_output = 48;
constexpr int dense_1_output = 64;
}  // namespace batch_at

namespace floats_at {
constexpr int input = 0;
constexpr int conv2d_1_output = 64;
constexpr int d_conv2d_1_output = 128;
constexpr int conv2d_2_output = 192;
constexpr int d_conv2d_2_output = 256;
constexpr int dense_1_output = 320;
constexpr int d_dense_1_output = 384;
constexpr int conv2d_1_masked = 448;
constexpr int conv2d_2_masked = 512;
}  // namespace floats_at

namespace bytes_at {
constexpr int conv2d_2_winners = 0;
}  // namespace bytes_at

namespace gradients_at {
constexpr int conv2d_1_d_kernel = 0;
constexpr int conv2d_1_d_bias = 64;
constexpr int conv2d_2_d_kernel = 128;
constexpr int conv2d_2_d_bias = 192;
constexpr int dense_1_d_kernel = 256;
constexpr int dense_1_d_bias = 320;
}  // namespace gradients_at

// Conv2D 1 1x1 linear: input (3, 4, 1) -> output (3, 4, 1). 12 multiply-adds.
void conv2d_1_forward(const float* HWY_RESTRICT weights, const float* HWY_RESTRICT input, float* HWY_RESTRICT output) {
  const float* HWY_RESTRICT kernel = weights + weights_at::conv2d_1_kernel;
  const float* HWY_RESTRICT bias = weights + weights_at::conv2d_1_bias;
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
  const Floats k0 = hn::Load(f32, kernel);
  const Floats x0_0 = hn::Set(f32, input[0]);
  pixel0_0 = hn::MulAdd(x0_0, k0, pixel0_0);
  const Floats x1_0 = hn::Set(f32, input[4]);
  pixel1_0 = hn::MulAdd(x1_0, k0, pixel1_0);
  const Floats x2_0 = hn::Set(f32, input[8]);
  pixel2_0 = hn::MulAdd(x2_0, k0, pixel2_0);
  const Floats x0_1 = hn::Set(f32, input[1]);
  pixel0_1 = hn::MulAdd(x0_1, k0, pixel0_1);
  const Floats x1_1 = hn::Set(f32, input[5]);
  pixel1_1 = hn::MulAdd(x1_1, k0, pixel1_1);
  const Floats x2_1 = hn::Set(f32, input[9]);
  pixel2_1 = hn::MulAdd(x2_1, k0, pixel2_1);
  const Floats x0_2 = hn::Set(f32, input[2]);
  pixel0_2 = hn::MulAdd(x0_2, k0, pixel0_2);
  const Floats x1_2 = hn::Set(f32, input[6]);
  pixel1_2 = hn::MulAdd(x1_2, k0, pixel1_2);
  const Floats x2_2 = hn::Set(f32, input[10]);
  pixel2_2 = hn::MulAdd(x2_2, k0, pixel2_2);
  const Floats x0_3 = hn::Set(f32, input[3]);
  pixel0_3 = hn::MulAdd(x0_3, k0, pixel0_3);
  const Floats x1_3 = hn::Set(f32, input[7]);
  pixel1_3 = hn::MulAdd(x1_3, k0, pixel1_3);
  const Floats x2_3 = hn::Set(f32, input[11]);
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

// Conv2D 2 2x2 relu, MaxPooling2D 2x1: input (3, 4, 1) -> output (1, 3, 2). 48 multiply-adds.
void conv2d_2_forward(const float* HWY_RESTRICT weights, const float* HWY_RESTRICT input, float* HWY_RESTRICT output) {
  const float* HWY_RESTRICT kernel = weights + weights_at::conv2d_2_kernel;
  const float* HWY_RESTRICT bias = weights + weights_at::conv2d_2_bias;
  Floats pixel0_0 = hn::Zero(f32);
  Floats pixel1_0 = hn::Zero(f32);
  Floats pixel0_1 = hn::Zero(f32);
  Floats pixel1_1 = hn::Zero(f32);
  Floats pixel0_2 = hn::Zero(f32);
  Floats pixel1_2 = hn::Zero(f32);
  const Floats k00 = hn::Load(f32, kernel);
  const Floats k01 = hn::Load(f32, kernel + 4);
  const Floats k10 = hn::Load(f32, kernel + 8);
  const Floats k11 = hn::Load(f32, kernel + 12);
  const Floats x0_0 = hn::Set(f32, input[0]);
  pixel0_0 = hn::MulAdd(x0_0, k00, pixel0_0);
  const Floats x1_0 = hn::Set(f32, input[16]);
  pixel0_0 = hn::MulAdd(x1_0, k10, pixel0_0);
  pixel1_0 = hn::MulAdd(x1_0, k00, pixel1_0);
  const Floats x2_0 = hn::Set(f32, input[32]);
  pixel1_0 = hn::MulAdd(x2_0, k10, pixel1_0);
  const Floats x0_1 = hn::Set(f32, input[4]);
  pixel0_0 = hn::MulAdd(x0_1, k01, pixel0_0);
  pixel0_1 = hn::MulAdd(x0_1, k00, pixel0_1);
  const Floats x1_1 = hn::Set(f32, input[20]);
  pixel0_0 = hn::MulAdd(x1_1, k11, pixel0_0);
  pixel1_0 = hn::MulAdd(x1_1, k01, pixel1_0);
  pixel0_1 = hn::MulAdd(x1_1, k10, pixel0_1);
  pixel1_1 = hn::MulAdd(x1_1, k00, pixel1_1);
  const Floats x2_1 = hn::Set(f32, input[36]);
  pixel1_0 = hn::MulAdd(x2_1, k11, pixel1_0);
  pixel1_1 = hn::MulAdd(x2_1, k10, pixel1_1);
  const Floats x0_2 = hn::Set(f32, input[8]);
  pixel0_1 = hn::MulAdd(x0_2, k01, pixel0_1);
  pixel0_2 = hn::MulAdd(x0_2, k00, pixel0_2);
  const Floats x1_2 = hn::Set(f32, input[24]);
  pixel0_1 = hn::MulAdd(x1_2, k11, pixel0_1);
  pixel1_1 = hn::MulAdd(x1_2, k01, pixel1_1);
  pixel0_2 = hn::MulAdd(x1_2, k10, pixel0_2);
  pixel1_2 = hn::MulAdd(x1_2, k00, pixel1_2);
  const Floats x2_2 = hn::Set(f32, input[40]);
  pixel1_1 = hn::MulAdd(x2_2, k11, pixel1_1);
  pixel1_2 = hn::MulAdd(x2_2, k10, pixel1_2);
  const Floats x0_3 = hn::Set(f32, input[12]);
  pixel0_2 = hn::MulAdd(x0_3, k01, pixel0_2);
  const Floats x1_3 = hn::Set(f32, input[28]);
  pixel0_2 = hn::MulAdd(x1_3, k11, pixel0_2);
  pixel1_2 = hn::MulAdd(x1_3, k01, pixel1_2);
  const Floats x2_3 = hn::Set(f32, input[44]);
  pixel1_2 = hn::MulAdd(x2_3, k11, pixel1_2);
  const Floats best0_0 = hn::Max(pixel0_0, pixel1_0);
  hn::Store(hn::Max(hn::Zero(f32), hn::Add(best0_0, hn::Load(f32, bias))), f32, output);
  const Floats best0_1 = hn::Max(pixel0_1, pixel1_1);
  hn::Store(hn::Max(hn::Zero(f32), hn::Add(best0_1, hn::Load(f32, bias))), f32, output + 4);
  const Floats best0_2 = hn::Max(pixel0_2, pixel1_2);
  hn::Store(hn::Max(hn::Zero(f32), hn::Add(best0_2, hn::Load(f32, bias))), f32, output + 8);
}

// Dense 2 softmax: input (6) -> output (2). 12 multiply-adds.
void dense_1_forward(const float* HWY_RESTRICT weights, const float* HWY_RESTRICT input, float* HWY_RESTRICT output) {
  const float* HWY_RESTRICT kernel = weights + weights_at::dense_1_kernel;
  const float* HWY_RESTRICT bias = weights + weights_at::dense_1_bias;
  Floats image0 = hn::Load(f32, bias);
  Floats image0_chain1 = hn::Zero(f32);
  // column 0
  {
    const Floats k0 = hn::Load(f32, kernel);
    const Floats x0_0 = hn::Set(f32, input[0]);
    image0 = hn::MulAdd(x0_0, k0, image0);
    const Floats k0_chain1 = hn::Load(f32, kernel + 4);
    const Floats x0_0_chain1 = hn::Set(f32, input[1]);
    image0_chain1 = hn::MulAdd(x0_0_chain1, k0_chain1, image0_chain1);
  }
  // column 1
  {
    const Floats k0 = hn::Load(f32, kernel + 8);
    const Floats x0_0 = hn::Set(f32, input[4]);
    image0 = hn::MulAdd(x0_0, k0, image0);
    const Floats k0_chain1 = hn::Load(f32, kernel + 12);
    const Floats x0_0_chain1 = hn::Set(f32, input[5]);
    image0_chain1 = hn::MulAdd(x0_0_chain1, k0_chain1, image0_chain1);
  }
  // column 2
  {
    const Floats k0 = hn::Load(f32, kernel + 16);
    const Floats x0_0 = hn::Set(f32, input[8]);
    image0 = hn::MulAdd(x0_0, k0, image0);
    const Floats k0_chain1 = hn::Load(f32, kernel + 20);
    const Floats x0_0_chain1 = hn::Set(f32, input[9]);
    image0_chain1 = hn::MulAdd(x0_0_chain1, k0_chain1, image0_chain1);
  }
  image0 = hn::Add(image0, image0_chain1);
  hn::Store(image0, f32, output);
}

// Conv2D 1 1x1 linear: input (3, 4, 1) -> output (3, 4, 1).
void conv2d_1_forward_batch(const float* HWY_RESTRICT weights, TrainingArena& arena, int count) {
  if (count == 0) {
    return;
  }
  const float* HWY_RESTRICT input = arena.floats + floats_at::input;
  float* HWY_RESTRICT output = arena.floats + floats_at::conv2d_1_output;
  conv2d_1_forward(weights, input, output);
}

// Backward of Conv2D 1 1x1 linear: input (3, 4, 1) -> output (3, 4, 1). 12 multiply-adds.
void conv2d_1_backward(const float* HWY_RESTRICT, TrainingArena& arena, int count) {
  if (count == 0) {
    return;
  }
  float* HWY_RESTRICT masked = arena.floats + floats_at::conv2d_1_masked;
  const float* HWY_RESTRICT d_output = arena.floats + floats_at::d_conv2d_1_output;
  float* HWY_RESTRICT d_bias = arena.gradients + gradients_at::conv2d_1_d_bias;
  const float* HWY_RESTRICT input = arena.floats + floats_at::input;
  float* HWY_RESTRICT d_kernel = arena.gradients + gradients_at::conv2d_1_d_kernel;
  // conv2d_1_mask
  {
    Floats d_bias_sum = hn::Load(f32, d_bias);
    // y 0, x 0
    {
      const Floats d = hn::Load(f32, d_output);
      hn::Store(d, f32, masked);
      d_bias_sum = hn::Add(d_bias_sum, d);
    }
    // y 0, x 1
    {
      const Floats d = hn::Load(f32, d_output + 4);
      hn::Store(d, f32, masked + 4);
      d_bias_sum = hn::Add(d_bias_sum, d);
    }
    // y 0, x 2
    {
      const Floats d = hn::Load(f32, d_output + 8);
      hn::Store(d, f32, masked + 8);
      d_bias_sum = hn::Add(d_bias_sum, d);
    }
    // y 0, x 3
    {
      const Floats d = hn::Load(f32, d_output + 12);
      hn::Store(d, f32, masked + 12);
      d_bias_sum = hn::Add(d_bias_sum, d);
    }
    // y 1, x 0
    {
      const Floats d = hn::Load(f32, d_output + 16);
      hn::Store(d, f32, masked + 16);
      d_bias_sum = hn::Add(d_bias_sum, d);
    }
    // y 1, x 1
    {
      const Floats d = hn::Load(f32, d_output + 20);
      hn::Store(d, f32, masked + 20);
      d_bias_sum = hn::Add(d_bias_sum, d);
    }
    // y 1, x 2
    {
      const Floats d = hn::Load(f32, d_output + 24);
      hn::Store(d, f32, masked + 24);
      d_bias_sum = hn::Add(d_bias_sum, d);
    }
    // y 1, x 3
    {
      const Floats d = hn::Load(f32, d_output + 28);
      hn::Store(d, f32, masked + 28);
      d_bias_sum = hn::Add(d_bias_sum, d);
    }
    // y 2, x 0
    {
      const Floats d = hn::Load(f32, d_output + 32);
      hn::Store(d, f32, masked + 32);
      d_bias_sum = hn::Add(d_bias_sum, d);
    }
    // y 2, x 1
    {
      const Floats d = hn::Load(f32, d_output + 36);
      hn::Store(d, f32, masked + 36);
      d_bias_sum = hn::Add(d_bias_sum, d);
    }
    // y 2, x 2
    {
      const Floats d = hn::Load(f32, d_output + 40);
      hn::Store(d, f32, masked + 40);
      d_bias_sum = hn::Add(d_bias_sum, d);
    }
    // y 2, x 3
    {
      const Floats d = hn::Load(f32, d_output + 44);
      hn::Store(d, f32, masked + 44);
      d_bias_sum = hn::Add(d_bias_sum, d);
    }
    hn::Store(d_bias_sum, f32, d_bias);
  }
  // conv2d_1_d_kernel_1x1
  {
    Floats sum0 = hn::Load(f32, d_kernel);
    // y 0, x 0
    {
      const Floats d0 = hn::Load(f32, masked);
      const Floats in0 = hn::Set(f32, input[0]);
      sum0 = hn::MulAdd(in0, d0, sum0);
    }
    // y 0, x 1
    {
      const Floats d0 = hn::Load(f32, masked + 4);
      const Floats in0 = hn::Set(f32, input[1]);
      sum0 = hn::MulAdd(in0, d0, sum0);
    }
    // y 0, x 2
    {
      const Floats d0 = hn::Load(f32, masked + 8);
      const Floats in0 = hn::Set(f32, input[2]);
      sum0 = hn::MulAdd(in0, d0, sum0);
    }
    // y 0, x 3
    {
      const Floats d0 = hn::Load(f32, masked + 12);
      const Floats in0 = hn::Set(f32, input[3]);
      sum0 = hn::MulAdd(in0, d0, sum0);
    }
    // y 1, x 0
    {
      const Floats d0 = hn::Load(f32, masked + 16);
      const Floats in0 = hn::Set(f32, input[4]);
      sum0 = hn::MulAdd(in0, d0, sum0);
    }
    // y 1, x 1
    {
      const Floats d0 = hn::Load(f32, masked + 20);
      const Floats in0 = hn::Set(f32, input[5]);
      sum0 = hn::MulAdd(in0, d0, sum0);
    }
    // y 1, x 2
    {
      const Floats d0 = hn::Load(f32, masked + 24);
      const Floats in0 = hn::Set(f32, input[6]);
      sum0 = hn::MulAdd(in0, d0, sum0);
    }
    // y 1, x 3
    {
      const Floats d0 = hn::Load(f32, masked + 28);
      const Floats in0 = hn::Set(f32, input[7]);
      sum0 = hn::MulAdd(in0, d0, sum0);
    }
    // y 2, x 0
    {
      const Floats d0 = hn::Load(f32, masked + 32);
      const Floats in0 = hn::Set(f32, input[8]);
      sum0 = hn::MulAdd(in0, d0, sum0);
    }
    // y 2, x 1
    {
      const Floats d0 = hn::Load(f32, masked + 36);
      const Floats in0 = hn::Set(f32, input[9]);
      sum0 = hn::MulAdd(in0, d0, sum0);
    }
    // y 2, x 2
    {
      const Floats d0 = hn::Load(f32, masked + 40);
      const Floats in0 = hn::Set(f32, input[10]);
      sum0 = hn::MulAdd(in0, d0, sum0);
    }
    // y 2, x 3
    {
      const Floats d0 = hn::Load(f32, masked + 44);
      const Floats in0 = hn::Set(f32, input[11]);
      sum0 = hn::MulAdd(in0, d0, sum0);
    }
    hn::Store(sum0, f32, d_kernel);
  }
}

// Conv2D 2 2x2 relu, MaxPooling2D 2x1: input (3, 4, 1) -> output (1, 3, 2).
void conv2d_2_forward_batch(const float* HWY_RESTRICT weights, TrainingArena& arena, int count) {
  if (count == 0) {
    return;
  }
  const float* HWY_RESTRICT input = arena.floats + floats_at::conv2d_1_output;
  float* HWY_RESTRICT output = arena.floats + floats_at::conv2d_2_output;
  std::uint8_t* HWY_RESTRICT winners = arena.bytes + bytes_at::conv2d_2_winners;
  const float* HWY_RESTRICT kernel = weights + weights_at::conv2d_2_kernel;
  const float* HWY_RESTRICT bias = weights + weights_at::conv2d_2_bias;
  Floats pixel0_0 = hn::Zero(f32);
  Floats pixel1_0 = hn::Zero(f32);
  Floats pixel0_1 = hn::Zero(f32);
  Floats pixel1_1 = hn::Zero(f32);
  Floats pixel0_2 = hn::Zero(f32);
  Floats pixel1_2 = hn::Zero(f32);
  const Floats k00 = hn::Load(f32, kernel);
  const Floats k01 = hn::Load(f32, kernel + 4);
  const Floats k10 = hn::Load(f32, kernel + 8);
  const Floats k11 = hn::Load(f32, kernel + 12);
  const Floats x0_0 = hn::Set(f32, input[0]);
  pixel0_0 = hn::MulAdd(x0_0, k00, pixel0_0);
  const Floats x1_0 = hn::Set(f32, input[16]);
  pixel0_0 = hn::MulAdd(x1_0, k10, pixel0_0);
  pixel1_0 = hn::MulAdd(x1_0, k00, pixel1_0);
  const Floats x2_0 = hn::Set(f32, input[32]);
  pixel1_0 = hn::MulAdd(x2_0, k10, pixel1_0);
  const Floats x0_1 = hn::Set(f32, input[4]);
  pixel0_0 = hn::MulAdd(x0_1, k01, pixel0_0);
  pixel0_1 = hn::MulAdd(x0_1, k00, pixel0_1);
  const Floats x1_1 = hn::Set(f32, input[20]);
  pixel0_0 = hn::MulAdd(x1_1, k11, pixel0_0);
  pixel1_0 = hn::MulAdd(x1_1, k01, pixel1_0);
  pixel0_1 = hn::MulAdd(x1_1, k10, pixel0_1);
  pixel1_1 = hn::MulAdd(x1_1, k00, pixel1_1);
  const Floats x2_1 = hn::Set(f32, input[36]);
  pixel1_0 = hn::MulAdd(x2_1, k11, pixel1_0);
  pixel1_1 = hn::MulAdd(x2_1, k10, pixel1_1);
  const Floats x0_2 = hn::Set(f32, input[8]);
  pixel0_1 = hn::MulAdd(x0_2, k01, pixel0_1);
  pixel0_2 = hn::MulAdd(x0_2, k00, pixel0_2);
  const Floats x1_2 = hn::Set(f32, input[24]);
  pixel0_1 = hn::MulAdd(x1_2, k11, pixel0_1);
  pixel1_1 = hn::MulAdd(x1_2, k01, pixel1_1);
  pixel0_2 = hn::MulAdd(x1_2, k10, pixel0_2);
  pixel1_2 = hn::MulAdd(x1_2, k00, pixel1_2);
  const Floats x2_2 = hn::Set(f32, input[40]);
  pixel1_1 = hn::MulAdd(x2_2, k11, pixel1_1);
  pixel1_2 = hn::MulAdd(x2_2, k10, pixel1_2);
  const Floats x0_3 = hn::Set(f32, input[12]);
  pixel0_2 = hn::MulAdd(x0_3, k01, pixel0_2);
  const Floats x1_3 = hn::Set(f32, input[28]);
  pixel0_2 = hn::MulAdd(x1_3, k11, pixel0_2);
  pixel1_2 = hn::MulAdd(x1_3, k01, pixel1_2);
  const Floats x2_3 = hn::Set(f32, input[44]);
  pixel1_2 = hn::MulAdd(x2_3, k11, pixel1_2);
  Floats best0_0 = pixel0_0;
  Ints winner0_0 = hn::Zero(s32);
  compete(pixel1_0, 1, best0_0, winner0_0);
  store_winners(winner0_0, winners);
  hn::Store(hn::Max(hn::Zero(f32), hn::Add(best0_0, hn::Load(f32, bias))), f32, output);
  Floats best0_1 = pixel0_1;
  Ints winner0_1 = hn::Zero(s32);
  compete(pixel1_1, 1, best0_1, winner0_1);
  store_winners(winner0_1, winners + 4);
  hn::Store(hn::Max(hn::Zero(f32), hn::Add(best0_1, hn::Load(f32, bias))), f32, output + 4);
  Floats best0_2 = pixel0_2;
  Ints winner0_2 = hn::Zero(s32);
  compete(pixel1_2, 1, best0_2, winner0_2);
  store_winners(winner0_2, winners + 8);
  hn::Store(hn::Max(hn::Zero(f32), hn::Add(best0_2, hn::Load(f32, bias))), f32, output + 8);
}

// Backward of Conv2D 2 2x2 relu, MaxPooling2D 2x1: input (3, 4, 1) -> output (1, 3, 2). 96 multiply-adds.
void conv2d_2_backward(const float* HWY_RESTRICT weights, TrainingArena& arena, int count) {
  if (count == 0) {
    return;
  }
  float* HWY_RESTRICT masked = arena.floats + floats_at::conv2d_2_masked;
  const float* HWY_RESTRICT output = arena.floats + floats_at::conv2d_2_output;
  const std::uint8_t* HWY_RESTRICT winners = arena.bytes + bytes_at::conv2d_2_winners;
  const float* HWY_RESTRICT d_output = arena.floats + floats_at::d_conv2d_2_output;
  float* HWY_RESTRICT d_bias = arena.gradients + gradients_at::conv2d_2_d_bias;
  const float* HWY_RESTRICT input = arena.floats + floats_at::conv2d_1_output;
  float* HWY_RESTRICT d_kernel = arena.gradients + gradients_at::conv2d_2_d_kernel;
  float* HWY_RESTRICT d_input = arena.floats + floats_at::d_conv2d_1_output;
  const float* HWY_RESTRICT weights_2 = weights + weights_at::conv2d_2_kernel_back;
  // conv2d_2_mask
  {
    hn::StoreU(hn::Zero(f32), f32, masked);
    hn::StoreU(hn::Zero(f32), f32, masked + 4);
    hn::StoreU(hn::Zero(f32), f32, masked + 8);
    hn::StoreU(hn::Zero(f32), f32, masked + 12);
    hn::StoreU(hn::Zero(f32), f32, masked + 16);
    hn::StoreU(hn::Zero(f32), f32, masked + 20);
    hn::StoreU(hn::Zero(f32), f32, masked + 24);
    hn::StoreU(hn::Zero(f32), f32, masked + 28);
    hn::StoreU(hn::Zero(f32), f32, masked + 32);
    hn::StoreU(hn::Zero(f32), f32, masked + 36);
    hn::StoreU(hn::Zero(f32), f32, masked + 40);
    hn::StoreU(hn::Zero(f32), f32, masked + 44);
    hn::StoreU(hn::Zero(f32), f32, masked + 48);
    hn::StoreU(hn::Zero(f32), f32, masked + 52);
    hn::StoreU(hn::Zero(f32), f32, masked + 56);
    hn::StoreU(hn::Zero(f32), f32, masked + 60);
    hn::StoreU(hn::Zero(f32), f32, masked + 64);
    hn::StoreU(hn::Zero(f32), f32, masked + 68);
    hn::StoreU(hn::Zero(f32), f32, masked + 72);
    hn::StoreU(hn::Zero(f32), f32, masked + 76);
    Floats d_bias_sum = hn::Load(f32, d_bias);
    // x 0
    {
      const auto alive = hn::Gt(hn::Load(f32, output), hn::Zero(f32));
      const Floats d = hn::IfThenElseZero(alive, hn::Load(f32, d_output));
      const Ints winner = load_winners(winners);
      hn::Store(hn::IfThenElseZero(hn::RebindMask(f32, hn::Eq(winner, hn::Set(s32, 0))), d), f32, masked + 24);
      hn::Store(hn::IfThenElseZero(hn::RebindMask(f32, hn::Eq(winner, hn::Set(s32, 1))), d), f32, masked + 44);
      d_bias_sum = hn::Add(d_bias_sum, d);
    }
    // x 1
    {
      const auto alive = hn::Gt(hn::Load(f32, output + 4), hn::Zero(f32));
      const Floats d = hn::IfThenElseZero(alive, hn::Load(f32, d_output + 4));
      const Ints winner = load_winners(winners + 4);
      hn::Store(hn::IfThenElseZero(hn::RebindMask(f32, hn::Eq(winner, hn::Set(s32, 0))), d), f32, masked + 28);
      hn::Store(hn::IfThenElseZero(hn::RebindMask(f32, hn::Eq(winner, hn::Set(s32, 1))), d), f32, masked + 48);
      d_bias_sum = hn::Add(d_bias_sum, d);
    }
    // x 2
    {
      const auto alive = hn::Gt(hn::Load(f32, output + 8), hn::Zero(f32));
      const Floats d = hn::IfThenElseZero(alive, hn::Load(f32, d_output + 8));
      const Ints winner = load_winners(winners + 8);
      hn::Store(hn::IfThenElseZero(hn::RebindMask(f32, hn::Eq(winner, hn::Set(s32, 0))), d), f32, masked + 32);
      hn::Store(hn::IfThenElseZero(hn::RebindMask(f32, hn::Eq(winner, hn::Set(s32, 1))), d), f32, masked + 52);
      d_bias_sum = hn::Add(d_bias_sum, d);
    }
    hn::Store(d_bias_sum, f32, d_bias);
  }
  // row 0, column 0, conv2d_2_d_kernel_1x1
  {
    Floats sum0 = hn::Load(f32, d_kernel);
    // y 0, x 0
    {
      const Floats d0 = hn::Load(f32, masked + 24);
      const Floats in0 = hn::Set(f32, input[0]);
      sum0 = hn::MulAdd(in0, d0, sum0);
    }
    // y 0, x 1
    {
      const Floats d0 = hn::Load(f32, masked + 28);
      const Floats in0 = hn::Set(f32, input[4]);
      sum0 = hn::MulAdd(in0, d0, sum0);
    }
    // y 0, x 2
    {
      const Floats d0 = hn::Load(f32, masked + 32);
      const Floats in0 = hn::Set(f32, input[8]);
      sum0 = hn::MulAdd(in0, d0, sum0);
    }
    // y 1, x 0
    {
      const Floats d0 = hn::Load(f32, masked + 44);
      const Floats in0 = hn::Set(f32, input[16]);
      sum0 = hn::MulAdd(in0, d0, sum0);
    }
    // y 1, x 1
    {
      const Floats d0 = hn::Load(f32, masked + 48);
      const Floats in0 = hn::Set(f32, input[20]);
      sum0 = hn::MulAdd(in0, d0, sum0);
    }
    // y 1, x 2
    {
      const Floats d0 = hn::Load(f32, masked + 52);
      const Floats in0 = hn::Set(f32, input[24]);
      sum0 = hn::MulAdd(in0, d0, sum0);
    }
    hn::Store(sum0, f32, d_kernel);
  }
  // row 0, column 1, conv2d_2_d_kernel_1x1
  {
    Floats sum0 = hn::Load(f32, d_kernel + 4);
    // y 0, x 0
    {
      const Floats d0 = hn::Load(f32, masked + 24);
      const Floats in0 = hn::Set(f32, input[4]);
      sum0 = hn::MulAdd(in0, d0, sum0);
    }
    // y 0, x 1
    {
      const Floats d0 = hn::Load(f32, masked + 28);
      const Floats in0 = hn::Set(f32, input[8]);
      sum0 = hn::MulAdd(in0, d0, sum0);
    }
    // y 0, x 2
    {
      const Floats d0 = hn::Load(f32, masked + 32);
      const Floats in0 = hn::Set(f32, input[12]);
      sum0 = hn::MulAdd(in0, d0, sum0);
    }
    // y 1, x 0
    {
      const Floats d0 = hn::Load(f32, masked + 44);
      const Floats in0 = hn::Set(f32, input[20]);
      sum0 = hn::MulAdd(in0, d0, sum0);
    }
    // y 1, x 1
    {
      const Floats d0 = hn::Load(f32, masked + 48);
      const Floats in0 = hn::Set(f32, input[24]);
      sum0 = hn::MulAdd(in0, d0, sum0);
    }
    // y 1, x 2
    {
      const Floats d0 = hn::Load(f32, masked + 52);
      const Floats in0 = hn::Set(f32, input[28]);
      sum0 = hn::MulAdd(in0, d0, sum0);
    }
    hn::Store(sum0, f32, d_kernel + 4);
  }
  // row 1, column 0, conv2d_2_d_kernel_1x1
  {
    Floats sum0 = hn::Load(f32, d_kernel + 8);
    // y 0, x 0
    {
      const Floats d0 = hn::Load(f32, masked + 24);
      const Floats in0 = hn::Set(f32, input[16]);
      sum0 = hn::MulAdd(in0, d0, sum0);
    }
    // y 0, x 1
    {
      const Floats d0 = hn::Load(f32, masked + 28);
      const Floats in0 = hn::Set(f32, input[20]);
      sum0 = hn::MulAdd(in0, d0, sum0);
    }
    // y 0, x 2
    {
      const Floats d0 = hn::Load(f32, masked + 32);
      const Floats in0 = hn::Set(f32, input[24]);
      sum0 = hn::MulAdd(in0, d0, sum0);
    }
    // y 1, x 0
    {
      const Floats d0 = hn::Load(f32, masked + 44);
      const Floats in0 = hn::Set(f32, input[32]);
      sum0 = hn::MulAdd(in0, d0, sum0);
    }
    // y 1, x 1
    {
      const Floats d0 = hn::Load(f32, masked + 48);
      const Floats in0 = hn::Set(f32, input[36]);
      sum0 = hn::MulAdd(in0, d0, sum0);
    }
    // y 1, x 2
    {
      const Floats d0 = hn::Load(f32, masked + 52);
      const Floats in0 = hn::Set(f32, input[40]);
      sum0 = hn::MulAdd(in0, d0, sum0);
    }
    hn::Store(sum0, f32, d_kernel + 8);
  }
  // row 1, column 1, conv2d_2_d_kernel_1x1
  {
    Floats sum0 = hn::Load(f32, d_kernel + 12);
    // y 0, x 0
    {
      const Floats d0 = hn::Load(f32, masked + 24);
      const Floats in0 = hn::Set(f32, input[20]);
      sum0 = hn::MulAdd(in0, d0, sum0);
    }
    // y 0, x 1
    {
      const Floats d0 = hn::Load(f32, masked + 28);
      const Floats in0 = hn::Set(f32, input[24]);
      sum0 = hn::MulAdd(in0, d0, sum0);
    }
    // y 0, x 2
    {
      const Floats d0 = hn::Load(f32, masked + 32);
      const Floats in0 = hn::Set(f32, input[28]);
      sum0 = hn::MulAdd(in0, d0, sum0);
    }
    // y 1, x 0
    {
      const Floats d0 = hn::Load(f32, masked + 44);
      const Floats in0 = hn::Set(f32, input[36]);
      sum0 = hn::MulAdd(in0, d0, sum0);
    }
    // y 1, x 1
    {
      const Floats d0 = hn::Load(f32, masked + 48);
      const Floats in0 = hn::Set(f32, input[40]);
      sum0 = hn::MulAdd(in0, d0, sum0);
    }
    // y 1, x 2
    {
      const Floats d0 = hn::Load(f32, masked + 52);
      const Floats in0 = hn::Set(f32, input[44]);
      sum0 = hn::MulAdd(in0, d0, sum0);
    }
    hn::Store(sum0, f32, d_kernel + 12);
  }
  // conv2d_2_d_input_tile_3x4
  {
    Floats pixel0_0 = hn::Zero(f32);
    Floats pixel0_1 = hn::Zero(f32);
    Floats pixel0_2 = hn::Zero(f32);
    Floats pixel0_3 = hn::Zero(f32);
    Floats pixel1_0 = hn::Zero(f32);
    Floats pixel1_1 = hn::Zero(f32);
    Floats pixel1_2 = hn::Zero(f32);
    Floats pixel1_3 = hn::Zero(f32);
    Floats pixel2_0 = hn::Zero(f32);
    Floats pixel2_1 = hn::Zero(f32);
    Floats pixel2_2 = hn::Zero(f32);
    Floats pixel2_3 = hn::Zero(f32);
    // row 0, channel 0
    {
      const Floats k0 = hn::Load(f32, weights_2);
      const Floats k1 = hn::Load(f32, weights_2 + 4);
      const Floats x0_0 = hn::Set(f32, masked[0]);
      pixel0_0 = hn::MulAdd(x0_0, k0, pixel0_0);
      const Floats x1_0 = hn::Set(f32, masked[20]);
      pixel1_0 = hn::MulAdd(x1_0, k0, pixel1_0);
      const Floats x2_0 = hn::Set(f32, masked[40]);
      pixel2_0 = hn::MulAdd(x2_0, k0, pixel2_0);
      const Floats x0_1 = hn::Set(f32, masked[4]);
      pixel0_0 = hn::MulAdd(x0_1, k1, pixel0_0);
      pixel0_1 = hn::MulAdd(x0_1, k0, pixel0_1);
      const Floats x1_1 = hn::Set(f32, masked[24]);
      pixel1_0 = hn::MulAdd(x1_1, k1, pixel1_0);
      pixel1_1 = hn::MulAdd(x1_1, k0, pixel1_1);
      const Floats x2_1 = hn::Set(f32, masked[44]);
      pixel2_0 = hn::MulAdd(x2_1, k1, pixel2_0);
      pixel2_1 = hn::MulAdd(x2_1, k0, pixel2_1);
      const Floats x0_2 = hn::Set(f32, masked[8]);
      pixel0_1 = hn::MulAdd(x0_2, k1, pixel0_1);
      pixel0_2 = hn::MulAdd(x0_2, k0, pixel0_2);
      const Floats x1_2 = hn::Set(f32, masked[28]);
      pixel1_1 = hn::MulAdd(x1_2, k1, pixel1_1);
      pixel1_2 = hn::MulAdd(x1_2, k0, pixel1_2);
      const Floats x2_2 = hn::Set(f32, masked[48]);
      pixel2_1 = hn::MulAdd(x2_2, k1, pixel2_1);
      pixel2_2 = hn::MulAdd(x2_2, k0, pixel2_2);
      const Floats x0_3 = hn::Set(f32, masked[12]);
      pixel0_2 = hn::MulAdd(x0_3, k1, pixel0_2);
      pixel0_3 = hn::MulAdd(x0_3, k0, pixel0_3);
      const Floats x1_3 = hn::Set(f32, masked[32]);
      pixel1_2 = hn::MulAdd(x1_3, k1, pixel1_2);
      pixel1_3 = hn::MulAdd(x1_3, k0, pixel1_3);
      const Floats x2_3 = hn::Set(f32, masked[52]);
      pixel2_2 = hn::MulAdd(x2_3, k1, pixel2_2);
      pixel2_3 = hn::MulAdd(x2_3, k0, pixel2_3);
      const Floats x0_4 = hn::Set(f32, masked[16]);
      pixel0_3 = hn::MulAdd(x0_4, k1, pixel0_3);
      const Floats x1_4 = hn::Set(f32, masked[36]);
      pixel1_3 = hn::MulAdd(x1_4, k1, pixel1_3);
      const Floats x2_4 = hn::Set(f32, masked[56]);
      pixel2_3 = hn::MulAdd(x2_4, k1, pixel2_3);
    }
    // row 0, channel 1
    {
      const Floats k0 = hn::Load(f32, weights_2 + 8);
      const Floats k1 = hn::Load(f32, weights_2 + 12);
      const Floats x0_0 = hn::Set(f32, masked[1]);
      pixel0_0 = hn::MulAdd(x0_0, k0, pixel0_0);
      const Floats x1_0 = hn::Set(f32, masked[21]);
      pixel1_0 = hn::MulAdd(x1_0, k0, pixel1_0);
      const Floats x2_0 = hn::Set(f32, masked[41]);
      pixel2_0 = hn::MulAdd(x2_0, k0, pixel2_0);
      const Floats x0_1 = hn::Set(f32, masked[5]);
      pixel0_0 = hn::MulAdd(x0_1, k1, pixel0_0);
      pixel0_1 = hn::MulAdd(x0_1, k0, pixel0_1);
      const Floats x1_1 = hn::Set(f32, masked[25]);
      pixel1_0 = hn::MulAdd(x1_1, k1, pixel1_0);
      pixel1_1 = hn::MulAdd(x1_1, k0, pixel1_1);
      const Floats x2_1 = hn::Set(f32, masked[45]);
      pixel2_0 = hn::MulAdd(x2_1, k1, pixel2_0);
      pixel2_1 = hn::MulAdd(x2_1, k0, pixel2_1);
      const Floats x0_2 = hn::Set(f32, masked[9]);
      pixel0_1 = hn::MulAdd(x0_2, k1, pixel0_1);
      pixel0_2 = hn::MulAdd(x0_2, k0, pixel0_2);
      const Floats x1_2 = hn::Set(f32, masked[29]);
      pixel1_1 = hn::MulAdd(x1_2, k1, pixel1_1);
      pixel1_2 = hn::MulAdd(x1_2, k0, pixel1_2);
      const Floats x2_2 = hn::Set(f32, masked[49]);
      pixel2_1 = hn::MulAdd(x2_2, k1, pixel2_1);
      pixel2_2 = hn::MulAdd(x2_2, k0, pixel2_2);
      const Floats x0_3 = hn::Set(f32, masked[13]);
      pixel0_2 = hn::MulAdd(x0_3, k1, pixel0_2);
      pixel0_3 = hn::MulAdd(x0_3, k0, pixel0_3);
      const Floats x1_3 = hn::Set(f32, masked[33]);
      pixel1_2 = hn::MulAdd(x1_3, k1, pixel1_2);
      pixel1_3 = hn::MulAdd(x1_3, k0, pixel1_3);
      const Floats x2_3 = hn::Set(f32, masked[53]);
      pixel2_2 = hn::MulAdd(x2_3, k1, pixel2_2);
      pixel2_3 = hn::MulAdd(x2_3, k0, pixel2_3);
      const Floats x0_4 = hn::Set(f32, masked[17]);
      pixel0_3 = hn::MulAdd(x0_4, k1, pixel0_3);
      const Floats x1_4 = hn::Set(f32, masked[37]);
      pixel1_3 = hn::MulAdd(x1_4, k1, pixel1_3);
      const Floats x2_4 = hn::Set(f32, masked[57]);
      pixel2_3 = hn::MulAdd(x2_4, k1, pixel2_3);
    }
    // row 1, channel 0
    {
      const Floats k0 = hn::Load(f32, weights_2 + 16);
      const Floats k1 = hn::Load(f32, weights_2 + 20);
      const Floats x0_0 = hn::Set(f32, masked[20]);
      pixel0_0 = hn::MulAdd(x0_0, k0, pixel0_0);
      const Floats x1_0 = hn::Set(f32, masked[40]);
      pixel1_0 = hn::MulAdd(x1_0, k0, pixel1_0);
      const Floats x2_0 = hn::Set(f32, masked[60]);
      pixel2_0 = hn::MulAdd(x2_0, k0, pixel2_0);
      const Floats x0_1 = hn::Set(f32, masked[24]);
      pixel0_0 = hn::MulAdd(x0_1, k1, pixel0_0);
      pixel0_1 = hn::MulAdd(x0_1, k0, pixel0_1);
      const Floats x1_1 = hn::Set(f32, masked[44]);
      pixel1_0 = hn::MulAdd(x1_1, k1, pixel1_0);
      pixel1_1 = hn::MulAdd(x1_1, k0, pixel1_1);
      const Floats x2_1 = hn::Set(f32, masked[64]);
      pixel2_0 = hn::MulAdd(x2_1, k1, pixel2_0);
      pixel2_1 = hn::MulAdd(x2_1, k0, pixel2_1);
      const Floats x0_2 = hn::Set(f32, masked[28]);
      pixel0_1 = hn::MulAdd(x0_2, k1, pixel0_1);
      pixel0_2 = hn::MulAdd(x0_2, k0, pixel0_2);
      const Floats x1_2 = hn::Set(f32, masked[48]);
      pixel1_1 = hn::MulAdd(x1_2, k1, pixel1_1);
      pixel1_2 = hn::MulAdd(x1_2, k0, pixel1_2);
      const Floats x2_2 = hn::Set(f32, masked[68]);
      pixel2_1 = hn::MulAdd(x2_2, k1, pixel2_1);
      pixel2_2 = hn::MulAdd(x2_2, k0, pixel2_2);
      const Floats x0_3 = hn::Set(f32, masked[32]);
      pixel0_2 = hn::MulAdd(x0_3, k1, pixel0_2);
      pixel0_3 = hn::MulAdd(x0_3, k0, pixel0_3);
      const Floats x1_3 = hn::Set(f32, masked[52]);
      pixel1_2 = hn::MulAdd(x1_3, k1, pixel1_2);
      pixel1_3 = hn::MulAdd(x1_3, k0, pixel1_3);
      const Floats x2_3 = hn::Set(f32, masked[72]);
      pixel2_2 = hn::MulAdd(x2_3, k1, pixel2_2);
      pixel2_3 = hn::MulAdd(x2_3, k0, pixel2_3);
      const Floats x0_4 = hn::Set(f32, masked[36]);
      pixel0_3 = hn::MulAdd(x0_4, k1, pixel0_3);
      const Floats x1_4 = hn::Set(f32, masked[56]);
      pixel1_3 = hn::MulAdd(x1_4, k1, pixel1_3);
      const Floats x2_4 = hn::Set(f32, masked[76]);
      pixel2_3 = hn::MulAdd(x2_4, k1, pixel2_3);
    }
    // row 1, channel 1
    {
      const Floats k0 = hn::Load(f32, weights_2 + 24);
      const Floats k1 = hn::Load(f32, weights_2 + 28);
      const Floats x0_0 = hn::Set(f32, masked[21]);
      pixel0_0 = hn::MulAdd(x0_0, k0, pixel0_0);
      const Floats x1_0 = hn::Set(f32, masked[41]);
      pixel1_0 = hn::MulAdd(x1_0, k0, pixel1_0);
      const Floats x2_0 = hn::Set(f32, masked[61]);
      pixel2_0 = hn::MulAdd(x2_0, k0, pixel2_0);
      const Floats x0_1 = hn::Set(f32, masked[25]);
      pixel0_0 = hn::MulAdd(x0_1, k1, pixel0_0);
      pixel0_1 = hn::MulAdd(x0_1, k0, pixel0_1);
      const Floats x1_1 = hn::Set(f32, masked[45]);
      pixel1_0 = hn::MulAdd(x1_1, k1, pixel1_0);
      pixel1_1 = hn::MulAdd(x1_1, k0, pixel1_1);
      const Floats x2_1 = hn::Set(f32, masked[65]);
      pixel2_0 = hn::MulAdd(x2_1, k1, pixel2_0);
      pixel2_1 = hn::MulAdd(x2_1, k0, pixel2_1);
      const Floats x0_2 = hn::Set(f32, masked[29]);
      pixel0_1 = hn::MulAdd(x0_2, k1, pixel0_1);
      pixel0_2 = hn::MulAdd(x0_2, k0, pixel0_2);
      const Floats x1_2 = hn::Set(f32, masked[49]);
      pixel1_1 = hn::MulAdd(x1_2, k1, pixel1_1);
      pixel1_2 = hn::MulAdd(x1_2, k0, pixel1_2);
      const Floats x2_2 = hn::Set(f32, masked[69]);
      pixel2_1 = hn::MulAdd(x2_2, k1, pixel2_1);
      pixel2_2 = hn::MulAdd(x2_2, k0, pixel2_2);
      const Floats x0_3 = hn::Set(f32, masked[33]);
      pixel0_2 = hn::MulAdd(x0_3, k1, pixel0_2);
      pixel0_3 = hn::MulAdd(x0_3, k0, pixel0_3);
      const Floats x1_3 = hn::Set(f32, masked[53]);
      pixel1_2 = hn::MulAdd(x1_3, k1, pixel1_2);
      pixel1_3 = hn::MulAdd(x1_3, k0, pixel1_3);
      const Floats x2_3 = hn::Set(f32, masked[73]);
      pixel2_2 = hn::MulAdd(x2_3, k1, pixel2_2);
      pixel2_3 = hn::MulAdd(x2_3, k0, pixel2_3);
      const Floats x0_4 = hn::Set(f32, masked[37]);
      pixel0_3 = hn::MulAdd(x0_4, k1, pixel0_3);
      const Floats x1_4 = hn::Set(f32, masked[57]);
      pixel1_3 = hn::MulAdd(x1_4, k1, pixel1_3);
      const Floats x2_4 = hn::Set(f32, masked[77]);
      pixel2_3 = hn::MulAdd(x2_4, k1, pixel2_3);
    }
    hn::Store(pixel0_0, f32, d_input);
    hn::Store(pixel0_1, f32, d_input + 4);
    hn::Store(pixel0_2, f32, d_input + 8);
    hn::Store(pixel0_3, f32, d_input + 12);
    hn::Store(pixel1_0, f32, d_input + 16);
    hn::Store(pixel1_1, f32, d_input + 20);
    hn::Store(pixel1_2, f32, d_input + 24);
    hn::Store(pixel1_3, f32, d_input + 28);
    hn::Store(pixel2_0, f32, d_input + 32);
    hn::Store(pixel2_1, f32, d_input + 36);
    hn::Store(pixel2_2, f32, d_input + 40);
    hn::Store(pixel2_3, f32, d_input + 44);
  }
}

// Dense 2 softmax: input (6) -> output (2).
void dense_1_forward_batch(const float* HWY_RESTRICT weights, TrainingArena& arena, int count) {
  if (count == 0) {
    return;
  }
  const float* HWY_RESTRICT input = arena.floats + floats_at::conv2d_2_output;
  float* HWY_RESTRICT output = arena.floats + floats_at::dense_1_output;
  dense_1_forward(weights, input, output);
}

// Backward of Dense 2 softmax: input (6) -> output (2). 24 multiply-adds.
void dense_1_backward(const float* HWY_RESTRICT weights, TrainingArena& arena, int count) {
  if (count == 0) {
    return;
  }
  float* HWY_RESTRICT d_output = arena.floats + floats_at::d_dense_1_output;
  float* HWY_RESTRICT d_bias = arena.gradients + gradients_at::dense_1_d_bias;
  const float* HWY_RESTRICT input = arena.floats + floats_at::conv2d_2_output;
  float* HWY_RESTRICT d_kernel = arena.gradients + gradients_at::dense_1_d_kernel;
  const float* HWY_RESTRICT kernel = weights + weights_at::dense_1_kernel_back;
  float* HWY_RESTRICT d_input = arena.floats + floats_at::d_conv2d_2_output;
  Floats d_bias_sum = hn::Load(f32, d_bias);
  const Floats d = hn::Load(f32, d_output);
  d_bias_sum = hn::Add(d_bias_sum, d);
  hn::Store(d_bias_sum, f32, d_bias);
  // column 0, dense_1_d_kernel_2x1
  {
    Floats sum0 = hn::Load(f32, d_kernel);
    Floats sum1 = hn::Load(f32, d_kernel + 4);
    const Floats d0 = hn::Load(f32, d_output);
    const Floats in0 = hn::Set(f32, input[0]);
    sum0 = hn::MulAdd(in0, d0, sum0);
    const Floats in1 = hn::Set(f32, input[1]);
    sum1 = hn::MulAdd(in1, d0, sum1);
    hn::Store(sum0, f32, d_kernel);
    hn::Store(sum1, f32, d_kernel + 4);
  }
  // column 1, dense_1_d_kernel_2x1
  {
    Floats sum0 = hn::Load(f32, d_kernel + 8);
    Floats sum1 = hn::Load(f32, d_kernel + 12);
    const Floats d0 = hn::Load(f32, d_output);
    const Floats in0 = hn::Set(f32, input[4]);
    sum0 = hn::MulAdd(in0, d0, sum0);
    const Floats in1 = hn::Set(f32, input[5]);
    sum1 = hn::MulAdd(in1, d0, sum1);
    hn::Store(sum0, f32, d_kernel + 8);
    hn::Store(sum1, f32, d_kernel + 12);
  }
  // column 2, dense_1_d_kernel_2x1
  {
    Floats sum0 = hn::Load(f32, d_kernel + 16);
    Floats sum1 = hn::Load(f32, d_kernel + 20);
    const Floats d0 = hn::Load(f32, d_output);
    const Floats in0 = hn::Set(f32, input[8]);
    sum0 = hn::MulAdd(in0, d0, sum0);
    const Floats in1 = hn::Set(f32, input[9]);
    sum1 = hn::MulAdd(in1, d0, sum1);
    hn::Store(sum0, f32, d_kernel + 16);
    hn::Store(sum1, f32, d_kernel + 20);
  }
  // group 0, dense_1_d_input_tile_1x1
  {
    Floats image0 = hn::Zero(f32);
    Floats image0_chain1 = hn::Zero(f32);
    const Floats k0 = hn::Load(f32, kernel);
    const Floats x0_0 = hn::Set(f32, d_output[0]);
    image0 = hn::MulAdd(x0_0, k0, image0);
    const Floats k0_chain1 = hn::Load(f32, kernel + 4);
    const Floats x0_0_chain1 = hn::Set(f32, d_output[1]);
    image0_chain1 = hn::MulAdd(x0_0_chain1, k0_chain1, image0_chain1);
    image0 = hn::Add(image0, image0_chain1);
    hn::Store(image0, f32, d_input);
  }
  // group 1, dense_1_d_input_tile_1x1
  {
    Floats image0 = hn::Zero(f32);
    Floats image0_chain1 = hn::Zero(f32);
    const Floats k0 = hn::Load(f32, kernel + 8);
    const Floats x0_0 = hn::Set(f32, d_output[0]);
    image0 = hn::MulAdd(x0_0, k0, image0);
    const Floats k0_chain1 = hn::Load(f32, kernel + 12);
    const Floats x0_0_chain1 = hn::Set(f32, d_output[1]);
    image0_chain1 = hn::MulAdd(x0_0_chain1, k0_chain1, image0_chain1);
    image0 = hn::Add(image0, image0_chain1);
    hn::Store(image0, f32, d_input + 4);
  }
  // group 2, dense_1_d_input_tile_1x1
  {
    Floats image0 = hn::Zero(f32);
    Floats image0_chain1 = hn::Zero(f32);
    const Floats k0 = hn::Load(f32, kernel + 16);
    const Floats x0_0 = hn::Set(f32, d_output[0]);
    image0 = hn::MulAdd(x0_0, k0, image0);
    const Floats k0_chain1 = hn::Load(f32, kernel + 20);
    const Floats x0_0_chain1 = hn::Set(f32, d_output[1]);
    image0_chain1 = hn::MulAdd(x0_0_chain1, k0_chain1, image0_chain1);
    image0 = hn::Add(image0, image0_chain1);
    hn::Store(image0, f32, d_input + 8);
  }
}

// Copies an image to where the first step reads it.
void copy_input(const float* HWY_RESTRICT image, float* HWY_RESTRICT input) {
  hn::StoreU(hn::LoadU(f32, image), f32, input);
  hn::StoreU(hn::LoadU(f32, image + 4), f32, input + 4);
  hn::StoreU(hn::LoadU(f32, image + 8), f32, input + 8);
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
  const auto rest = hn::FirstN(f32, 2);
  Floats greatest = hn::Set(f32, map[0]);
  greatest = hn::Max(greatest, hn::IfThenElse(rest, hn::Load(f32, map), greatest));
  greatest = hn::MaxOfLanes(f32, greatest);
  Floats total = hn::Zero(f32);
  const Floats e_rest = exponential(hn::Sub(hn::Load(f32, map), greatest));
  hn::Store(e_rest, f32, map);
  total = hn::Add(total, hn::IfThenElseZero(rest, e_rest));
  const float scale = 1.0f / hn::GetLane(hn::SumOfLanes(f32, total));
  output[0] = map[0] * scale;
  output[1] = map[1] * scale;
}

void copy_d_output(float* HWY_RESTRICT map, const float* HWY_RESTRICT values) {
  hn::StoreU(hn::Zero(f32), f32, map);
  map[0] = values[0];
  map[1] = values[1];
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

void dense_1_prepare(const float* HWY_RESTRICT kernel, const float* HWY_RESTRICT bias, float* HWY_RESTRICT weights) {
  for (int column = 0; column < 3; ++column) {
    for (int channel = 0; channel < 2; ++channel) {
      const float* HWY_RESTRICT from = kernel + column * 4 + channel * 2;
      float* HWY_RESTRICT to = weights + weights_at::dense_1_kernel + column * 8 + channel * 4;
      copy(from, 1, 2, to, 4);
    }
  }
  copy(bias, 1, 2, weights + weights_at::dense_1_bias, 4);
}

void prepare_forward(const float* HWY_RESTRICT parameters, float* HWY_RESTRICT weights) {
  conv2d_1_prepare(parameters + parameters_at::conv2d_1_kernel, parameters + parameters_at::conv2d_1_bias, weights);
  conv2d_2_prepare(parameters + parameters_at::conv2d_2_kernel, parameters + parameters_at::conv2d_2_bias, weights);
  dense_1_prepare(parameters + parameters_at::dense_1_kernel, parameters + parameters_at::dense_1_bias, weights);
}

void conv2d_2_prepare_backward(const float* HWY_RESTRICT kernel, float* HWY_RESTRICT weights) {
  clear(weights + weights_at::conv2d_2_kernel_back, 32);
  for (int row = 0; row < 2; ++row) {
    for (int column = 0; column < 2; ++column) {
      const float* HWY_RESTRICT from = kernel - row * 4 - column * 2 + 6;
      float* HWY_RESTRICT to = weights + weights_at::conv2d_2_kernel_back + row * 16 + column * 4;
      transpose(from, 2, to, 8, 1, 2);
    }
  }
}

void dense_1_prepare_backward(const float* HWY_RESTRICT kernel, float* HWY_RESTRICT weights) {
  for (int pixel = 0; pixel < 3; ++pixel) {
    for (int unit = 0; unit < 2; ++unit) {
      copy(kernel + pixel * 4 + unit, 2, 2, weights + weights_at::dense_1_kernel_back + pixel * 8 + unit * 4, 4);
    }
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
    dense_1_prepare(parameters + parameters_at::dense_1_kernel, parameters + parameters_at::dense_1_bias, weights);
  }
  if (part == 3) {
    conv2d_2_prepare_backward(parameters + parameters_at::conv2d_2_kernel, weights);
  }
  if (part == 4) {
    dense_1_prepare_backward(parameters + parameters_at::dense_1_kernel, weights);
  }
}

void conv2d_1_add_gradients(const TrainingArena& arena, float* HWY_RESTRICT d_kernel, float* HWY_RESTRICT d_bias) {
  add(arena.gradients + gradients_at::conv2d_1_d_kernel, 1, d_kernel, 1);
  add(arena.gradients + gradients_at::conv2d_1_d_bias, 1, d_bias, 1);
}

void conv2d_2_add_gradients(const TrainingArena& arena, float* HWY_RESTRICT d_kernel, float* HWY_RESTRICT d_bias) {
  for (int entry = 0; entry < 4; ++entry) {
    add(arena.gradients + gradients_at::conv2d_2_d_kernel + entry * 4, 2, d_kernel + entry * 2, 1);
  }
  add(arena.gradients + gradients_at::conv2d_2_d_bias, 2, d_bias, 1);
}

void dense_1_add_gradients(const TrainingArena& arena, float* HWY_RESTRICT d_kernel, float* HWY_RESTRICT d_bias) {
  for (int entry = 0; entry < 6; ++entry) {
    add(arena.gradients + gradients_at::dense_1_d_kernel + entry * 4, 2, d_kernel + entry * 2, 1);
  }
  add(arena.gradients + gradients_at::dense_1_d_bias, 2, d_bias, 1);
}

void add_sums(const TrainingArena& arena, float* HWY_RESTRICT gradients) {
  if (arena.cleared) return;
  conv2d_1_add_gradients(arena, gradients + parameters_at::conv2d_1_kernel, gradients + parameters_at::conv2d_1_bias);
  conv2d_2_add_gradients(arena, gradients + parameters_at::conv2d_2_kernel, gradients + parameters_at::conv2d_2_bias);
  dense_1_add_gradients(arena, gradients + parameters_at::dense_1_kernel, gradients + parameters_at::dense_1_bias);
}

void predict_image(const Prepared& prepared, InferenceArena& arena, const float* HWY_RESTRICT image,
                   float* HWY_RESTRICT output) {
  conv2d_1_forward(prepared.values, image, arena.floats + inference_at::conv2d_1_output);
  conv2d_2_forward(prepared.values, arena.floats + inference_at::conv2d_1_output,
                   arena.floats + inference_at::conv2d_2_output);
  dense_1_forward(prepared.values, arena.floats + inference_at::conv2d_2_output,
                  arena.floats + inference_at::dense_1_output);
  softmax(arena.floats + inference_at::dense_1_output, output);
}

void predict_images(const Prepared& prepared, BatchArena& arena, const float* HWY_RESTRICT images, int count,
                    float* HWY_RESTRICT outputs) {
  for (int first = 0; first < count; first += 1) {
    const int n = std::min(count - first, 1);
    for (int image = 0; image < n; ++image) {
      conv2d_1_forward(prepared.values, images + image * 12, arena.floats + batch_at::conv2d_1_output);
      conv2d_2_forward(prepared.values, arena.floats + batch_at::conv2d_1_output,
                       arena.floats + batch_at::conv2d_2_output);
      dense_1_forward(prepared.values, arena.floats + batch_at::conv2d_2_output,
                      arena.floats + batch_at::dense_1_output + image * 4);
    }
    for (int image = 0; image < n; ++image) {
      softmax(arena.floats + batch_at::dense_1_output + image * 4, outputs + image * 2);
    }
    images += n * 12;
    outputs += n * 2;
  }
}

void forward_images(const TrainingPrepared& prepared, TrainingArena& arena, const float* HWY_RESTRICT images, int count,
                    float* HWY_RESTRICT outputs) {
  for (int image = 0; image < count; ++image) {
    copy_input(images + image * 12, arena.floats + floats_at::input + image * 12);
  }
  conv2d_1_forward_batch(prepared.values, arena, count);
  conv2d_2_forward_batch(prepared.values, arena, count);
  dense_1_forward_batch(prepared.values, arena, count);
  for (int image = 0; image < count; ++image) {
    softmax(arena.floats + floats_at::dense_1_output + image * 4, outputs + image * 2);
  }
}

void backward_images(const TrainingPrepared& prepared, TrainingArena& arena, const float* HWY_RESTRICT d_outputs,
                     int count) {
  for (int image = 0; image < count; ++image) {
    copy_d_output(arena.floats + floats_at::d_dense_1_output + image * 4, d_outputs + image * 2);
  }
  if (arena.cleared) clear(arena.gradients + gradients_at::dense_1_d_kernel, 68);
  dense_1_backward(prepared.values, arena, count);
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
}  // namespace unrolled
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace unrolled {

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

}  // namespace unrolled
#endif
