// Generated from tests/golden/models.hpp. Do not edit: change the model and build again.
//
// Model: "dense_softmax"
// _________________________________________________________________
// Layer (type)                 Output Shape              Param #
// =================================================================
// flatten_1 (Flatten)          (None, 2)                 0
// _________________________________________________________________
// dense_1 (Dense)              (None, 2)                 6
// _________________________________________________________________
// dense_2 (Dense)              (None, 2)                 6
// =================================================================
// Total params: 12
// Trainable params: 12
// Non-trainable params: 0
// _________________________________________________________________
//
// Multiply-adds per image: 8. Bytes: prepared weights 1,024, inference arena 80,
// batch arena 512 (16 images),
// prepared weights for training 1,280, training arena 2,368 (16 images).
// Code of the steps, about, in bytes: 128 2,593.

#include "dense_softmax.gen.hpp"

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
#define HWY_TARGET_INCLUDE "dense_softmax.gen.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>
#endif

HWY_BEFORE_NAMESPACE();
namespace dense_softmax {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

const char* target_name() { return hwy::TargetName(HWY_TARGET); }

#if HWY_MAX_BYTES == 16

// SSE4, NEON, WebAssembly: 4 floats per vector.
// dense_1: Dense 2 relu: input (2) -> output (2). About 853 bytes of code.
// dense_2: Dense 2 softmax: input (2) -> output (2). About 1,246 bytes of code.

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
constexpr int dense_1_kernel = 0;
constexpr int dense_1_bias = 4;
constexpr int dense_2_kernel = 6;
constexpr int dense_2_bias = 10;
}  // namespace parameters_at

namespace weights_at {
constexpr int dense_1_kernel = 0;
constexpr int dense_1_bias = 64;
constexpr int dense_2_kernel = 128;
constexpr int dense_2_bias = 192;
constexpr int dense_2_kernel_back = 256;
}  // namespace weights_at

namespace inference_at {
constexpr int dense_1_output = 0;
constexpr int dense_2_output = 16;
}  // namespace inference_at

namespace batch_at {
constexpr int dense_1_output = 0;
constexpr int dense_2_output = 64;
}  // namespace batch_at

namespace floats_at {
constexpr int input = 0;
constexpr int dense_1_output = 64;
constexpr int d_dense_1_output = 128;
constexpr int dense_2_output = 192;
constexpr int d_dense_2_output = 256;
}  // namespace floats_at

namespace gradients_at {
constexpr int dense_1_d_kernel = 0;
constexpr int dense_1_d_bias = 64;
constexpr int dense_2_d_kernel = 128;
constexpr int dense_2_d_bias = 192;
}  // namespace gradients_at

// 1 image of 4 outputs each.
HWY_NOINLINE void dense_1_tile_1x1(const float* HWY_RESTRICT input, const float* HWY_RESTRICT weights,
                                   const float* HWY_RESTRICT bias, float* HWY_RESTRICT output) {
  Floats image0 = hn::Load(f32, bias);
  Floats image0_chain1 = hn::Zero(f32);
  const float* HWY_RESTRICT x = input;
  const Floats k0 = hn::Load(f32, weights);
  const Floats x0_0 = hn::Set(f32, x[0]);
  image0 = hn::MulAdd(x0_0, k0, image0);
  const Floats k0_chain1 = hn::Load(f32, weights + 4);
  const Floats x0_0_chain1 = hn::Set(f32, x[1]);
  image0_chain1 = hn::MulAdd(x0_0_chain1, k0_chain1, image0_chain1);
  image0 = hn::Add(image0, image0_chain1);
  hn::Store(hn::Max(hn::Zero(f32), image0), f32, output);
}

// Dense 2 relu: input (2) -> output (2). 4 multiply-adds.
void dense_1_forward(const float* HWY_RESTRICT weights, const float* HWY_RESTRICT input, float* HWY_RESTRICT output) {
  const float* HWY_RESTRICT kernel = weights + weights_at::dense_1_kernel;
  const float* HWY_RESTRICT bias = weights + weights_at::dense_1_bias;
  dense_1_tile_1x1(input, kernel, bias, output);
}

