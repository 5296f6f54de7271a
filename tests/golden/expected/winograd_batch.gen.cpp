// Generated from tests/golden/models.hpp. Do not edit: change the model and build again.
//
// Model: "winograd_batch"
// _________________________________________________________________
// Layer (type)                 Output Shape              Param #
// =================================================================
// conv2d_1 (Conv2D)            (None, 2, 2, 16)          2320
// =================================================================
// Total params: 2,320
// Trainable params: 2,320
// Non-trainable params: 0
// _________________________________________________________________
//
// Multiply-adds per image: 9,216. Bytes: prepared weights 26,880, inference arena 256,
// batch arena 38,912 (16 images),
// prepared weights for training 26,880, training arena 81,472 (16 images).
// Code of the steps, about, in bytes: avx512 3,766.

#include "winograd_batch.gen.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

#if defined(CONSTNET_FIRMWARE_SIMD)
#include <constnet/firmware/simd.hpp>
#else
// One body per vector width; of the instruction sets of one width, the one that most processors have.
#define HWY_DISABLED_TARGETS \
  (HWY_AVX3_DL | HWY_SSSE3 | HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV | HWY_AVX2 | HWY_SSE4 | HWY_NEON | HWY_WASM)
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "winograd_batch.gen.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>
#endif

HWY_BEFORE_NAMESPACE();
namespace winograd_batch {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

const char* target_name() { return hwy::TargetName(HWY_TARGET); }

#if HWY_MAX_BYTES == 64

// AVX-512: 16 floats per vector.
// conv2d_1: Conv2D 16 3x3 linear: input (4, 4, 16) -> output (2, 2, 16). About 3,376 bytes of code.

using F32 = hn::FixedTag<float, 16>;
static_assert(hn::MaxLanes(F32()) == 16, "This body is written for 16 floats per vector.");
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
  alignas(64) float block[64];
  for (; row + 4 <= rows; row += 4) {
    const float* HWY_RESTRICT a = from + row * from_step;
    std::size_t column = 0;
    for (; column + 16 <= columns; column += 16) {
      const Floats row0 = hn::LoadU(f32, a + column);
      const Floats row1 = hn::LoadU(f32, a + from_step + column);
      const Floats row2 = hn::LoadU(f32, a + 2 * from_step + column);
      const Floats row3 = hn::LoadU(f32, a + 3 * from_step + column);
      const Floats even_low = hn::InterleaveLower(f32, row0, row2);
      const Floats even_high = hn::InterleaveUpper(f32, row0, row2);
      const Floats odd_low = hn::InterleaveLower(f32, row1, row3);
      const Floats odd_high = hn::InterleaveUpper(f32, row1, row3);
      hn::Store(hn::InterleaveLower(f32, even_low, odd_low), f32, block);
      hn::Store(hn::InterleaveUpper(f32, even_low, odd_low), f32, block + 16);
      hn::Store(hn::InterleaveLower(f32, even_high, odd_high), f32, block + 32);
      hn::Store(hn::InterleaveUpper(f32, even_high, odd_high), f32, block + 48);
      for (std::size_t i = 0; i < 16; ++i) {
        float* HWY_RESTRICT b = to + (column + i) * to_step + row;
        hn::StoreU(hn::Load(four, block + i % 4 * 16 + i / 4 * 4), four, b);
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
  alignas(64) float block[64];
  for (; row + 4 <= rows; row += 4) {
    const float* HWY_RESTRICT a = from + row * from_step;
    std::size_t column = 0;
    for (; column + 16 <= columns; column += 16) {
      const Floats row0 = hn::LoadU(f32, a + column);
      const Floats row1 = hn::LoadU(f32, a + from_step + column);
      const Floats row2 = hn::LoadU(f32, a + 2 * from_step + column);
      const Floats row3 = hn::LoadU(f32, a + 3 * from_step + column);
      const Floats even_low = hn::InterleaveLower(f32, row0, row2);
      const Floats even_high = hn::InterleaveUpper(f32, row0, row2);
      const Floats odd_low = hn::InterleaveLower(f32, row1, row3);
      const Floats odd_high = hn::InterleaveUpper(f32, row1, row3);
      hn::Store(hn::InterleaveLower(f32, even_low, odd_low), f32, block);
      hn::Store(hn::InterleaveUpper(f32, even_low, odd_low), f32, block + 16);
      hn::Store(hn::InterleaveLower(f32, even_high, odd_high), f32, block + 32);
      hn::Store(hn::InterleaveUpper(f32, even_high, odd_high), f32, block + 48);
      for (std::size_t i = 0; i < 16; ++i) {
        float* HWY_RESTRICT b = to + (column + i) * to_step + row;
        hn::StoreU(hn::Add(hn::LoadU(four, b), hn::Load(four, block + i % 4 * 16 + i / 4 * 4)), four, b);
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
constexpr int conv2d_1_bias = 2304;
}  // namespace parameters_at

namespace weights_at {
constexpr int conv2d_1_kernel = 0;
constexpr int conv2d_1_bias = 2304;
constexpr int conv2d_1_kernel_tiles = 2368;
}  // namespace weights_at

namespace inference_at {
constexpr int conv2d_1_output = 0;
}  // namespace inference_at

namespace batch_at {
constexpr int conv2d_1_scratch = 0;
constexpr int conv2d_1_output = 8704;
}  // namespace batch_at

namespace floats_at {
constexpr int input = 0;
constexpr int conv2d_1_output = 4160;
constexpr int d_conv2d_1_output = 5184;
constexpr int conv2d_1_masked = 6208;
constexpr int conv2d_1_tiles = 7232;
}  // namespace floats_at

namespace gradients_at {
constexpr int conv2d_1_d_kernel = 0;
constexpr int conv2d_1_d_bias = 4352;
}  // namespace gradients_at

// 2 x 2 pixels of 16 outputs each.
HWY_NOINLINE void conv2d_1_tile_2x2(const float* HWY_RESTRICT input, const float* HWY_RESTRICT weights,
                                    const float* HWY_RESTRICT bias, float* HWY_RESTRICT output) {
  Floats pixel0_0 = hn::Load(f32, bias);
  Floats pixel0_1 = hn::Load(f32, bias);
  Floats pixel1_0 = hn::Load(f32, bias);
  Floats pixel1_1 = hn::Load(f32, bias);
  for (int row = 0; row < 3; ++row) {
    const float* HWY_RESTRICT x = input + row * 64;
    for (int channel = 0; channel < 16; ++channel, ++x, weights += 48) {
      const Floats k0 = hn::Load(f32, weights);
      const Floats k1 = hn::Load(f32, weights + 16);
      const Floats k2 = hn::Load(f32, weights + 32);
      const Floats x0_0 = hn::Set(f32, x[0]);
      pixel0_0 = hn::MulAdd(x0_0, k0, pixel0_0);
      const Floats x1_0 = hn::Set(f32, x[64]);
      pixel1_0 = hn::MulAdd(x1_0, k0, pixel1_0);
      const Floats x0_1 = hn::Set(f32, x[16]);
      pixel0_0 = hn::MulAdd(x0_1, k1, pixel0_0);
      pixel0_1 = hn::MulAdd(x0_1, k0, pixel0_1);
      const Floats x1_1 = hn::Set(f32, x[80]);
      pixel1_0 = hn::MulAdd(x1_1, k1, pixel1_0);
      pixel1_1 = hn::MulAdd(x1_1, k0, pixel1_1);
      const Floats x0_2 = hn::Set(f32, x[32]);
      pixel0_0 = hn::MulAdd(x0_2, k2, pixel0_0);
      pixel0_1 = hn::MulAdd(x0_2, k1, pixel0_1);
      const Floats x1_2 = hn::Set(f32, x[96]);
      pixel1_0 = hn::MulAdd(x1_2, k2, pixel1_0);
      pixel1_1 = hn::MulAdd(x1_2, k1, pixel1_1);
      const Floats x0_3 = hn::Set(f32, x[48]);
      pixel0_1 = hn::MulAdd(x0_3, k2, pixel0_1);
      const Floats x1_3 = hn::Set(f32, x[112]);
      pixel1_1 = hn::MulAdd(x1_3, k2, pixel1_1);
    }
  }
  hn::Store(pixel0_0, f32, output);
  hn::Store(pixel0_1, f32, output + 16);
  hn::Store(pixel1_0, f32, output + 32);
  hn::Store(pixel1_1, f32, output + 48);
}

// Conv2D 16 3x3 linear: input (4, 4, 16) -> output (2, 2, 16). 9,216 multiply-adds.
void conv2d_1_forward(const float* HWY_RESTRICT weights, const float* HWY_RESTRICT input, float* HWY_RESTRICT output) {
  const float* HWY_RESTRICT kernel = weights + weights_at::conv2d_1_kernel;
  const float* HWY_RESTRICT bias = weights + weights_at::conv2d_1_bias;
  conv2d_1_tile_2x2(input, kernel, bias, output);
}

// Transforms 4x4 pixels of each image; afterwards one plane per position.
HWY_NOINLINE void conv2d_1_transform_input(const float* HWY_RESTRICT from, float* HWY_RESTRICT to, int count) {
  for (int image = 0; image < count; ++image, from += 256, to += 16) {
    for (int channel = 0; channel < 16; channel += 16) {
      const Floats x0_0 = hn::LoadU(f32, from + channel);
      const Floats x0_1 = hn::LoadU(f32, from + channel + 16);
      const Floats x0_2 = hn::LoadU(f32, from + channel + 32);
      const Floats x0_3 = hn::LoadU(f32, from + channel + 48);
      const Floats x1_0 = hn::LoadU(f32, from + channel + 64);
      const Floats x1_1 = hn::LoadU(f32, from + channel + 80);
      const Floats x1_2 = hn::LoadU(f32, from + channel + 96);
      const Floats x1_3 = hn::LoadU(f32, from + channel + 112);
      const Floats x2_0 = hn::LoadU(f32, from + channel + 128);
      const Floats x2_1 = hn::LoadU(f32, from + channel + 144);
      const Floats x2_2 = hn::LoadU(f32, from + channel + 160);
      const Floats x2_3 = hn::LoadU(f32, from + channel + 176);
      const Floats x3_0 = hn::LoadU(f32, from + channel + 192);
      const Floats x3_1 = hn::LoadU(f32, from + channel + 208);
      const Floats x3_2 = hn::LoadU(f32, from + channel + 224);
      const Floats x3_3 = hn::LoadU(f32, from + channel + 240);
      const Floats half0_0 = hn::Sub(x0_0, x2_0);
      const Floats half1_0 = hn::Add(x1_0, x2_0);
      const Floats half2_0 = hn::Sub(x2_0, x1_0);
      const Floats half3_0 = hn::Sub(x3_0, x1_0);
      const Floats half0_1 = hn::Sub(x0_1, x2_1);
      const Floats half1_1 = hn::Add(x1_1, x2_1);
      const Floats half2_1 = hn::Sub(x2_1, x1_1);
      const Floats half3_1 = hn::Sub(x3_1, x1_1);
      const Floats half0_2 = hn::Sub(x0_2, x2_2);
      const Floats half1_2 = hn::Add(x1_2, x2_2);
      const Floats half2_2 = hn::Sub(x2_2, x1_2);
      const Floats half3_2 = hn::Sub(x3_2, x1_2);
      const Floats half0_3 = hn::Sub(x0_3, x2_3);
      const Floats half1_3 = hn::Add(x1_3, x2_3);
      const Floats half2_3 = hn::Sub(x2_3, x1_3);
      const Floats half3_3 = hn::Sub(x3_3, x1_3);
      const Floats y0_0 = hn::Sub(half0_0, half0_2);
      const Floats y0_1 = hn::Add(half0_1, half0_2);
      const Floats y0_2 = hn::Sub(half0_2, half0_1);
      const Floats y0_3 = hn::Sub(half0_3, half0_1);
      const Floats y1_0 = hn::Sub(half1_0, half1_2);
      const Floats y1_1 = hn::Add(half1_1, half1_2);
      const Floats y1_2 = hn::Sub(half1_2, half1_1);
      const Floats y1_3 = hn::Sub(half1_3, half1_1);
      const Floats y2_0 = hn::Sub(half2_0, half2_2);
      const Floats y2_1 = hn::Add(half2_1, half2_2);
      const Floats y2_2 = hn::Sub(half2_2, half2_1);
      const Floats y2_3 = hn::Sub(half2_3, half2_1);
      const Floats y3_0 = hn::Sub(half3_0, half3_2);
      const Floats y3_1 = hn::Add(half3_1, half3_2);
      const Floats y3_2 = hn::Sub(half3_2, half3_1);
      const Floats y3_3 = hn::Sub(half3_3, half3_1);
      hn::StoreU(y0_0, f32, to + channel);
      hn::StoreU(y0_1, f32, to + channel + 272);
      hn::StoreU(y0_2, f32, to + channel + 544);
      hn::StoreU(y0_3, f32, to + channel + 816);
      hn::StoreU(y1_0, f32, to + channel + 1088);
      hn::StoreU(y1_1, f32, to + channel + 1360);
      hn::StoreU(y1_2, f32, to + channel + 1632);
      hn::StoreU(y1_3, f32, to + channel + 1904);
      hn::StoreU(y2_0, f32, to + channel + 2176);
      hn::StoreU(y2_1, f32, to + channel + 2448);
      hn::StoreU(y2_2, f32, to + channel + 2720);
      hn::StoreU(y2_3, f32, to + channel + 2992);
      hn::StoreU(y3_0, f32, to + channel + 3264);
      hn::StoreU(y3_1, f32, to + channel + 3536);
      hn::StoreU(y3_2, f32, to + channel + 3808);
      hn::StoreU(y3_3, f32, to + channel + 4080);
    }
  }
}

// 16 images of 16 outputs each.
HWY_NOINLINE void conv2d_1_products_tile_1x16(const float* HWY_RESTRICT input, const float* HWY_RESTRICT weights,
                                              float* HWY_RESTRICT products) {
  Floats image0 = hn::Zero(f32);
  Floats image1 = hn::Zero(f32);
  Floats image2 = hn::Zero(f32);
  Floats image3 = hn::Zero(f32);
  Floats image4 = hn::Zero(f32);
  Floats image5 = hn::Zero(f32);
  Floats image6 = hn::Zero(f32);
  Floats image7 = hn::Zero(f32);
  Floats image8 = hn::Zero(f32);
  Floats image9 = hn::Zero(f32);
  Floats image10 = hn::Zero(f32);
  Floats image11 = hn::Zero(f32);
  Floats image12 = hn::Zero(f32);
  Floats image13 = hn::Zero(f32);
  Floats image14 = hn::Zero(f32);
  Floats image15 = hn::Zero(f32);
  const float* HWY_RESTRICT x = input;
  for (int channel = 0; channel < 16; ++channel, ++x, weights += 16) {
    const Floats k0 = hn::Load(f32, weights);
    const Floats x0_0 = hn::Set(f32, x[0]);
    image0 = hn::MulAdd(x0_0, k0, image0);
    const Floats x0_1 = hn::Set(f32, x[16]);
    image1 = hn::MulAdd(x0_1, k0, image1);
    const Floats x0_2 = hn::Set(f32, x[32]);
    image2 = hn::MulAdd(x0_2, k0, image2);
    const Floats x0_3 = hn::Set(f32, x[48]);
    image3 = hn::MulAdd(x0_3, k0, image3);
    const Floats x0_4 = hn::Set(f32, x[64]);
    image4 = hn::MulAdd(x0_4, k0, image4);
    const Floats x0_5 = hn::Set(f32, x[80]);
    image5 = hn::MulAdd(x0_5, k0, image5);
    const Floats x0_6 = hn::Set(f32, x[96]);
    image6 = hn::MulAdd(x0_6, k0, image6);
    const Floats x0_7 = hn::Set(f32, x[112]);
    image7 = hn::MulAdd(x0_7, k0, image7);
    const Floats x0_8 = hn::Set(f32, x[128]);
    image8 = hn::MulAdd(x0_8, k0, image8);
    const Floats x0_9 = hn::Set(f32, x[144]);
    image9 = hn::MulAdd(x0_9, k0, image9);
    const Floats x0_10 = hn::Set(f32, x[160]);
    image10 = hn::MulAdd(x0_10, k0, image10);
    const Floats x0_11 = hn::Set(f32, x[176]);
    image11 = hn::MulAdd(x0_11, k0, image11);
    const Floats x0_12 = hn::Set(f32, x[192]);
    image12 = hn::MulAdd(x0_12, k0, image12);
    const Floats x0_13 = hn::Set(f32, x[208]);
    image13 = hn::MulAdd(x0_13, k0, image13);
    const Floats x0_14 = hn::Set(f32, x[224]);
    image14 = hn::MulAdd(x0_14, k0, image14);
    const Floats x0_15 = hn::Set(f32, x[240]);
    image15 = hn::MulAdd(x0_15, k0, image15);
  }
  hn::Store(image0, f32, products);
  hn::Store(image1, f32, products + 16);
  hn::Store(image2, f32, products + 32);
  hn::Store(image3, f32, products + 48);
  hn::Store(image4, f32, products + 64);
  hn::Store(image5, f32, products + 80);
  hn::Store(image6, f32, products + 96);
  hn::Store(image7, f32, products + 112);
  hn::Store(image8, f32, products + 128);
  hn::Store(image9, f32, products + 144);
  hn::Store(image10, f32, products + 160);
  hn::Store(image11, f32, products + 176);
  hn::Store(image12, f32, products + 192);
  hn::Store(image13, f32, products + 208);
  hn::Store(image14, f32, products + 224);
  hn::Store(image15, f32, products + 240);
}

// 1 image of 16 outputs each.
HWY_NOINLINE void conv2d_1_products_tile_1x1(const float* HWY_RESTRICT input, const float* HWY_RESTRICT weights,
                                             float* HWY_RESTRICT products) {
  Floats image0 = hn::Zero(f32);
  Floats image0_chain1 = hn::Zero(f32);
  Floats image0_chain2 = hn::Zero(f32);
  Floats image0_chain3 = hn::Zero(f32);
  Floats image0_chain4 = hn::Zero(f32);
  Floats image0_chain5 = hn::Zero(f32);
  Floats image0_chain6 = hn::Zero(f32);
  Floats image0_chain7 = hn::Zero(f32);
  const float* HWY_RESTRICT x = input;
  for (int channel = 0; channel < 16; channel += 8, x += 8, weights += 128) {
    const Floats k0 = hn::Load(f32, weights);
    const Floats x0_0 = hn::Set(f32, x[0]);
    image0 = hn::MulAdd(x0_0, k0, image0);
    const Floats k0_chain1 = hn::Load(f32, weights + 16);
    const Floats x0_0_chain1 = hn::Set(f32, x[1]);
    image0_chain1 = hn::MulAdd(x0_0_chain1, k0_chain1, image0_chain1);
    const Floats k0_chain2 = hn::Load(f32, weights + 32);
    const Floats x0_0_chain2 = hn::Set(f32, x[2]);
    image0_chain2 = hn::MulAdd(x0_0_chain2, k0_chain2, image0_chain2);
    const Floats k0_chain3 = hn::Load(f32, weights + 48);
    const Floats x0_0_chain3 = hn::Set(f32, x[3]);
    image0_chain3 = hn::MulAdd(x0_0_chain3, k0_chain3, image0_chain3);
    const Floats k0_chain4 = hn::Load(f32, weights + 64);
    const Floats x0_0_chain4 = hn::Set(f32, x[4]);
    image0_chain4 = hn::MulAdd(x0_0_chain4, k0_chain4, image0_chain4);
    const Floats k0_chain5 = hn::Load(f32, weights + 80);
    const Floats x0_0_chain5 = hn::Set(f32, x[5]);
    image0_chain5 = hn::MulAdd(x0_0_chain5, k0_chain5, image0_chain5);
    const Floats k0_chain6 = hn::Load(f32, weights + 96);
    const Floats x0_0_chain6 = hn::Set(f32, x[6]);
    image0_chain6 = hn::MulAdd(x0_0_chain6, k0_chain6, image0_chain6);
    const Floats k0_chain7 = hn::Load(f32, weights + 112);
    const Floats x0_0_chain7 = hn::Set(f32, x[7]);
    image0_chain7 = hn::MulAdd(x0_0_chain7, k0_chain7, image0_chain7);
  }
  image0 = hn::Add(image0, image0_chain4);
  image0_chain1 = hn::Add(image0_chain1, image0_chain5);
  image0_chain2 = hn::Add(image0_chain2, image0_chain6);
  image0_chain3 = hn::Add(image0_chain3, image0_chain7);
  image0 = hn::Add(image0, image0_chain2);
  image0_chain1 = hn::Add(image0_chain1, image0_chain3);
  image0 = hn::Add(image0, image0_chain1);
  hn::Store(image0, f32, products);
}

// Transforms the products back to 2x2 pixels and adds the bias.
HWY_NOINLINE void conv2d_1_transform_output(const float* HWY_RESTRICT from, const float* HWY_RESTRICT bias,
                                            float* HWY_RESTRICT to, int count) {
  for (int image = 0; image < count; ++image, from += 16, to += 64) {
    for (int channel = 0; channel < 16; channel += 16) {
      const Floats x0_0 = hn::LoadU(f32, from + channel);
      const Floats x0_1 = hn::LoadU(f32, from + channel + 272);
      const Floats x0_2 = hn::LoadU(f32, from + channel + 544);
      const Floats x0_3 = hn::LoadU(f32, from + channel + 816);
      const Floats x1_0 = hn::LoadU(f32, from + channel + 1088);
      const Floats x1_1 = hn::LoadU(f32, from + channel + 1360);
      const Floats x1_2 = hn::LoadU(f32, from + channel + 1632);
      const Floats x1_3 = hn::LoadU(f32, from + channel + 1904);
      const Floats x2_0 = hn::LoadU(f32, from + channel + 2176);
      const Floats x2_1 = hn::LoadU(f32, from + channel + 2448);
      const Floats x2_2 = hn::LoadU(f32, from + channel + 2720);
      const Floats x2_3 = hn::LoadU(f32, from + channel + 2992);
      const Floats x3_0 = hn::LoadU(f32, from + channel + 3264);
      const Floats x3_1 = hn::LoadU(f32, from + channel + 3536);
      const Floats x3_2 = hn::LoadU(f32, from + channel + 3808);
      const Floats x3_3 = hn::LoadU(f32, from + channel + 4080);
      const Floats half0_0 = hn::Add(hn::Add(x0_0, x1_0), x2_0);
      const Floats half1_0 = hn::Sub(hn::Add(x1_0, x3_0), x2_0);
      const Floats half0_1 = hn::Add(hn::Add(x0_1, x1_1), x2_1);
      const Floats half1_1 = hn::Sub(hn::Add(x1_1, x3_1), x2_1);
      const Floats half0_2 = hn::Add(hn::Add(x0_2, x1_2), x2_2);
      const Floats half1_2 = hn::Sub(hn::Add(x1_2, x3_2), x2_2);
      const Floats half0_3 = hn::Add(hn::Add(x0_3, x1_3), x2_3);
      const Floats half1_3 = hn::Sub(hn::Add(x1_3, x3_3), x2_3);
      const Floats y0_0 = hn::Add(hn::Add(half0_0, half0_1), half0_2);
      const Floats y0_1 = hn::Sub(hn::Add(half0_1, half0_3), half0_2);
      const Floats y1_0 = hn::Add(hn::Add(half1_0, half1_1), half1_2);
      const Floats y1_1 = hn::Sub(hn::Add(half1_1, half1_3), half1_2);
      hn::StoreU(hn::Add(y0_0, hn::Load(f32, bias + channel)), f32, to + channel);
      hn::StoreU(hn::Add(y0_1, hn::Load(f32, bias + channel)), f32, to + channel + 16);
      hn::StoreU(hn::Add(y1_0, hn::Load(f32, bias + channel)), f32, to + channel + 32);
      hn::StoreU(hn::Add(y1_1, hn::Load(f32, bias + channel)), f32, to + channel + 48);
    }
  }
}

// The same for several images, by Winograd F(2x2, 3x3).
void conv2d_1_forward_several(const float* HWY_RESTRICT weights, const float* HWY_RESTRICT input,
                              float* HWY_RESTRICT output, float* HWY_RESTRICT scratch, int count) {
  float* HWY_RESTRICT tiles = scratch;
  float* HWY_RESTRICT products = scratch + 4352;
  const float* HWY_RESTRICT kernel = weights + weights_at::conv2d_1_kernel_tiles;
  const float* HWY_RESTRICT bias = weights + weights_at::conv2d_1_bias;
  conv2d_1_transform_input(input, tiles, count);
  for (int position = 0; position < 16; ++position) {
    int image = 0;
    for (; image + 16 <= count; image += 16) {
      conv2d_1_products_tile_1x16(tiles + position * 272 + image * 16, kernel + position * 272,
                                  products + position * 272 + image * 16);
    }
    for (; image < count; ++image) {
      conv2d_1_products_tile_1x1(tiles + position * 272 + image * 16, kernel + position * 272,
                                 products + position * 272 + image * 16);
    }
  }
  conv2d_1_transform_output(products, bias, output, count);
}

// Conv2D 16 3x3 linear: input (4, 4, 16) -> output (2, 2, 16).
void conv2d_1_forward_batch(const float* HWY_RESTRICT weights, TrainingArena& arena, int count) {
  float* HWY_RESTRICT tiles = arena.floats + floats_at::conv2d_1_tiles;
  conv2d_1_forward_several(weights, arena.floats + floats_at::input, arena.floats + floats_at::conv2d_1_output, tiles,
                           count);
}

// Copies the output's gradient, inside zeros that the input's gradient reads, and adds up the bias's.
HWY_NOINLINE void conv2d_1_mask(const float* HWY_RESTRICT output, const float* HWY_RESTRICT d_output,
                                float* HWY_RESTRICT masked, float* HWY_RESTRICT d_bias) {
  static_cast<void>(output);
  for (int filter = 0; filter < 16; filter += 16) {
    Floats d_bias_sum = hn::Load(f32, d_bias + filter);
    for (int y = 0; y < 2; ++y) {
      for (int x = 0; x < 2; ++x) {
        const Floats d = hn::Load(f32, d_output + filter + y * 32 + x * 16);
        hn::Store(d, f32, masked + filter + y * 32 + x * 16);
        d_bias_sum = hn::Add(d_bias_sum, d);
      }
    }
    hn::Store(d_bias_sum, f32, d_bias + filter);
  }
}

// Transforms the output's gradient by the transposed matrix.
HWY_NOINLINE void conv2d_1_transform_d_output(const float* HWY_RESTRICT from, float* HWY_RESTRICT to, int count) {
  for (int image = 0; image < count; ++image, from += 64, to += 16) {
    for (int channel = 0; channel < 16; channel += 16) {
      const Floats x0_0 = hn::LoadU(f32, from + channel);
      const Floats x0_1 = hn::LoadU(f32, from + channel + 16);
      const Floats x1_0 = hn::LoadU(f32, from + channel + 32);
      const Floats x1_1 = hn::LoadU(f32, from + channel + 48);
      const Floats half0_0 = x0_0;
      const Floats half1_0 = hn::Add(x0_0, x1_0);
      const Floats half2_0 = hn::Sub(x0_0, x1_0);
      const Floats half3_0 = x1_0;
      const Floats half0_1 = x0_1;
      const Floats half1_1 = hn::Add(x0_1, x1_1);
      const Floats half2_1 = hn::Sub(x0_1, x1_1);
      const Floats half3_1 = x1_1;
      const Floats y0_0 = half0_0;
      const Floats y0_1 = hn::Add(half0_0, half0_1);
      const Floats y0_2 = hn::Sub(half0_0, half0_1);
      const Floats y0_3 = half0_1;
      const Floats y1_0 = half1_0;
      const Floats y1_1 = hn::Add(half1_0, half1_1);
      const Floats y1_2 = hn::Sub(half1_0, half1_1);
      const Floats y1_3 = half1_1;
      const Floats y2_0 = half2_0;
      const Floats y2_1 = hn::Add(half2_0, half2_1);
      const Floats y2_2 = hn::Sub(half2_0, half2_1);
      const Floats y2_3 = half2_1;
      const Floats y3_0 = half3_0;
      const Floats y3_1 = hn::Add(half3_0, half3_1);
      const Floats y3_2 = hn::Sub(half3_0, half3_1);
      const Floats y3_3 = half3_1;
      hn::StoreU(y0_0, f32, to + channel);
      hn::StoreU(y0_1, f32, to + channel + 272);
      hn::StoreU(y0_2, f32, to + channel + 544);
      hn::StoreU(y0_3, f32, to + channel + 816);
      hn::StoreU(y1_0, f32, to + channel + 1088);
      hn::StoreU(y1_1, f32, to + channel + 1360);
      hn::StoreU(y1_2, f32, to + channel + 1632);
      hn::StoreU(y1_3, f32, to + channel + 1904);
      hn::StoreU(y2_0, f32, to + channel + 2176);
      hn::StoreU(y2_1, f32, to + channel + 2448);
      hn::StoreU(y2_2, f32, to + channel + 2720);
      hn::StoreU(y2_3, f32, to + channel + 2992);
      hn::StoreU(y3_0, f32, to + channel + 3264);
      hn::StoreU(y3_1, f32, to + channel + 3536);
      hn::StoreU(y3_2, f32, to + channel + 3808);
      hn::StoreU(y3_3, f32, to + channel + 4080);
    }
  }
}

// Adds the gradients of 16 inputs' weights for 16 outputs, over all pixels and images.
HWY_NOINLINE void conv2d_1_d_kernel_16x1(const float* HWY_RESTRICT input, const float* HWY_RESTRICT d_output,
                                         float* HWY_RESTRICT d_kernel, int count) {
  Floats sum0 = hn::Load(f32, d_kernel);
  Floats sum1 = hn::Load(f32, d_kernel + 16);
  Floats sum2 = hn::Load(f32, d_kernel + 32);
  Floats sum3 = hn::Load(f32, d_kernel + 48);
  Floats sum4 = hn::Load(f32, d_kernel + 64);
  Floats sum5 = hn::Load(f32, d_kernel + 80);
  Floats sum6 = hn::Load(f32, d_kernel + 96);
  Floats sum7 = hn::Load(f32, d_kernel + 112);
  Floats sum8 = hn::Load(f32, d_kernel + 128);
  Floats sum9 = hn::Load(f32, d_kernel + 144);
  Floats sum10 = hn::Load(f32, d_kernel + 160);
  Floats sum11 = hn::Load(f32, d_kernel + 176);
  Floats sum12 = hn::Load(f32, d_kernel + 192);
  Floats sum13 = hn::Load(f32, d_kernel + 208);
  Floats sum14 = hn::Load(f32, d_kernel + 224);
  Floats sum15 = hn::Load(f32, d_kernel + 240);
  for (int image = 0; image < count; ++image) {
    const float* HWY_RESTRICT in = input + image * 16;
    const float* HWY_RESTRICT d = d_output + image * 16;
    const Floats d0 = hn::Load(f32, d);
    const Floats in0 = hn::Set(f32, in[0]);
    sum0 = hn::MulAdd(in0, d0, sum0);
    const Floats in1 = hn::Set(f32, in[1]);
    sum1 = hn::MulAdd(in1, d0, sum1);
    const Floats in2 = hn::Set(f32, in[2]);
    sum2 = hn::MulAdd(in2, d0, sum2);
    const Floats in3 = hn::Set(f32, in[3]);
    sum3 = hn::MulAdd(in3, d0, sum3);
    const Floats in4 = hn::Set(f32, in[4]);
    sum4 = hn::MulAdd(in4, d0, sum4);
    const Floats in5 = hn::Set(f32, in[5]);
    sum5 = hn::MulAdd(in5, d0, sum5);
    const Floats in6 = hn::Set(f32, in[6]);
    sum6 = hn::MulAdd(in6, d0, sum6);
    const Floats in7 = hn::Set(f32, in[7]);
    sum7 = hn::MulAdd(in7, d0, sum7);
    const Floats in8 = hn::Set(f32, in[8]);
    sum8 = hn::MulAdd(in8, d0, sum8);
    const Floats in9 = hn::Set(f32, in[9]);
    sum9 = hn::MulAdd(in9, d0, sum9);
    const Floats in10 = hn::Set(f32, in[10]);
    sum10 = hn::MulAdd(in10, d0, sum10);
    const Floats in11 = hn::Set(f32, in[11]);
    sum11 = hn::MulAdd(in11, d0, sum11);
    const Floats in12 = hn::Set(f32, in[12]);
    sum12 = hn::MulAdd(in12, d0, sum12);
    const Floats in13 = hn::Set(f32, in[13]);
    sum13 = hn::MulAdd(in13, d0, sum13);
    const Floats in14 = hn::Set(f32, in[14]);
    sum14 = hn::MulAdd(in14, d0, sum14);
    const Floats in15 = hn::Set(f32, in[15]);
    sum15 = hn::MulAdd(in15, d0, sum15);
  }
  hn::Store(sum0, f32, d_kernel);
  hn::Store(sum1, f32, d_kernel + 16);
  hn::Store(sum2, f32, d_kernel + 32);
  hn::Store(sum3, f32, d_kernel + 48);
  hn::Store(sum4, f32, d_kernel + 64);
  hn::Store(sum5, f32, d_kernel + 80);
  hn::Store(sum6, f32, d_kernel + 96);
  hn::Store(sum7, f32, d_kernel + 112);
  hn::Store(sum8, f32, d_kernel + 128);
  hn::Store(sum9, f32, d_kernel + 144);
  hn::Store(sum10, f32, d_kernel + 160);
  hn::Store(sum11, f32, d_kernel + 176);
  hn::Store(sum12, f32, d_kernel + 192);
  hn::Store(sum13, f32, d_kernel + 208);
  hn::Store(sum14, f32, d_kernel + 224);
  hn::Store(sum15, f32, d_kernel + 240);
}

// Backward of Conv2D 16 3x3 linear: input (4, 4, 16) -> output (2, 2, 16).
void conv2d_1_backward(const float* HWY_RESTRICT, TrainingArena& arena, int count) {
  float* HWY_RESTRICT masked = arena.floats + floats_at::conv2d_1_masked;
  float* HWY_RESTRICT tiles = arena.floats + floats_at::conv2d_1_tiles;
  float* HWY_RESTRICT products = tiles + 4352;
  float* HWY_RESTRICT d_kernel = arena.gradients + gradients_at::conv2d_1_d_kernel;
  for (int image = 0; image < count; ++image) {
    conv2d_1_mask(arena.floats + floats_at::conv2d_1_output + image * 64,
                  arena.floats + floats_at::d_conv2d_1_output + image * 64, masked + image * 64,
                  arena.gradients + gradients_at::conv2d_1_d_bias);
  }
  conv2d_1_transform_d_output(masked, products, count);
  for (int row = 0; row < 16; ++row) {
    conv2d_1_d_kernel_16x1(tiles + row * 272, products + row * 272, d_kernel + row * 272, count);
  }
}

// Copies an image to where the first step reads it.
void copy_input(const float* HWY_RESTRICT image, float* HWY_RESTRICT input) {
  std::memcpy(input, image, 256 * sizeof(float));
}

void copy_output(const float* HWY_RESTRICT map, float* HWY_RESTRICT values) {
  for (int y = 0; y < 2; ++y) {
    for (int x = 0; x < 2; ++x) {
      for (int channel = 0; channel < 16; ++channel) {
        *values++ = map[channel + y * 32 + x * 16];
      }
    }
  }
}

void copy_d_output(float* HWY_RESTRICT map, const float* HWY_RESTRICT values) {
  for (int y = 0; y < 2; ++y) {
    for (int x = 0; x < 2; ++x) {
      for (int channel = 0; channel < 16; ++channel) {
        map[channel + y * 32 + x * 16] = *values++;
      }
    }
  }
}

void conv2d_1_prepare(const float* HWY_RESTRICT kernel, const float* HWY_RESTRICT bias, float* HWY_RESTRICT weights) {
  for (int row = 0; row < 3; ++row) {
    for (int column = 0; column < 3; ++column) {
      for (int channel = 0; channel < 16; ++channel) {
        const float* HWY_RESTRICT from = kernel + row * 768 + column * 256 + channel * 16;
        float* HWY_RESTRICT to = weights + weights_at::conv2d_1_kernel + row * 768 + column * 16 + channel * 48;
        copy(from, 1, 16, to, 16);
      }
    }
  }
  for (int channel = 0; channel < 16; ++channel) {
    const int filter = 0;
    const float* HWY_RESTRICT k = kernel + channel * 16 + filter;
    const Floats k0_0 = load_some(k, 16 - filter);
    const Floats k0_1 = load_some(k + 256, 16 - filter);
    const Floats k0_2 = load_some(k + 512, 16 - filter);
    const Floats k1_0 = load_some(k + 768, 16 - filter);
    const Floats k1_1 = load_some(k + 1024, 16 - filter);
    const Floats k1_2 = load_some(k + 1280, 16 - filter);
    const Floats k2_0 = load_some(k + 1536, 16 - filter);
    const Floats k2_1 = load_some(k + 1792, 16 - filter);
    const Floats k2_2 = load_some(k + 2048, 16 - filter);
    const Floats half0_0 = k0_0;
    Floats half1_0_even = hn::Mul(k0_0, hn::Set(f32, 0.5f));
    half1_0_even = hn::MulAdd(k2_0, hn::Set(f32, 0.5f), half1_0_even);
    const Floats half1_0_odd = hn::Mul(k1_0, hn::Set(f32, 0.5f));
    const Floats half1_0 = hn::Add(half1_0_even, half1_0_odd);
    const Floats half2_0 = hn::Sub(half1_0_even, half1_0_odd);
    const Floats half3_0 = k2_0;
    const Floats half0_1 = k0_1;
    Floats half1_1_even = hn::Mul(k0_1, hn::Set(f32, 0.5f));
    half1_1_even = hn::MulAdd(k2_1, hn::Set(f32, 0.5f), half1_1_even);
    const Floats half1_1_odd = hn::Mul(k1_1, hn::Set(f32, 0.5f));
    const Floats half1_1 = hn::Add(half1_1_even, half1_1_odd);
    const Floats half2_1 = hn::Sub(half1_1_even, half1_1_odd);
    const Floats half3_1 = k2_1;
    const Floats half0_2 = k0_2;
    Floats half1_2_even = hn::Mul(k0_2, hn::Set(f32, 0.5f));
    half1_2_even = hn::MulAdd(k2_2, hn::Set(f32, 0.5f), half1_2_even);
    const Floats half1_2_odd = hn::Mul(k1_2, hn::Set(f32, 0.5f));
    const Floats half1_2 = hn::Add(half1_2_even, half1_2_odd);
    const Floats half2_2 = hn::Sub(half1_2_even, half1_2_odd);
    const Floats half3_2 = k2_2;
    const Floats position0_0 = half0_0;
    Floats position0_1_even = hn::Mul(half0_0, hn::Set(f32, 0.5f));
    position0_1_even = hn::MulAdd(half0_2, hn::Set(f32, 0.5f), position0_1_even);
    const Floats position0_1_odd = hn::Mul(half0_1, hn::Set(f32, 0.5f));
    const Floats position0_1 = hn::Add(position0_1_even, position0_1_odd);
    const Floats position0_2 = hn::Sub(position0_1_even, position0_1_odd);
    const Floats position0_3 = half0_2;
    const Floats position1_0 = half1_0;
    Floats position1_1_even = hn::Mul(half1_0, hn::Set(f32, 0.5f));
    position1_1_even = hn::MulAdd(half1_2, hn::Set(f32, 0.5f), position1_1_even);
    const Floats position1_1_odd = hn::Mul(half1_1, hn::Set(f32, 0.5f));
    const Floats position1_1 = hn::Add(position1_1_even, position1_1_odd);
    const Floats position1_2 = hn::Sub(position1_1_even, position1_1_odd);
    const Floats position1_3 = half1_2;
    const Floats position2_0 = half2_0;
    Floats position2_1_even = hn::Mul(half2_0, hn::Set(f32, 0.5f));
    position2_1_even = hn::MulAdd(half2_2, hn::Set(f32, 0.5f), position2_1_even);
    const Floats position2_1_odd = hn::Mul(half2_1, hn::Set(f32, 0.5f));
    const Floats position2_1 = hn::Add(position2_1_even, position2_1_odd);
    const Floats position2_2 = hn::Sub(position2_1_even, position2_1_odd);
    const Floats position2_3 = half2_2;
    const Floats position3_0 = half3_0;
    Floats position3_1_even = hn::Mul(half3_0, hn::Set(f32, 0.5f));
    position3_1_even = hn::MulAdd(half3_2, hn::Set(f32, 0.5f), position3_1_even);
    const Floats position3_1_odd = hn::Mul(half3_1, hn::Set(f32, 0.5f));
    const Floats position3_1 = hn::Add(position3_1_even, position3_1_odd);
    const Floats position3_2 = hn::Sub(position3_1_even, position3_1_odd);
    const Floats position3_3 = half3_2;
    float* HWY_RESTRICT to = weights + weights_at::conv2d_1_kernel_tiles + channel * 16;
    hn::Store(position0_0, f32, to);
    hn::Store(position0_1, f32, to + 272);
    hn::Store(position0_2, f32, to + 544);
    hn::Store(position0_3, f32, to + 816);
    hn::Store(position1_0, f32, to + 1088);
    hn::Store(position1_1, f32, to + 1360);
    hn::Store(position1_2, f32, to + 1632);
    hn::Store(position1_3, f32, to + 1904);
    hn::Store(position2_0, f32, to + 2176);
    hn::Store(position2_1, f32, to + 2448);
    hn::Store(position2_2, f32, to + 2720);
    hn::Store(position2_3, f32, to + 2992);
    hn::Store(position3_0, f32, to + 3264);
    hn::Store(position3_1, f32, to + 3536);
    hn::Store(position3_2, f32, to + 3808);
    hn::Store(position3_3, f32, to + 4080);
  }
  copy(bias, 1, 16, weights + weights_at::conv2d_1_bias, 16);
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
  for (int channel = 0; channel < 16; ++channel) {
    for (int filter = 0; filter < 16; filter += 16) {
      const float* HWY_RESTRICT from = arena.gradients + gradients_at::conv2d_1_d_kernel + channel * 16 + filter;
      const Floats position0_0 = hn::Load(f32, from);
      const Floats position0_1 = hn::Load(f32, from + 272);
      const Floats position0_2 = hn::Load(f32, from + 544);
      const Floats position0_3 = hn::Load(f32, from + 816);
      const Floats position1_0 = hn::Load(f32, from + 1088);
      const Floats position1_1 = hn::Load(f32, from + 1360);
      const Floats position1_2 = hn::Load(f32, from + 1632);
      const Floats position1_3 = hn::Load(f32, from + 1904);
      const Floats position2_0 = hn::Load(f32, from + 2176);
      const Floats position2_1 = hn::Load(f32, from + 2448);
      const Floats position2_2 = hn::Load(f32, from + 2720);
      const Floats position2_3 = hn::Load(f32, from + 2992);
      const Floats position3_0 = hn::Load(f32, from + 3264);
      const Floats position3_1 = hn::Load(f32, from + 3536);
      const Floats position3_2 = hn::Load(f32, from + 3808);
      const Floats position3_3 = hn::Load(f32, from + 4080);
      Floats half0_0 = position0_0;
      half0_0 = hn::MulAdd(position1_0, hn::Set(f32, 0.5f), half0_0);
      half0_0 = hn::MulAdd(position2_0, hn::Set(f32, 0.5f), half0_0);
      Floats half1_0 = hn::Mul(position1_0, hn::Set(f32, 0.5f));
      half1_0 = hn::MulAdd(position2_0, hn::Set(f32, -0.5f), half1_0);
      Floats half2_0 = position3_0;
      half2_0 = hn::MulAdd(position1_0, hn::Set(f32, 0.5f), half2_0);
      half2_0 = hn::MulAdd(position2_0, hn::Set(f32, 0.5f), half2_0);
      Floats half0_1 = position0_1;
      half0_1 = hn::MulAdd(position1_1, hn::Set(f32, 0.5f), half0_1);
      half0_1 = hn::MulAdd(position2_1, hn::Set(f32, 0.5f), half0_1);
      Floats half1_1 = hn::Mul(position1_1, hn::Set(f32, 0.5f));
      half1_1 = hn::MulAdd(position2_1, hn::Set(f32, -0.5f), half1_1);
      Floats half2_1 = position3_1;
      half2_1 = hn::MulAdd(position1_1, hn::Set(f32, 0.5f), half2_1);
      half2_1 = hn::MulAdd(position2_1, hn::Set(f32, 0.5f), half2_1);
      Floats half0_2 = position0_2;
      half0_2 = hn::MulAdd(position1_2, hn::Set(f32, 0.5f), half0_2);
      half0_2 = hn::MulAdd(position2_2, hn::Set(f32, 0.5f), half0_2);
      Floats half1_2 = hn::Mul(position1_2, hn::Set(f32, 0.5f));
      half1_2 = hn::MulAdd(position2_2, hn::Set(f32, -0.5f), half1_2);
      Floats half2_2 = position3_2;
      half2_2 = hn::MulAdd(position1_2, hn::Set(f32, 0.5f), half2_2);
      half2_2 = hn::MulAdd(position2_2, hn::Set(f32, 0.5f), half2_2);
      Floats half0_3 = position0_3;
      half0_3 = hn::MulAdd(position1_3, hn::Set(f32, 0.5f), half0_3);
      half0_3 = hn::MulAdd(position2_3, hn::Set(f32, 0.5f), half0_3);
      Floats half1_3 = hn::Mul(position1_3, hn::Set(f32, 0.5f));
      half1_3 = hn::MulAdd(position2_3, hn::Set(f32, -0.5f), half1_3);
      Floats half2_3 = position3_3;
      half2_3 = hn::MulAdd(position1_3, hn::Set(f32, 0.5f), half2_3);
      half2_3 = hn::MulAdd(position2_3, hn::Set(f32, 0.5f), half2_3);
      Floats tap0_0 = half0_0;
      tap0_0 = hn::MulAdd(half0_1, hn::Set(f32, 0.5f), tap0_0);
      tap0_0 = hn::MulAdd(half0_2, hn::Set(f32, 0.5f), tap0_0);
      Floats tap0_1 = hn::Mul(half0_1, hn::Set(f32, 0.5f));
      tap0_1 = hn::MulAdd(half0_2, hn::Set(f32, -0.5f), tap0_1);
      Floats tap0_2 = half0_3;
      tap0_2 = hn::MulAdd(half0_1, hn::Set(f32, 0.5f), tap0_2);
      tap0_2 = hn::MulAdd(half0_2, hn::Set(f32, 0.5f), tap0_2);
      Floats tap1_0 = half1_0;
      tap1_0 = hn::MulAdd(half1_1, hn::Set(f32, 0.5f), tap1_0);
      tap1_0 = hn::MulAdd(half1_2, hn::Set(f32, 0.5f), tap1_0);
      Floats tap1_1 = hn::Mul(half1_1, hn::Set(f32, 0.5f));
      tap1_1 = hn::MulAdd(half1_2, hn::Set(f32, -0.5f), tap1_1);
      Floats tap1_2 = half1_3;
      tap1_2 = hn::MulAdd(half1_1, hn::Set(f32, 0.5f), tap1_2);
      tap1_2 = hn::MulAdd(half1_2, hn::Set(f32, 0.5f), tap1_2);
      Floats tap2_0 = half2_0;
      tap2_0 = hn::MulAdd(half2_1, hn::Set(f32, 0.5f), tap2_0);
      tap2_0 = hn::MulAdd(half2_2, hn::Set(f32, 0.5f), tap2_0);
      Floats tap2_1 = hn::Mul(half2_1, hn::Set(f32, 0.5f));
      tap2_1 = hn::MulAdd(half2_2, hn::Set(f32, -0.5f), tap2_1);
      Floats tap2_2 = half2_3;
      tap2_2 = hn::MulAdd(half2_1, hn::Set(f32, 0.5f), tap2_2);
      tap2_2 = hn::MulAdd(half2_2, hn::Set(f32, 0.5f), tap2_2);
      alignas(64) float taps[144];
      hn::Store(tap0_0, f32, taps);
      hn::Store(tap0_1, f32, taps + 16);
      hn::Store(tap0_2, f32, taps + 32);
      hn::Store(tap1_0, f32, taps + 48);
      hn::Store(tap1_1, f32, taps + 64);
      hn::Store(tap1_2, f32, taps + 80);
      hn::Store(tap2_0, f32, taps + 96);
      hn::Store(tap2_1, f32, taps + 112);
      hn::Store(tap2_2, f32, taps + 128);
      for (int tap = 0; tap < 9; ++tap) {
        add(taps + tap * 16, 16, d_kernel + (tap * 16 + channel) * 16 + filter, 1);
      }
    }
  }
  add(arena.gradients + gradients_at::conv2d_1_d_bias, 16, d_bias, 1);
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
    conv2d_1_forward_several(prepared.values, images, arena.floats + batch_at::conv2d_1_output,
                             arena.floats + batch_at::conv2d_1_scratch, n);
    for (int image = 0; image < n; ++image) {
      copy_output(arena.floats + batch_at::conv2d_1_output + image * 64, outputs + image * 64);
    }
    images += n * 256;
    outputs += n * 64;
  }
}

void forward_images(const TrainingPrepared& prepared, TrainingArena& arena, const float* HWY_RESTRICT images, int count,
                    float* HWY_RESTRICT outputs) {
  for (int image = 0; image < count; ++image) {
    copy_input(images + image * 256, arena.floats + floats_at::input + image * 256);
  }
  conv2d_1_forward_batch(prepared.values, arena, count);
  for (int image = 0; image < count; ++image) {
    copy_output(arena.floats + floats_at::conv2d_1_output + image * 64, outputs + image * 64);
  }
}

void backward_images(const TrainingPrepared& prepared, TrainingArena& arena, const float* HWY_RESTRICT d_outputs,
                     int count) {
  for (int image = 0; image < count; ++image) {
    copy_d_output(arena.floats + floats_at::d_conv2d_1_output + image * 64, d_outputs + image * 64);
  }
  if (arena.cleared) clear(arena.gradients + gradients_at::conv2d_1_d_kernel, 4368);
  conv2d_1_backward(prepared.values, arena, count);
  arena.cleared = false;
}

#else
#error "This processor's vector width has no body here: generate one (--simd, or SIMD in constnet_add_model)."
#endif

}  // namespace HWY_NAMESPACE
}  // namespace winograd_batch
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace winograd_batch {

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

}  // namespace winograd_batch
#endif
