// Generated from tests/golden/models.hpp. Do not edit: change the model and build again.
//
// Model: "pool"
// _________________________________________________________________
// Layer (type)                 Output Shape              Param #
// =================================================================
// conv2d_1 (Conv2D)            (None, 4, 4, 1)           2
// _________________________________________________________________
// max_pooling2d_1 (MaxPooling2 (None, 2, 2, 1)           0
// =================================================================
// Total params: 2
// Trainable params: 2
// Non-trainable params: 0
// _________________________________________________________________
//
// Multiply-adds per image: 16. Bytes: prepared weights 512, inference arena 640,
// batch arena 2,560 (16 images),
// prepared weights for training 512, training arena 32,576 (16 images).
// Code of the steps, about, in bytes: avx2 2,162.

#include "pool.gen.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

#if defined(CONSTNET_FIRMWARE_SIMD)
#include <constnet/firmware/simd.hpp>
#else
// One body per vector width; of the instruction sets of one width, the one that most processors have.
#define HWY_DISABLED_TARGETS \
  (HWY_AVX3_DL | HWY_SSSE3 | HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV | HWY_AVX3 | HWY_SSE4 | HWY_NEON | HWY_WASM)
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "pool.gen.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>
#endif

HWY_BEFORE_NAMESPACE();
namespace pool {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

const char* target_name() { return hwy::TargetName(HWY_TARGET); }

#if HWY_MAX_BYTES == 32

// AVX2: 8 floats per vector.
// conv2d_1: Conv2D 1 1x1 linear: input (4, 4, 1) -> output (4, 4, 1). About 833 bytes of code.
// max_pooling2d_1: MaxPooling2D 3x3 strides 1x1: input (4, 4, 1) -> output (2, 2, 1). About 953 bytes of code.

using F32 = hn::FixedTag<float, 8>;
static_assert(hn::MaxLanes(F32()) == 8, "This body is written for 8 floats per vector.");
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
  alignas(64) float block[32];
  for (; row + 4 <= rows; row += 4) {
    const float* HWY_RESTRICT a = from + row * from_step;
    std::size_t column = 0;
    for (; column + 8 <= columns; column += 8) {
      const Floats row0 = hn::LoadU(f32, a + column);
      const Floats row1 = hn::LoadU(f32, a + from_step + column);
      const Floats row2 = hn::LoadU(f32, a + 2 * from_step + column);
      const Floats row3 = hn::LoadU(f32, a + 3 * from_step + column);
      const Floats even_low = hn::InterleaveLower(f32, row0, row2);
      const Floats even_high = hn::InterleaveUpper(f32, row0, row2);
      const Floats odd_low = hn::InterleaveLower(f32, row1, row3);
      const Floats odd_high = hn::InterleaveUpper(f32, row1, row3);
      hn::Store(hn::InterleaveLower(f32, even_low, odd_low), f32, block);
      hn::Store(hn::InterleaveUpper(f32, even_low, odd_low), f32, block + 8);
      hn::Store(hn::InterleaveLower(f32, even_high, odd_high), f32, block + 16);
      hn::Store(hn::InterleaveUpper(f32, even_high, odd_high), f32, block + 24);
      for (std::size_t i = 0; i < 8; ++i) {
        float* HWY_RESTRICT b = to + (column + i) * to_step + row;
        hn::StoreU(hn::Load(four, block + i % 4 * 8 + i / 4 * 4), four, b);
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
  alignas(64) float block[32];
  for (; row + 4 <= rows; row += 4) {
    const float* HWY_RESTRICT a = from + row * from_step;
    std::size_t column = 0;
    for (; column + 8 <= columns; column += 8) {
      const Floats row0 = hn::LoadU(f32, a + column);
      const Floats row1 = hn::LoadU(f32, a + from_step + column);
      const Floats row2 = hn::LoadU(f32, a + 2 * from_step + column);
      const Floats row3 = hn::LoadU(f32, a + 3 * from_step + column);
      const Floats even_low = hn::InterleaveLower(f32, row0, row2);
      const Floats even_high = hn::InterleaveUpper(f32, row0, row2);
      const Floats odd_low = hn::InterleaveLower(f32, row1, row3);
      const Floats odd_high = hn::InterleaveUpper(f32, row1, row3);
      hn::Store(hn::InterleaveLower(f32, even_low, odd_low), f32, block);
      hn::Store(hn::InterleaveUpper(f32, even_low, odd_low), f32, block + 8);
      hn::Store(hn::InterleaveLower(f32, even_high, odd_high), f32, block + 16);
      hn::Store(hn::InterleaveUpper(f32, even_high, odd_high), f32, block + 24);
      for (std::size_t i = 0; i < 8; ++i) {
        float* HWY_RESTRICT b = to + (column + i) * to_step + row;
        hn::StoreU(hn::Add(hn::LoadU(four, b), hn::Load(four, block + i % 4 * 8 + i / 4 * 4)), four, b);
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
}  // namespace parameters_at

namespace weights_at {
constexpr int conv2d_1_kernel = 0;
constexpr int conv2d_1_bias = 64;
}  // namespace weights_at

namespace inference_at {
constexpr int conv2d_1_output = 0;
constexpr int max_pooling2d_1_output = 128;
}  // namespace inference_at

namespace batch_at {
constexpr int max_pooling2d_1_output = 0;
constexpr int conv2d_1_output = 512;
}  // namespace batch_at

namespace floats_at {
constexpr int input = 0;
constexpr int conv2d_1_output = 320;
constexpr int d_conv2d_1_output = 2368;
constexpr int max_pooling2d_1_output = 4416;
constexpr int d_max_pooling2d_1_output = 4928;
constexpr int conv2d_1_masked = 5440;
}  // namespace floats_at

namespace words_at {
constexpr int max_pooling2d_1_winners = 0;
}  // namespace words_at

namespace gradients_at {
constexpr int conv2d_1_d_kernel = 0;
constexpr int conv2d_1_d_bias = 64;
}  // namespace gradients_at

// 2 x 4 pixels of 8 outputs each.
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
  hn::Store(pixel0_1, f32, output + 8);
  hn::Store(pixel0_2, f32, output + 16);
  hn::Store(pixel0_3, f32, output + 24);
  hn::Store(pixel1_0, f32, output + 32);
  hn::Store(pixel1_1, f32, output + 40);
  hn::Store(pixel1_2, f32, output + 48);
  hn::Store(pixel1_3, f32, output + 56);
}

// Conv2D 1 1x1 linear: input (4, 4, 1) -> output (4, 4, 1). 16 multiply-adds.
void conv2d_1_forward(const float* HWY_RESTRICT weights, const float* HWY_RESTRICT input, float* HWY_RESTRICT output) {
  const float* HWY_RESTRICT kernel = weights + weights_at::conv2d_1_kernel;
  const float* HWY_RESTRICT bias = weights + weights_at::conv2d_1_bias;
  for (int y = 0; y < 2; ++y) {
    conv2d_1_tile_2x4(input + y * 8, kernel, bias, output + y * 64);
  }
}

// MaxPooling2D 3x3 strides 1x1: input (4, 4, 1) -> output (2, 2, 1).
HWY_NOINLINE void max_pooling2d_1_forward_image(const float* HWY_RESTRICT input, float* HWY_RESTRICT output) {
  for (int y = 0; y < 2; ++y) {
    for (int x = 0; x < 2; ++x) {
      const int first_row = std::max(y, 0);
      const int last_row = std::min(y + 3, 4);
      const int first_column = std::max(x, 0);
      const int last_column = std::min(x + 3, 4);
      for (int channel = 0; channel < 8; channel += 8) {
        Floats best = hn::LoadU(f32, input + channel + first_row * 32 + first_column * 8);
        for (int row = first_row; row < last_row; ++row) {
          for (int column = first_column; column < last_column; ++column) {
            const int at = row * 32 + column * 8;
            best = hn::Max(best, hn::LoadU(f32, input + at + channel));
          }
        }
        hn::Store(best, f32, output + channel + y * 16 + x * 8);
      }
    }
  }
}

void max_pooling2d_1_forward(const float* HWY_RESTRICT, const float* HWY_RESTRICT input, float* HWY_RESTRICT output) {
  max_pooling2d_1_forward_image(input, output);
}

// Conv2D 1 1x1 linear: input (4, 4, 1) -> output (4, 4, 1).
void conv2d_1_forward_batch(const float* HWY_RESTRICT weights, TrainingArena& arena, int count) {
  for (int image = 0; image < count; ++image) {
    const float* HWY_RESTRICT input = arena.floats + floats_at::input + image * 16;
    float* HWY_RESTRICT output = arena.floats + floats_at::conv2d_1_output + image * 128;
    conv2d_1_forward(weights, input, output);
  }
}

// Copies the output's gradient, inside zeros that the input's gradient reads, and adds up the bias's.
HWY_NOINLINE void conv2d_1_mask(const float* HWY_RESTRICT output, const float* HWY_RESTRICT d_output,
                                float* HWY_RESTRICT masked, float* HWY_RESTRICT d_bias) {
  static_cast<void>(output);
  for (int filter = 0; filter < 8; filter += 8) {
    Floats d_bias_sum = hn::Load(f32, d_bias + filter);
    for (int y = 0; y < 4; ++y) {
      for (int x = 0; x < 4; ++x) {
        const Floats d = hn::Load(f32, d_output + filter + y * 32 + x * 8);
        hn::Store(d, f32, masked + filter + y * 32 + x * 8);
        d_bias_sum = hn::Add(d_bias_sum, d);
      }
    }
    hn::Store(d_bias_sum, f32, d_bias + filter);
  }
}

// Adds the gradients of 1 inputs' weights for 8 outputs, over all pixels and images.
HWY_NOINLINE void conv2d_1_d_kernel_1x1(const float* HWY_RESTRICT input, const float* HWY_RESTRICT d_output,
                                        float* HWY_RESTRICT d_kernel, int count) {
  Floats sum0 = hn::Load(f32, d_kernel);
  for (int image = 0; image < count; ++image) {
    for (int y = 0; y < 4; ++y) {
      for (int x = 0; x < 4; ++x) {
        const float* HWY_RESTRICT in = input + image * 16 + y * 4 + x;
        const float* HWY_RESTRICT d = d_output + image * 128 + y * 32 + x * 8;
        const Floats d0 = hn::Load(f32, d);
        const Floats in0 = hn::Set(f32, in[0]);
        sum0 = hn::MulAdd(in0, d0, sum0);
      }
    }
  }
  hn::Store(sum0, f32, d_kernel);
}

// Backward of Conv2D 1 1x1 linear: input (4, 4, 1) -> output (4, 4, 1). 16 multiply-adds.
void conv2d_1_backward(const float* HWY_RESTRICT, TrainingArena& arena, int count) {
  float* masked = arena.floats + floats_at::conv2d_1_masked;
  for (int image = 0; image < count; ++image) {
    conv2d_1_mask(arena.floats + floats_at::conv2d_1_output + image * 128,
                  arena.floats + floats_at::d_conv2d_1_output + image * 128, masked + image * 128,
                  arena.gradients + gradients_at::conv2d_1_d_bias);
  }
  const float* input = arena.floats + floats_at::input;
  float* d_kernel = arena.gradients + gradients_at::conv2d_1_d_kernel;
  conv2d_1_d_kernel_1x1(input, masked, d_kernel, count);
}

// MaxPooling2D 3x3 strides 1x1: input (4, 4, 1) -> output (2, 2, 1). Keeps where in the input each maximum lies: the
// first of equal ones.
HWY_NOINLINE void max_pooling2d_1_forward_winners(const float* HWY_RESTRICT input, float* HWY_RESTRICT output,
                                                  std::int32_t* HWY_RESTRICT winners) {
  for (int y = 0; y < 2; ++y) {
    for (int x = 0; x < 2; ++x) {
      const int first_row = std::max(y, 0);
      const int last_row = std::min(y + 3, 4);
      const int first_column = std::max(x, 0);
      const int last_column = std::min(x + 3, 4);
      for (int channel = 0; channel < 8; channel += 8) {
        Floats best = hn::LoadU(f32, input + channel + first_row * 32 + first_column * 8);
        Ints winner = hn::Set(s32, first_row * 32 + first_column * 8);
        for (int row = first_row; row < last_row; ++row) {
          for (int column = first_column; column < last_column; ++column) {
            const int at = row * 32 + column * 8;
            compete(hn::LoadU(f32, input + at + channel), at, best, winner);
          }
        }
        hn::Store(best, f32, output + channel + y * 16 + x * 8);
        hn::Store(winner, s32, winners + channel + y * 16 + x * 8);
      }
    }
  }
}

// MaxPooling2D 3x3 strides 1x1: input (4, 4, 1) -> output (2, 2, 1).
void max_pooling2d_1_forward_batch(const float* HWY_RESTRICT, TrainingArena& arena, int count) {
  for (int image = 0; image < count; ++image) {
    std::int32_t* winners =
        reinterpret_cast<std::int32_t*>(arena.words + words_at::max_pooling2d_1_winners) + image * 32;
    max_pooling2d_1_forward_winners(arena.floats + floats_at::conv2d_1_output + image * 128,
                                    arena.floats + floats_at::max_pooling2d_1_output + image * 32, winners);
  }
}

// Backward of MaxPooling2D 3x3 strides 1x1: input (4, 4, 1) -> output (2, 2, 1).
void max_pooling2d_1_backward(const float* HWY_RESTRICT, TrainingArena& arena, int count) {
  for (int image = 0; image < count; ++image) {
    const std::int32_t* winners =
        reinterpret_cast<std::int32_t*>(arena.words + words_at::max_pooling2d_1_winners) + image * 32;
    const float* d_output = arena.floats + floats_at::d_max_pooling2d_1_output + image * 32;
    float* d_input = arena.floats + floats_at::d_conv2d_1_output + image * 128;
    clear(d_input, 128);
    for (int y = 0; y < 2; ++y) {
      for (int x = 0; x < 2; ++x, winners += 8) {
        for (int channel = 0; channel < 1; ++channel) {
          d_input[winners[channel] + channel] += d_output[channel + y * 16 + x * 8];
        }
      }
    }
  }
}

// Copies an image to where the first step reads it.
void copy_input(const float* HWY_RESTRICT image, float* HWY_RESTRICT input) {
  std::memcpy(input, image, 16 * sizeof(float));
}

void copy_output(const float* HWY_RESTRICT map, float* HWY_RESTRICT values) {
  for (int y = 0; y < 2; ++y) {
    for (int x = 0; x < 2; ++x) {
      for (int channel = 0; channel < 1; ++channel) {
        *values++ = map[channel + y * 16 + x * 8];
      }
    }
  }
}

void copy_d_output(float* HWY_RESTRICT map, const float* HWY_RESTRICT values) {
  clear(map, 32);
  for (int y = 0; y < 2; ++y) {
    for (int x = 0; x < 2; ++x) {
      for (int channel = 0; channel < 1; ++channel) {
        map[channel + y * 16 + x * 8] = *values++;
      }
    }
  }
}

void conv2d_1_prepare(const float* HWY_RESTRICT kernel, const float* HWY_RESTRICT bias, float* HWY_RESTRICT weights) {
  {
    const float* HWY_RESTRICT from = kernel;
    float* HWY_RESTRICT to = weights + weights_at::conv2d_1_kernel;
    copy(from, 1, 1, to, 8);
  }
  copy(bias, 1, 1, weights + weights_at::conv2d_1_bias, 8);
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
  add(arena.gradients + gradients_at::conv2d_1_d_kernel, 1, d_kernel, 1);
  add(arena.gradients + gradients_at::conv2d_1_d_bias, 1, d_bias, 1);
}

void add_sums(const TrainingArena& arena, float* HWY_RESTRICT gradients) {
  if (arena.cleared) return;
  conv2d_1_add_gradients(arena, gradients + parameters_at::conv2d_1_kernel, gradients + parameters_at::conv2d_1_bias);
}

void predict_image(const Prepared& prepared, InferenceArena& arena, const float* HWY_RESTRICT image,
                   float* HWY_RESTRICT output) {
  conv2d_1_forward(prepared.values, image, arena.floats + inference_at::conv2d_1_output);
  max_pooling2d_1_forward(prepared.values, arena.floats + inference_at::conv2d_1_output,
                          arena.floats + inference_at::max_pooling2d_1_output);
  copy_output(arena.floats + inference_at::max_pooling2d_1_output, output);
}

void predict_images(const Prepared& prepared, BatchArena& arena, const float* HWY_RESTRICT images, int count,
                    float* HWY_RESTRICT outputs) {
  for (int first = 0; first < count; first += 16) {
    const int n = std::min(count - first, 16);
    for (int image = 0; image < n; ++image) {
      conv2d_1_forward(prepared.values, images + image * 16, arena.floats + batch_at::conv2d_1_output);
      max_pooling2d_1_forward(prepared.values, arena.floats + batch_at::conv2d_1_output,
                              arena.floats + batch_at::max_pooling2d_1_output + image * 32);
    }
    for (int image = 0; image < n; ++image) {
      copy_output(arena.floats + batch_at::max_pooling2d_1_output + image * 32, outputs + image * 4);
    }
    images += n * 16;
    outputs += n * 4;
  }
}

void forward_images(const TrainingPrepared& prepared, TrainingArena& arena, const float* HWY_RESTRICT images, int count,
                    float* HWY_RESTRICT outputs) {
  for (int image = 0; image < count; ++image) {
    copy_input(images + image * 16, arena.floats + floats_at::input + image * 16);
  }
  conv2d_1_forward_batch(prepared.values, arena, count);
  max_pooling2d_1_forward_batch(prepared.values, arena, count);
  for (int image = 0; image < count; ++image) {
    copy_output(arena.floats + floats_at::max_pooling2d_1_output + image * 32, outputs + image * 4);
  }
}

void backward_images(const TrainingPrepared& prepared, TrainingArena& arena, const float* HWY_RESTRICT d_outputs,
                     int count) {
  for (int image = 0; image < count; ++image) {
    copy_d_output(arena.floats + floats_at::d_max_pooling2d_1_output + image * 32, d_outputs + image * 4);
  }
  max_pooling2d_1_backward(prepared.values, arena, count);
  if (arena.cleared) clear(arena.gradients + gradients_at::conv2d_1_d_kernel, 72);
  conv2d_1_backward(prepared.values, arena, count);
  arena.cleared = false;
}

#else
#error "This processor's vector width has no body here: generate one (--simd, or SIMD in constnet_add_model)."
#endif

}  // namespace HWY_NAMESPACE
}  // namespace pool
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace pool {

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

}  // namespace pool
#endif