// 8 images of 4 outputs each.
HWY_NOINLINE void dense_1_tile_1x8(const float* HWY_RESTRICT input, const float* HWY_RESTRICT weights,
                                   const float* HWY_RESTRICT bias, float* HWY_RESTRICT output) {
  Floats image0 = hn::Load(f32, bias);
  Floats image1 = hn::Load(f32, bias);
  Floats image2 = hn::Load(f32, bias);
  Floats image3 = hn::Load(f32, bias);
  Floats image4 = hn::Load(f32, bias);
  Floats image5 = hn::Load(f32, bias);
  Floats image6 = hn::Load(f32, bias);
  Floats image7 = hn::Load(f32, bias);
  const float* HWY_RESTRICT x = input;
  for (int channel = 0; channel < 2; ++channel, ++x, weights += 4) {
    const Floats k0 = hn::Load(f32, weights);
    const Floats x0_0 = hn::Set(f32, x[0]);
    image0 = hn::MulAdd(x0_0, k0, image0);
    const Floats x0_1 = hn::Set(f32, x[2]);
    image1 = hn::MulAdd(x0_1, k0, image1);
    const Floats x0_2 = hn::Set(f32, x[4]);
    image2 = hn::MulAdd(x0_2, k0, image2);
    const Floats x0_3 = hn::Set(f32, x[6]);
    image3 = hn::MulAdd(x0_3, k0, image3);
    const Floats x0_4 = hn::Set(f32, x[8]);
    image4 = hn::MulAdd(x0_4, k0, image4);
    const Floats x0_5 = hn::Set(f32, x[10]);
    image5 = hn::MulAdd(x0_5, k0, image5);
    const Floats x0_6 = hn::Set(f32, x[12]);
    image6 = hn::MulAdd(x0_6, k0, image6);
    const Floats x0_7 = hn::Set(f32, x[14]);
    image7 = hn::MulAdd(x0_7, k0, image7);
  }
  hn::Store(hn::Max(hn::Zero(f32), image0), f32, output);
  hn::Store(hn::Max(hn::Zero(f32), image1), f32, output + 4);
  hn::Store(hn::Max(hn::Zero(f32), image2), f32, output + 8);
  hn::Store(hn::Max(hn::Zero(f32), image3), f32, output + 12);
  hn::Store(hn::Max(hn::Zero(f32), image4), f32, output + 16);
  hn::Store(hn::Max(hn::Zero(f32), image5), f32, output + 20);
  hn::Store(hn::Max(hn::Zero(f32), image6), f32, output + 24);
  hn::Store(hn::Max(hn::Zero(f32), image7), f32, output + 28);
}

// The same for several images.
void dense_1_forward_several(const float* HWY_RESTRICT weights, const float* HWY_RESTRICT input,
                             float* HWY_RESTRICT output, int count) {
  const float* HWY_RESTRICT kernel = weights + weights_at::dense_1_kernel;
  const float* HWY_RESTRICT bias = weights + weights_at::dense_1_bias;
  int image = 0;
  for (; image + 8 <= count; image += 8) {
    dense_1_tile_1x8(input + image * 2, kernel, bias, output + image * 4);
  }
  for (; image < count; ++image) {
    dense_1_tile_1x1(input + image * 2, kernel, bias, output + image * 4);
  }
}

// 1 image of 4 outputs each.
HWY_NOINLINE void dense_2_tile_1x1(const float* HWY_RESTRICT input, const float* HWY_RESTRICT weights,
                                   const float* HWY_RESTRICT bias, float* HWY_RESTRICT output) {
  Floats image0 = hn::Load(f32, bias);
  Floats image0_chain1 = hn::Zero(f32);
  const float* HWY_RESTRICT x = input;
  const Floats k0 = hn::Load(f32, weights);
  const Floats x0_0 = hn::Set(f32, x[0]);
  image0 = hn::MulAdd(x0_0, k0, image0);
  const Floats k0_chain1 = hn::Load(f32, weights + 4);
  const Floats x0_0_chain1 = hn::Set(f32, x[1]);
  image0_chain1 = hn::MulAdd(x0_0_chain1, k0_chain1, image0_chain1);
  image0 = hn::Add(image0, image0_chain1);
  hn::Store(image0, f32, output);
}

// Dense 2 softmax: input (2) -> output (2). 4 multiply-adds.
void dense_2_forward(const float* HWY_RESTRICT weights, const float* HWY_RESTRICT input, float* HWY_RESTRICT output) {
  const float* HWY_RESTRICT kernel = weights + weights_at::dense_2_kernel;
  const float* HWY_RESTRICT bias = weights + weights_at::dense_2_bias;
  dense_2_tile_1x1(input, kernel, bias, output);
}

// 8 images of 4 outputs each.
HWY_NOINLINE void dense_2_tile_1x8(const float* HWY_RESTRICT input, const float* HWY_RESTRICT weights,
                                   const float* HWY_RESTRICT bias, float* HWY_RESTRICT output) {
  Floats image0 = hn::Load(f32, bias);
  Floats image1 = hn::Load(f32, bias);
  Floats image2 = hn::Load(f32, bias);
  Floats image3 = hn::Load(f32, bias);
  Floats image4 = hn::Load(f32, bias);
  Floats image5 = hn::Load(f32, bias);
  Floats image6 = hn::Load(f32, bias);
  Floats image7 = hn::Load(f32, bias);
  const float* HWY_RESTRICT x = input;
  for (int channel = 0; channel < 2; ++channel, ++x, weights += 4) {
    const Floats k0 = hn::Load(f32, weights);
    const Floats x0_0 = hn::Set(f32, x[0]);
    image0 = hn::MulAdd(x0_0, k0, image0);
    const Floats x0_1 = hn::Set(f32, x[4]);
    image1 = hn::MulAdd(x0_1, k0, image1);
    const Floats x0_2 = hn::Set(f32, x[8]);
    image2 = hn::MulAdd(x0_2, k0, image2);
    const Floats x0_3 = hn::Set(f32, x[12]);
    image3 = hn::MulAdd(x0_3, k0, image3);
    const Floats x0_4 = hn::Set(f32, x[16]);
    image4 = hn::MulAdd(x0_4, k0, image4);
    const Floats x0_5 = hn::Set(f32, x[20]);
    image5 = hn::MulAdd(x0_5, k0, image5);
    const Floats x0_6 = hn::Set(f32, x[24]);
    image6 = hn::MulAdd(x0_6, k0, image6);
    const Floats x0_7 = hn::Set(f32, x[28]);
    image7 = hn::MulAdd(x0_7, k0, image7);
  }
  hn::Store(image0, f32, output);
  hn::Store(image1, f32, output + 4);
  hn::Store(image2, f32, output + 8);
  hn::Store(image3, f32, output + 12);
  hn::Store(image4, f32, output + 16);
  hn::Store(image5, f32, output + 20);
  hn::Store(image6, f32, output + 24);
  hn::Store(image7, f32, output + 28);
}

// The same for several images.
void dense_2_forward_several(const float* HWY_RESTRICT weights, const float* HWY_RESTRICT input,
                             float* HWY_RESTRICT output, int count) {
  const float* HWY_RESTRICT kernel = weights + weights_at::dense_2_kernel;
  const float* HWY_RESTRICT bias = weights + weights_at::dense_2_bias;
  int image = 0;
  for (; image + 8 <= count; image += 8) {
    dense_2_tile_1x8(input + image * 4, kernel, bias, output + image * 4);
  }
  for (; image < count; ++image) {
    dense_2_tile_1x1(input + image * 4, kernel, bias, output + image * 4);
  }
}

// Dense 2 relu: input (2) -> output (2).
void dense_1_forward_batch(const float* HWY_RESTRICT weights, TrainingArena& arena, int count) {
  dense_1_forward_several(weights, arena.floats + floats_at::input, arena.floats + floats_at::dense_1_output, count);
}

// Adds the gradients of 2 inputs' weights for 4 outputs, over all pixels and images.
HWY_NOINLINE void dense_1_d_kernel_2x1(const float* HWY_RESTRICT input, const float* HWY_RESTRICT d_output,
                                       float* HWY_RESTRICT d_kernel, int count) {
  Floats sum0 = hn::Load(f32, d_kernel);
  Floats sum1 = hn::Load(f32, d_kernel + 4);
  for (int image = 0; image < count; ++image) {
    const float* HWY_RESTRICT in = input + image * 2;
    const float* HWY_RESTRICT d = d_output + image * 4;
    const Floats d0 = hn::Load(f32, d);
    const Floats in0 = hn::Set(f32, in[0]);
    sum0 = hn::MulAdd(in0, d0, sum0);
    const Floats in1 = hn::Set(f32, in[1]);
    sum1 = hn::MulAdd(in1, d0, sum1);
  }
  hn::Store(sum0, f32, d_kernel);
  hn::Store(sum1, f32, d_kernel + 4);
}

// Backward of Dense 2 relu: input (2) -> output (2). 4 multiply-adds.
void dense_1_backward(const float* HWY_RESTRICT, TrainingArena& arena, int count) {
  float* HWY_RESTRICT d_output = arena.floats + floats_at::d_dense_1_output;
  float* HWY_RESTRICT d_bias = arena.gradients + gradients_at::dense_1_d_bias;
  const float* HWY_RESTRICT output = arena.floats + floats_at::dense_1_output;
  for (int unit = 0; unit < 4; unit += 4) {
    Floats d_bias_sum = hn::Load(f32, d_bias + unit);
    for (int image = 0; image < count; ++image) {
      const auto alive = hn::Gt(hn::Load(f32, output + image * 4 + unit), hn::Zero(f32));
      const Floats d = hn::IfThenElseZero(alive, hn::Load(f32, d_output + image * 4 + unit));
      hn::Store(d, f32, d_output + image * 4 + unit);
      d_bias_sum = hn::Add(d_bias_sum, d);
    }
    hn::Store(d_bias_sum, f32, d_bias + unit);
  }
  const float* HWY_RESTRICT input = arena.floats + floats_at::input;
  float* HWY_RESTRICT d_kernel = arena.gradients + gradients_at::dense_1_d_kernel;
  dense_1_d_kernel_2x1(input, d_output, d_kernel, count);
}

// Dense 2 softmax: input (2) -> output (2).
void dense_2_forward_batch(const float* HWY_RESTRICT weights, TrainingArena& arena, int count) {
  dense_2_forward_several(weights, arena.floats + floats_at::dense_1_output, arena.floats + floats_at::dense_2_output,
                          count);
}

// Adds the gradients of 2 inputs' weights for 4 outputs, over all pixels and images.
HWY_NOINLINE void dense_2_d_kernel_2x1(const float* HWY_RESTRICT input, const float* HWY_RESTRICT d_output,
                                       float* HWY_RESTRICT d_kernel, int count) {
  Floats sum0 = hn::Load(f32, d_kernel);
  Floats sum1 = hn::Load(f32, d_kernel + 4);
  for (int image = 0; image < count; ++image) {
    const float* HWY_RESTRICT in = input + image * 4;
    const float* HWY_RESTRICT d = d_output + image * 4;
    const Floats d0 = hn::Load(f32, d);
    const Floats in0 = hn::Set(f32, in[0]);
    sum0 = hn::MulAdd(in0, d0, sum0);
    const Floats in1 = hn::Set(f32, in[1]);
    sum1 = hn::MulAdd(in1, d0, sum1);
  }
  hn::Store(sum0, f32, d_kernel);
  hn::Store(sum1, f32, d_kernel + 4);
}

// 8 images of 4 outputs each.
HWY_NOINLINE void dense_2_d_input_tile_1x8(const float* HWY_RESTRICT input, const float* HWY_RESTRICT weights,
                                           float* HWY_RESTRICT d_input) {
  Floats image0 = hn::Zero(f32);
  Floats image1 = hn::Zero(f32);
  Floats image2 = hn::Zero(f32);
  Floats image3 = hn::Zero(f32);
  Floats image4 = hn::Zero(f32);
  Floats image5 = hn::Zero(f32);
  Floats image6 = hn::Zero(f32);
  Floats image7 = hn::Zero(f32);
  const float* HWY_RESTRICT x = input;
  for (int channel = 0; channel < 2; ++channel, ++x, weights += 4) {
    const Floats k0 = hn::Load(f32, weights);
    const Floats x0_0 = hn::Set(f32, x[0]);
    image0 = hn::MulAdd(x0_0, k0, image0);
    const Floats x0_1 = hn::Set(f32, x[4]);
    image1 = hn::MulAdd(x0_1, k0, image1);
    const Floats x0_2 = hn::Set(f32, x[8]);
    image2 = hn::MulAdd(x0_2, k0, image2);
    const Floats x0_3 = hn::Set(f32, x[12]);
    image3 = hn::MulAdd(x0_3, k0, image3);
    const Floats x0_4 = hn::Set(f32, x[16]);
    image4 = hn::MulAdd(x0_4, k0, image4);
    const Floats x0_5 = hn::Set(f32, x[20]);
    image5 = hn::MulAdd(x0_5, k0, image5);
    const Floats x0_6 = hn::Set(f32, x[24]);
    image6 = hn::MulAdd(x0_6, k0, image6);
    const Floats x0_7 = hn::Set(f32, x[28]);
    image7 = hn::MulAdd(x0_7, k0, image7);
  }
  hn::Store(image0, f32, d_input);
  hn::Store(image1, f32, d_input + 4);
  hn::Store(image2, f32, d_input + 8);
  hn::Store(image3, f32, d_input + 12);
  hn::Store(image4, f32, d_input + 16);
  hn::Store(image5, f32, d_input + 20);
  hn::Store(image6, f32, d_input + 24);
  hn::Store(image7, f32, d_input + 28);
}

// 1 image of 4 outputs each.
HWY_NOINLINE void dense_2_d_input_tile_1x1(const float* HWY_RESTRICT input, const float* HWY_RESTRICT weights,
                                           float* HWY_RESTRICT d_input) {
  Floats image0 = hn::Zero(f32);
  Floats image0_chain1 = hn::Zero(f32);
  const float* HWY_RESTRICT x = input;
  const Floats k0 = hn::Load(f32, weights);
  const Floats x0_0 = hn::Set(f32, x[0]);
  image0 = hn::MulAdd(x0_0, k0, image0);
  const Floats k0_chain1 = hn::Load(f32, weights + 4);
  const Floats x0_0_chain1 = hn::Set(f32, x[1]);
  image0_chain1 = hn::MulAdd(x0_0_chain1, k0_chain1, image0_chain1);
  image0 = hn::Add(image0, image0_chain1);
  hn::Store(image0, f32, d_input);
}

// Backward of Dense 2 softmax: input (2) -> output (2). 8 multiply-adds.
void dense_2_backward(const float* HWY_RESTRICT weights, TrainingArena& arena, int count) {
  float* HWY_RESTRICT d_output = arena.floats + floats_at::d_dense_2_output;
  float* HWY_RESTRICT d_bias = arena.gradients + gradients_at::dense_2_d_bias;
  for (int unit = 0; unit < 4; unit += 4) {
    Floats d_bias_sum = hn::Load(f32, d_bias + unit);
    for (int image = 0; image < count; ++image) {
      const Floats d = hn::Load(f32, d_output + image * 4 + unit);
      d_bias_sum = hn::Add(d_bias_sum, d);
    }
    hn::Store(d_bias_sum, f32, d_bias + unit);
  }
  const float* HWY_RESTRICT input = arena.floats + floats_at::dense_1_output;
  float* HWY_RESTRICT d_kernel = arena.gradients + gradients_at::dense_2_d_kernel;
  dense_2_d_kernel_2x1(input, d_output, d_kernel, count);
  const float* HWY_RESTRICT kernel = weights + weights_at::dense_2_kernel_back;
  float* HWY_RESTRICT d_input = arena.floats + floats_at::d_dense_1_output;
  int image = 0;
  for (; image + 8 <= count; image += 8) {
    dense_2_d_input_tile_1x8(d_output + image * 4, kernel, d_input + image * 4);
  }
  for (; image < count; ++image) {
    dense_2_d_input_tile_1x1(d_output + image * 4, kernel, d_input + image * 4);
  }
}

// Copies an image to where the first step reads it.
void copy_input(const float* HWY_RESTRICT image, float* HWY_RESTRICT input) {
  std::memcpy(input, image, 2 * sizeof(float));
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
  float* HWY_RESTRICT logits = map;
  Floats greatest = hn::Set(f32, logits[0]);
  greatest = hn::Max(greatest, hn::IfThenElse(rest, hn::Load(f32, logits), greatest));
  greatest = hn::MaxOfLanes(f32, greatest);
  Floats total = hn::Zero(f32);
  const Floats e_rest = exponential(hn::Sub(hn::Load(f32, logits), greatest));
  hn::Store(e_rest, f32, logits);
  total = hn::Add(total, hn::IfThenElseZero(rest, e_rest));
  const float scale = 1.0f / hn::GetLane(hn::SumOfLanes(f32, total));
  for (int i = 0; i < 2; ++i) {
    output[i] = logits[i] * scale;
  }
}

void copy_d_output(float* HWY_RESTRICT map, const float* HWY_RESTRICT values) {
  clear(map, 4);
  for (int channel = 0; channel < 2; ++channel) {
    map[channel] = *values++;
  }
}

void dense_1_prepare(const float* HWY_RESTRICT kernel, const float* HWY_RESTRICT bias, float* HWY_RESTRICT weights) {
  for (int channel = 0; channel < 2; ++channel) {
    const float* HWY_RESTRICT from = kernel + channel * 2;
    float* HWY_RESTRICT to = weights + weights_at::dense_1_kernel + channel * 4;
    copy(from, 1, 2, to, 4);
  }
  copy(bias, 1, 2, weights + weights_at::dense_1_bias, 4);
}

void dense_2_prepare(const float* HWY_RESTRICT kernel, const float* HWY_RESTRICT bias, float* HWY_RESTRICT weights) {
  for (int channel = 0; channel < 2; ++channel) {
    const float* HWY_RESTRICT from = kernel + channel * 2;
    float* HWY_RESTRICT to = weights + weights_at::dense_2_kernel + channel * 4;
    copy(from, 1, 2, to, 4);
  }
  copy(bias, 1, 2, weights + weights_at::dense_2_bias, 4);
}

void prepare_forward(const float* HWY_RESTRICT parameters, float* HWY_RESTRICT weights) {
  dense_1_prepare(parameters + parameters_at::dense_1_kernel, parameters + parameters_at::dense_1_bias, weights);
  dense_2_prepare(parameters + parameters_at::dense_2_kernel, parameters + parameters_at::dense_2_bias, weights);
}

void dense_2_prepare_backward(const float* HWY_RESTRICT kernel, float* HWY_RESTRICT weights) {
  clear(weights + weights_at::dense_2_kernel_back, 8);
  {
    const float* HWY_RESTRICT from = kernel;
    float* HWY_RESTRICT to = weights + weights_at::dense_2_kernel_back;
    transpose(from, 2, to, 4, 2, 2);
  }
}

// One of the parts of what forward and backward read.
void prepare_training(const float* HWY_RESTRICT parameters, float* HWY_RESTRICT weights, int part) {
  if (part == 0) {
    dense_1_prepare(parameters + parameters_at::dense_1_kernel, parameters + parameters_at::dense_1_bias, weights);
  }
  if (part == 1) {
    dense_2_prepare(parameters + parameters_at::dense_2_kernel, parameters + parameters_at::dense_2_bias, weights);
  }
  if (part == 2) {
    dense_2_prepare_backward(parameters + parameters_at::dense_2_kernel, weights);
  }
}

void dense_1_add_gradients(const TrainingArena& arena, float* HWY_RESTRICT d_kernel, float* HWY_RESTRICT d_bias) {
  for (int entry = 0; entry < 2; ++entry) {
    add(arena.gradients + gradients_at::dense_1_d_kernel + entry * 4, 2, d_kernel + entry * 2, 1);
  }
  add(arena.gradients + gradients_at::dense_1_d_bias, 2, d_bias, 1);
}

void dense_2_add_gradients(const TrainingArena& arena, float* HWY_RESTRICT d_kernel, float* HWY_RESTRICT d_bias) {
  for (int entry = 0; entry < 2; ++entry) {
    add(arena.gradients + gradients_at::dense_2_d_kernel + entry * 4, 2, d_kernel + entry * 2, 1);
  }
  add(arena.gradients + gradients_at::dense_2_d_bias, 2, d_bias, 1);
}

void add_sums(const TrainingArena& arena, float* HWY_RESTRICT gradients) {
  if (arena.cleared) return;
  dense_1_add_gradients(arena, gradients + parameters_at::dense_1_kernel, gradients + parameters_at::dense_1_bias);
  dense_2_add_gradients(arena, gradients + parameters_at::dense_2_kernel, gradients + parameters_at::dense_2_bias);
}

void predict_image(const Prepared& prepared, InferenceArena& arena, const float* HWY_RESTRICT image,
                   float* HWY_RESTRICT output) {
  dense_1_forward(prepared.values, image, arena.floats + inference_at::dense_1_output);
  dense_2_forward(prepared.values, arena.floats + inference_at::dense_1_output,
                  arena.floats + inference_at::dense_2_output);
  softmax(arena.floats + inference_at::dense_2_output, output);
}

void predict_images(const Prepared& prepared, BatchArena& arena, const float* HWY_RESTRICT images, int count,
                    float* HWY_RESTRICT outputs) {
  for (int first = 0; first < count; first += 16) {
    const int n = std::min(count - first, 16);
    dense_1_forward_several(prepared.values, images, arena.floats + batch_at::dense_1_output, n);
    dense_2_forward_several(prepared.values, arena.floats + batch_at::dense_1_output,
                            arena.floats + batch_at::dense_2_output, n);
    for (int image = 0; image < n; ++image) {
      softmax(arena.floats + batch_at::dense_2_output + image * 4, outputs + image * 2);
    }
    images += n * 2;
    outputs += n * 2;
  }
}

void forward_images(const TrainingPrepared& prepared, TrainingArena& arena, const float* HWY_RESTRICT images, int count,
                    float* HWY_RESTRICT outputs) {
  for (int image = 0; image < count; ++image) {
    copy_input(images + image * 2, arena.floats + floats_at::input + image * 2);
  }
  dense_1_forward_batch(prepared.values, arena, count);
  dense_2_forward_batch(prepared.values, arena, count);
  for (int image = 0; image < count; ++image) {
    softmax(arena.floats + floats_at::dense_2_output + image * 4, outputs + image * 2);
  }
}

void backward_images(const TrainingPrepared& prepared, TrainingArena& arena, const float* HWY_RESTRICT d_outputs,
                     int count) {
  for (int image = 0; image < count; ++image) {
    copy_d_output(arena.floats + floats_at::d_dense_2_output + image * 4, d_outputs + image * 2);
  }
  if (arena.cleared) clear(arena.gradients + gradients_at::dense_2_d_kernel, 68);
  dense_2_backward(prepared.values, arena, count);
  if (arena.cleared) clear(arena.gradients + gradients_at::dense_1_d_kernel, 68);
  dense_1_backward(prepared.values, arena, count);
  arena.cleared = false;
}

#else
#error "This processor's vector width has no body here: generate one (--simd, or SIMD in constnet_add_model)."
#endif

}  // namespace HWY_NAMESPACE
}  // namespace dense_softmax
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace dense_softmax {

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

}  // namespace dense_softmax
#endif
