// Generated from tests/golden/models.hpp. Do not edit: change the model and build again.
//
// Model: "same"
// _________________________________________________________________
// Layer (type)                 Output Shape              Param #
// =================================================================
// conv2d_1 (Conv2D)            (None, 3, 2, 1)           5
// _________________________________________________________________
// conv2d_2 (Conv2D)            (None, 3, 2, 1)           5
// =================================================================
// Total params: 10
// Trainable params: 10
// Non-trainable params: 0
// _________________________________________________________________
//
// Multiply-adds per image: 48. Bytes: prepared weights 1,024, inference arena 112,
// batch arena 496 (16 images),
// prepared weights for training 1,280, training arena 5,952 (16 images).
// Code of the steps, about, in bytes: scalar 2,911.

#include "same.gen.hpp"

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
#define HWY_TARGET_INCLUDE "same.gen.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>
#endif

HWY_BEFORE_NAMESPACE();
namespace same {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

const char* target_name() { return hwy::TargetName(HWY_TARGET); }

#if HWY_TARGET == HWY_SCALAR

// one lane: 1 float per vector.
// conv2d_1: Conv2D 1 2x2 same relu: input (3, 2, 1) -> output (3, 2, 1). About 1,054 bytes of code.
// conv2d_2: Conv2D 1 2x2 same linear: input (3, 2, 1) -> output (3, 2, 1). About 1,408 bytes of code.

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

// Where things lie: in Parameters, in Prepared and TrainingPrepared, in the arenas.
namespace parameters_at {
constexpr int conv2d_1_kernel = 0;
constexpr int conv2d_1_bias = 4;
constexpr int conv2d_2_kernel = 5;
constexpr int conv2d_2_bias = 9;
}  // namespace parameters_at

namespace weights_at {
constexpr int conv2d_1_kernel = 0;
constexpr int conv2d_1_bias = 64;
constexpr int conv2d_2_kernel = 128;
constexpr int conv2d_2_bias = 192;
constexpr int conv2d_2_kernel_back = 256;
}  // namespace weights_at

namespace inference_at {
constexpr int input = 0;
constexpr int conv2d_2_output = 0;
constexpr int conv2d_1_output = 16;
}  // namespace inference_at

namespace batch_at {
constexpr int conv2d_2_output = 0;
constexpr int input = 96;
constexpr int conv2d_1_output = 112;
}  // namespace batch_at

namespace floats_at {
constexpr int input = 0;
constexpr int conv2d_1_output = 256;
constexpr int d_conv2d_1_output = 448;
constexpr int conv2d_2_output = 640;
constexpr int d_conv2d_2_output = 768;
constexpr int conv2d_1_masked = 896;
constexpr int conv2d_2_masked = 1024;
}  // namespace floats_at

namespace gradients_at {
constexpr int conv2d_1_d_kernel = 0;
constexpr int conv2d_1_d_bias = 64;
constexpr int conv2d_2_d_kernel = 128;
constexpr int conv2d_2_d_bias = 192;
}  // namespace gradients_at

// 3 x 2 pixels of 1 outputs each.
HWY_NOINLINE void conv2d_1_tile_3x2(const float* HWY_RESTRICT input, const float* HWY_RESTRICT weights,
                                    const float* HWY_RESTRICT bias, float* HWY_RESTRICT output) {
  Floats pixel0_0 = hn::Load(f32, bias);
  Floats pixel0_1 = hn::Load(f32, bias);
  Floats pixel1_0 = hn::Load(f32, bias);
  Floats pixel1_1 = hn::Load(f32, bias);
  Floats pixel2_0 = hn::Load(f32, bias);
  Floats pixel2_1 = hn::Load(f32, bias);
  const float* HWY_RESTRICT x = input;
  const Floats k00 = hn::Load(f32, weights);
  const Floats k01 = hn::Load(f32, weights + 1);
  const Floats k10 = hn::Load(f32, weights + 2);
  const Floats k11 = hn::Load(f32, weights + 3);
  const Floats x0_0 = hn::Set(f32, x[0]);
  pixel0_0 = hn::MulAdd(x0_0, k00, pixel0_0);
  const Floats x1_0 = hn::Set(f32, x[3]);
  pixel0_0 = hn::MulAdd(x1_0, k10, pixel0_0);
  pixel1_0 = hn::MulAdd(x1_0, k00, pixel1_0);
  const Floats x2_0 = hn::Set(f32, x[6]);
  pixel1_0 = hn::MulAdd(x2_0, k10, pixel1_0);
  pixel2_0 = hn::MulAdd(x2_0, k00, pixel2_0);
  const Floats x3_0 = hn::Set(f32, x[9]);
  pixel2_0 = hn::MulAdd(x3_0, k10, pixel2_0);
  const Floats x0_1 = hn::Set(f32, x[1]);
  pixel0_0 = hn::MulAdd(x0_1, k01, pixel0_0);
  pixel0_1 = hn::MulAdd(x0_1, k00, pixel0_1);
  const Floats x1_1 = hn::Set(f32, x[4]);
  pixel0_0 = hn::MulAdd(x1_1, k11, pixel0_0);
  pixel0_1 = hn::MulAdd(x1_1, k10, pixel0_1);
  pixel1_0 = hn::MulAdd(x1_1, k01, pixel1_0);
  pixel1_1 = hn::MulAdd(x1_1, k00, pixel1_1);
  const Floats x2_1 = hn::Set(f32, x[7]);
  pixel1_0 = hn::MulAdd(x2_1, k11, pixel1_0);
  pixel1_1 = hn::MulAdd(x2_1, k10, pixel1_1);
  pixel2_0 = hn::MulAdd(x2_1, k01, pixel2_0);
  pixel2_1 = hn::MulAdd(x2_1, k00, pixel2_1);
  const Floats x3_1 = hn::Set(f32, x[10]);
  pixel2_0 = hn::MulAdd(x3_1, k11, pixel2_0);
  pixel2_1 = hn::MulAdd(x3_1, k10, pixel2_1);
  const Floats x0_2 = hn::Set(f32, x[2]);
  pixel0_1 = hn::MulAdd(x0_2, k01, pixel0_1);
  const Floats x1_2 = hn::Set(f32, x[5]);
  pixel0_1 = hn::MulAdd(x1_2, k11, pixel0_1);
  pixel1_1 = hn::MulAdd(x1_2, k01, pixel1_1);
  const Floats x2_2 = hn::Set(f32, x[8]);
  pixel1_1 = hn::MulAdd(x2_2, k11, pixel1_1);
  pixel2_1 = hn::MulAdd(x2_2, k01, pixel2_1);
  const Floats x3_2 = hn::Set(f32, x[11]);
  pixel2_1 = hn::MulAdd(x3_2, k11, pixel2_1);
  hn::Store(hn::Max(hn::Zero(f32), pixel0_0), f32, output);
  hn::Store(hn::Max(hn::Zero(f32), pixel0_1), f32, output + 1);
  hn::Store(hn::Max(hn::Zero(f32), pixel1_0), f32, output + 3);
  hn::Store(hn::Max(hn::Zero(f32), pixel1_1), f32, output + 4);
  hn::Store(hn::Max(hn::Zero(f32), pixel2_0), f32, output + 6);
  hn::Store(hn::Max(hn::Zero(f32), pixel2_1), f32, output + 7);
}

// Conv2D 1 2x2 same relu: input (3, 2, 1) -> output (3, 2, 1). 24 multiply-adds.
void conv2d_1_forward(const float* HWY_RESTRICT weights, const float* HWY_RESTRICT input, float* HWY_RESTRICT output) {
  clear(output, 12);
  const float* HWY_RESTRICT kernel = weights + weights_at::conv2d_1_kernel;
  const float* HWY_RESTRICT bias = weights + weights_at::conv2d_1_bias;
  conv2d_1_tile_3x2(input, kernel, bias, output);
}

// 3 x 2 pixels of 1 outputs each.
HWY_NOINLINE void conv2d_2_tile_3x2(const float* HWY_RESTRICT input, const float* HWY_RESTRICT weights,
                                    const float* HWY_RESTRICT bias, float* HWY_RESTRICT output) {
  Floats pixel0_0 = hn::Load(f32, bias);
  Floats pixel0_1 = hn::Load(f32, bias);
  Floats pixel1_0 = hn::Load(f32, bias);
  Floats pixel1_1 = hn::Load(f32, bias);
  Floats pixel2_0 = hn::Load(f32, bias);
  Floats pixel2_1 = hn::Load(f32, bias);
  const float* HWY_RESTRICT x = input;
  const Floats k00 = hn::Load(f32, weights);
  const Floats k01 = hn::Load(f32, weights + 1);
  const Floats k10 = hn::Load(f32, weights + 2);
  const Floats k11 = hn::Load(f32, weights + 3);
  const Floats x0_0 = hn::Set(f32, x[0]);
  pixel0_0 = hn::MulAdd(x0_0, k00, pixel0_0);
  const Floats x1_0 = hn::Set(f32, x[3]);
  pixel0_0 = hn::MulAdd(x1_0, k10, pixel0_0);
  pixel1_0 = hn::MulAdd(x1_0, k00, pixel1_0);
  const Floats x2_0 = hn::Set(f32, x[6]);
  pixel1_0 = hn::MulAdd(x2_0, k10, pixel1_0);
  pixel2_0 = hn::MulAdd(x2_0, k00, pixel2_0);
  const Floats x3_0 = hn::Set(f32, x[9]);
  pixel2_0 = hn::MulAdd(x3_0, k10, pixel2_0);
  const Floats x0_1 = hn::Set(f32, x[1]);
  pixel0_0 = hn::MulAdd(x0_1, k01, pixel0_0);
  pixel0_1 = hn::MulAdd(x0_1, k00, pixel0_1);
  const Floats x1_1 = hn::Set(f32, x[4]);
  pixel0_0 = hn::MulAdd(x1_1, k11, pixel0_0);
  pixel0_1 = hn::MulAdd(x1_1, k10, pixel0_1);
  pixel1_0 = hn::MulAdd(x1_1, k01, pixel1_0);
  pixel1_1 = hn::MulAdd(x1_1, k00, pixel1_1);
  const Floats x2_1 = hn::Set(f32, x[7]);
  pixel1_0 = hn::MulAdd(x2_1, k11, pixel1_0);
  pixel1_1 = hn::MulAdd(x2_1, k10, pixel1_1);
  pixel2_0 = hn::MulAdd(x2_1, k01, pixel2_0);
  pixel2_1 = hn::MulAdd(x2_1, k00, pixel2_1);
  const Floats x3_1 = hn::Set(f32, x[10]);
  pixel2_0 = hn::MulAdd(x3_1, k11, pixel2_0);
  pixel2_1 = hn::MulAdd(x3_1, k10, pixel2_1);
  const Floats x0_2 = hn::Set(f32, x[2]);
  pixel0_1 = hn::MulAdd(x0_2, k01, pixel0_1);
  const Floats x1_2 = hn::Set(f32, x[5]);
  pixel0_1 = hn::MulAdd(x1_2, k11, pixel0_1);
  pixel1_1 = hn::MulAdd(x1_2, k01, pixel1_1);
  const Floats x2_2 = hn::Set(f32, x[8]);
  pixel1_1 = hn::MulAdd(x2_2, k11, pixel1_1);
  pixel2_1 = hn::MulAdd(x2_2, k01, pixel2_1);
  const Floats x3_2 = hn::Set(f32, x[11]);
  pixel2_1 = hn::MulAdd(x3_2, k11, pixel2_1);
  hn::Store(pixel0_0, f32, output);
  hn::Store(pixel0_1, f32, output + 1);
  hn::Store(pixel1_0, f32, output + 2);
  hn::Store(pixel1_1, f32, output + 3);
  hn::Store(pixel2_0, f32, output + 4);
  hn::Store(pixel2_1, f32, output + 5);
}

// Conv2D 1 2x2 same linear: input (3, 2, 1) -> output (3, 2, 1). 24 multiply-adds.
void conv2d_2_forward(const float* HWY_RESTRICT weights, const float* HWY_RESTRICT input, float* HWY_RESTRICT output) {
  const float* HWY_RESTRICT kernel = weights + weights_at::conv2d_2_kernel;
  const float* HWY_RESTRICT bias = weights + weights_at::conv2d_2_bias;
  conv2d_2_tile_3x2(input, kernel, bias, output);
}

// Conv2D 1 2x2 same relu: input (3, 2, 1) -> output (3, 2, 1).
void conv2d_1_forward_batch(const float* HWY_RESTRICT weights, TrainingArena& arena, int count) {
  for (int image = 0; image < count; ++image) {
    const float* HWY_RESTRICT input = arena.floats + floats_at::input + image * 12;
    float* HWY_RESTRICT output = arena.floats + floats_at::conv2d_1_output + image * 12;
    conv2d_1_forward(weights, input, output);
  }
}

// Copies the output's gradient where the output is above zero, inside zeros that the input's gradient reads, and adds
// up the bias's.
HWY_NOINLINE void conv2d_1_mask(const float* HWY_RESTRICT output, const float* HWY_RESTRICT d_output,
                                float* HWY_RESTRICT masked, float* HWY_RESTRICT d_bias) {
  for (int filter = 0; filter < 1; filter += 1) {
    Floats d_bias_sum = hn::Load(f32, d_bias + filter);
    for (int y = 0; y < 3; ++y) {
      for (int x = 0; x < 2; ++x) {
        const auto alive = hn::Gt(hn::Load(f32, output + filter + y * 3 + x), hn::Zero(f32));
        const Floats d = hn::IfThenElseZero(alive, hn::Load(f32, d_output + filter + y * 3 + x));
        hn::Store(d, f32, masked + filter + y * 2 + x);
        d_bias_sum = hn::Add(d_bias_sum, d);
      }
    }
    hn::Store(d_bias_sum, f32, d_bias + filter);
  }
}

// Adds the gradients of 2 inputs' weights for 1 outputs, over all pixels and images.
HWY_NOINLINE void conv2d_1_d_kernel_2x1(const float* HWY_RESTRICT input, const float* HWY_RESTRICT d_output,
                                        float* HWY_RESTRICT d_kernel, int count) {
  Floats sum0 = hn::Load(f32, d_kernel);
  Floats sum1 = hn::Load(f32, d_kernel + 1);
  for (int image = 0; image < count; ++image) {
    for (int y = 0; y < 3; ++y) {
      for (int x = 0; x < 2; ++x) {
        const float* HWY_RESTRICT in = input + image * 12 + y * 3 + x;
        const float* HWY_RESTRICT d = d_output + image * 6 + y * 2 + x;
        const Floats d0 = hn::Load(f32, d);
        const Floats in0 = hn::Set(f32, in[0]);
        sum0 = hn::MulAdd(in0, d0, sum0);
        const Floats in1 = hn::Set(f32, in[1]);
        sum1 = hn::MulAdd(in1, d0, sum1);
      }
    }
  }
  hn::Store(sum0, f32, d_kernel);
  hn::Store(sum1, f32, d_kernel + 1);
}

// Backward of Conv2D 1 2x2 same relu: input (3, 2, 1) -> output (3, 2, 1). 24 multiply-adds.
void conv2d_1_backward(const float* HWY_RESTRICT, TrainingArena& arena, int count) {
  float* masked = arena.floats + floats_at::conv2d_1_masked;
  for (int image = 0; image < count; ++image) {
    conv2d_1_mask(arena.floats + floats_at::conv2d_1_output + image * 12,
                  arena.floats + floats_at::d_conv2d_1_output + image * 12, masked + image * 6,
                  arena.gradients + gradients_at::conv2d_1_d_bias);
  }
  const float* input = arena.floats + floats_at::input;
  float* d_kernel = arena.gradients + gradients_at::conv2d_1_d_kernel;
  for (int row = 0; row < 2; ++row) {
    conv2d_1_d_kernel_2x1(input + row * 3, masked, d_kernel + row * 2, count);
  }
}

// Conv2D 1 2x2 same linear: input (3, 2, 1) -> output (3, 2, 1).
void conv2d_2_forward_batch(const float* HWY_RESTRICT weights, TrainingArena& arena, int count) {
  for (int image = 0; image < count; ++image) {
    const float* HWY_RESTRICT input = arena.floats + floats_at::conv2d_1_output + image * 12;
    float* HWY_RESTRICT output = arena.floats + floats_at::conv2d_2_output + image * 6;
    conv2d_2_forward(weights, input, output);
  }
}

// Copies the output's gradient, inside zeros that the input's gradient reads, and adds up the bias's.
HWY_NOINLINE void conv2d_2_mask(const float* HWY_RESTRICT output, const float* HWY_RESTRICT d_output,
                                float* HWY_RESTRICT masked, float* HWY_RESTRICT d_bias) {
  clear(masked, 12);
  static_cast<void>(output);
  for (int filter = 0; filter < 1; filter += 1) {
    Floats d_bias_sum = hn::Load(f32, d_bias + filter);
    for (int y = 0; y < 3; ++y) {
      for (int x = 0; x < 2; ++x) {
        const Floats d = hn::Load(f32, d_output + filter + y * 2 + x);
        hn::Store(d, f32, masked + filter + y * 3 + x + 4);
        d_bias_sum = hn::Add(d_bias_sum, d);
      }
    }
    hn::Store(d_bias_sum, f32, d_bias + filter);
  }
}

// Adds the gradients of 2 inputs' weights for 1 outputs, over all pixels and images.
HWY_NOINLINE void conv2d_2_d_kernel_2x1(const float* HWY_RESTRICT input, const float* HWY_RESTRICT d_output,
                                        float* HWY_RESTRICT d_kernel, int count) {
  Floats sum0 = hn::Load(f32, d_kernel);
  Floats sum1 = hn::Load(f32, d_kernel + 1);
  for (int image = 0; image < count; ++image) {
    for (int y = 0; y < 3; ++y) {
      for (int x = 0; x < 2; ++x) {
        const float* HWY_RESTRICT in = input + image * 12 + y * 3 + x;
        const float* HWY_RESTRICT d = d_output + image * 12 + y * 3 + x;
        const Floats d0 = hn::Load(f32, d);
        const Floats in0 = hn::Set(f32, in[0]);
        sum0 = hn::MulAdd(in0, d0, sum0);
        const Floats in1 = hn::Set(f32, in[1]);
        sum1 = hn::MulAdd(in1, d0, sum1);
      }
    }
  }
  hn::Store(sum0, f32, d_kernel);
  hn::Store(sum1, f32, d_kernel + 1);
}

// 3 x 2 pixels of 1 outputs each.
HWY_NOINLINE void conv2d_2_d_input_tile_3x2(const float* HWY_RESTRICT input, const float* HWY_RESTRICT weights,
                                            float* HWY_RESTRICT d_input) {
  Floats pixel0_0 = hn::Zero(f32);
  Floats pixel0_1 = hn::Zero(f32);
  Floats pixel1_0 = hn::Zero(f32);
  Floats pixel1_1 = hn::Zero(f32);
  Floats pixel2_0 = hn::Zero(f32);
  Floats pixel2_1 = hn::Zero(f32);
  const float* HWY_RESTRICT x = input;
  const Floats k00 = hn::Load(f32, weights);
  const Floats k01 = hn::Load(f32, weights + 1);
  const Floats k10 = hn::Load(f32, weights + 2);
  const Floats k11 = hn::Load(f32, weights + 3);
  const Floats x0_0 = hn::Set(f32, x[0]);
  pixel0_0 = hn::MulAdd(x0_0, k00, pixel0_0);
  const Floats x1_0 = hn::Set(f32, x[3]);
  pixel0_0 = hn::MulAdd(x1_0, k10, pixel0_0);
  pixel1_0 = hn::MulAdd(x1_0, k00, pixel1_0);
  const Floats x2_0 = hn::Set(f32, x[6]);
  pixel1_0 = hn::MulAdd(x2_0, k10, pixel1_0);
  pixel2_0 = hn::MulAdd(x2_0, k00, pixel2_0);
  const Floats x3_0 = hn::Set(f32, x[9]);
  pixel2_0 = hn::MulAdd(x3_0, k10, pixel2_0);
  const Floats x0_1 = hn::Set(f32, x[1]);
  pixel0_0 = hn::MulAdd(x0_1, k01, pixel0_0);
  pixel0_1 = hn::MulAdd(x0_1, k00, pixel0_1);
  const Floats x1_1 = hn::Set(f32, x[4]);
  pixel0_0 = hn::MulAdd(x1_1, k11, pixel0_0);
  pixel0_1 = hn::MulAdd(x1_1, k10, pixel0_1);
  pixel1_0 = hn::MulAdd(x1_1, k01, pixel1_0);
  pixel1_1 = hn::MulAdd(x1_1, k00, pixel1_1);
  const Floats x2_1 = hn::Set(f32, x[7]);
  pixel1_0 = hn::MulAdd(x2_1, k11, pixel1_0);
  pixel1_1 = hn::MulAdd(x2_1, k10, pixel1_1);
  pixel2_0 = hn::MulAdd(x2_1, k01, pixel2_0);
  pixel2_1 = hn::MulAdd(x2_1, k00, pixel2_1);
  const Floats x3_1 = hn::Set(f32, x[10]);
  pixel2_0 = hn::MulAdd(x3_1, k11, pixel2_0);
  pixel2_1 = hn::MulAdd(x3_1, k10, pixel2_1);
  const Floats x0_2 = hn::Set(f32, x[2]);
  pixel0_1 = hn::MulAdd(x0_2, k01, pixel0_1);
  const Floats x1_2 = hn::Set(f32, x[5]);
  pixel0_1 = hn::MulAdd(x1_2, k11, pixel0_1);
  pixel1_1 = hn::MulAdd(x1_2, k01, pixel1_1);
  const Floats x2_2 = hn::Set(f32, x[8]);
  pixel1_1 = hn::MulAdd(x2_2, k11, pixel1_1);
  pixel2_1 = hn::MulAdd(x2_2, k01, pixel2_1);
  const Floats x3_2 = hn::Set(f32, x[11]);
  pixel2_1 = hn::MulAdd(x3_2, k11, pixel2_1);
  hn::Store(pixel0_0, f32, d_input);
  hn::Store(pixel0_1, f32, d_input + 1);
  hn::Store(pixel1_0, f32, d_input + 3);
  hn::Store(pixel1_1, f32, d_input + 4);
  hn::Store(pixel2_0, f32, d_input + 6);
  hn::Store(pixel2_1, f32, d_input + 7);
}

// Backward of Conv2D 1 2x2 same linear: input (3, 2, 1) -> output (3, 2, 1). 48 multiply-adds.
void conv2d_2_backward(const float* HWY_RESTRICT weights, TrainingArena& arena, int count) {
  float* masked = arena.floats + floats_at::conv2d_2_masked;
  for (int image = 0; image < count; ++image) {
    conv2d_2_mask(arena.floats + floats_at::conv2d_2_output + image * 6,
                  arena.floats + floats_at::d_conv2d_2_output + image * 6, masked + image * 12,
                  arena.gradients + gradients_at::conv2d_2_d_bias);
  }
  const float* input = arena.floats + floats_at::conv2d_1_output;
  float* d_kernel = arena.gradients + gradients_at::conv2d_2_d_kernel;
  for (int row = 0; row < 2; ++row) {
    conv2d_2_d_kernel_2x1(input + row * 3, masked + 4, d_kernel + row * 2, count);
  }
  for (int image = 0; image < count; ++image) {
    float* d_input = arena.floats + floats_at::d_conv2d_1_output + image * 12;
    conv2d_2_d_input_tile_3x2(masked + image * 12, weights + weights_at::conv2d_2_kernel_back, d_input);
  }
}

// Copies an image to where the first step reads it.
void copy_input(const float* HWY_RESTRICT image, float* HWY_RESTRICT input) {
  clear(input, 12);
  for (int y = 0; y < 3; ++y) {
    for (int x = 0; x < 2; ++x) {
      for (int channel = 0; channel < 1; ++channel) {
        input[0 + y * 3 + x * 1 + channel] = *image++;
      }
    }
  }
}

void copy_output(const float* HWY_RESTRICT map, float* HWY_RESTRICT values) {
  for (int y = 0; y < 3; ++y) {
    for (int x = 0; x < 2; ++x) {
      for (int channel = 0; channel < 1; ++channel) {
        *values++ = map[channel + y * 2 + x];
      }
    }
  }
}

void copy_d_output(float* HWY_RESTRICT map, const float* HWY_RESTRICT values) {
  for (int y = 0; y < 3; ++y) {
    for (int x = 0; x < 2; ++x) {
      for (int channel = 0; channel < 1; ++channel) {
        map[channel + y * 2 + x] = *values++;
      }
    }
  }
}

void conv2d_1_prepare(const float* HWY_RESTRICT kernel, const float* HWY_RESTRICT bias, float* HWY_RESTRICT weights) {
  for (int row = 0; row < 2; ++row) {
    for (int column = 0; column < 2; ++column) {
      const float* HWY_RESTRICT from = kernel + row * 2 + column;
      float* HWY_RESTRICT to = weights + weights_at::conv2d_1_kernel + row * 2 + column;
      copy(from, 1, 1, to, 1);
    }
  }
  copy(bias, 1, 1, weights + weights_at::conv2d_1_bias, 1);
}

void conv2d_2_prepare(const float* HWY_RESTRICT kernel, const float* HWY_RESTRICT bias, float* HWY_RESTRICT weights) {
  for (int row = 0; row < 2; ++row) {
    for (int column = 0; column < 2; ++column) {
      const float* HWY_RESTRICT from = kernel + row * 2 + column;
      float* HWY_RESTRICT to = weights + weights_at::conv2d_2_kernel + row * 2 + column;
      copy(from, 1, 1, to, 1);
    }
  }
  copy(bias, 1, 1, weights + weights_at::conv2d_2_bias, 1);
}

void prepare_forward(const float* HWY_RESTRICT parameters, float* HWY_RESTRICT weights) {
  conv2d_1_prepare(parameters + parameters_at::conv2d_1_kernel, parameters + parameters_at::conv2d_1_bias, weights);
  conv2d_2_prepare(parameters + parameters_at::conv2d_2_kernel, parameters + parameters_at::conv2d_2_bias, weights);
}

void conv2d_2_prepare_backward(const float* HWY_RESTRICT kernel, float* HWY_RESTRICT weights) {
  for (int row = 0; row < 2; ++row) {
    for (int column = 0; column < 2; ++column) {
      const float* HWY_RESTRICT from = kernel - row * 2 - column + 3;
      float* HWY_RESTRICT to = weights + weights_at::conv2d_2_kernel_back + row * 2 + column;
      transpose(from, 1, to, 4, 1, 1);
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
    conv2d_2_prepare_backward(parameters + parameters_at::conv2d_2_kernel, weights);
  }
}

void conv2d_1_add_gradients(const TrainingArena& arena, float* HWY_RESTRICT d_kernel, float* HWY_RESTRICT d_bias) {
  for (int entry = 0; entry < 4; ++entry) {
    add(arena.gradients + gradients_at::conv2d_1_d_kernel + entry, 1, d_kernel + entry, 1);
  }
  add(arena.gradients + gradients_at::conv2d_1_d_bias, 1, d_bias, 1);
}

void conv2d_2_add_gradients(const TrainingArena& arena, float* HWY_RESTRICT d_kernel, float* HWY_RESTRICT d_bias) {
  for (int entry = 0; entry < 4; ++entry) {
    add(arena.gradients + gradients_at::conv2d_2_d_kernel + entry, 1, d_kernel + entry, 1);
  }
  add(arena.gradients + gradients_at::conv2d_2_d_bias, 1, d_bias, 1);
}

void add_sums(const TrainingArena& arena, float* HWY_RESTRICT gradients) {
  if (arena.cleared) return;
  conv2d_1_add_gradients(arena, gradients + parameters_at::conv2d_1_kernel, gradients + parameters_at::conv2d_1_bias);
  conv2d_2_add_gradients(arena, gradients + parameters_at::conv2d_2_kernel, gradients + parameters_at::conv2d_2_bias);
}

void predict_image(const Prepared& prepared, InferenceArena& arena, const float* HWY_RESTRICT image,
                   float* HWY_RESTRICT output) {
  copy_input(image, arena.floats + inference_at::input);
  conv2d_1_forward(prepared.values, arena.floats + inference_at::input, arena.floats + inference_at::conv2d_1_output);
  conv2d_2_forward(prepared.values, arena.floats + inference_at::conv2d_1_output,
                   arena.floats + inference_at::conv2d_2_output);
  copy_output(arena.floats + inference_at::conv2d_2_output, output);
}

void predict_images(const Prepared& prepared, BatchArena& arena, const float* HWY_RESTRICT images, int count,
                    float* HWY_RESTRICT outputs) {
  for (int first = 0; first < count; first += 16) {
    const int n = std::min(count - first, 16);
    for (int image = 0; image < n; ++image) {
      copy_input(images + image * 6, arena.floats + batch_at::input);
      conv2d_1_forward(prepared.values, arena.floats + batch_at::input, arena.floats + batch_at::conv2d_1_output);
      conv2d_2_forward(prepared.values, arena.floats + batch_at::conv2d_1_output,
                       arena.floats + batch_at::conv2d_2_output + image * 6);
    }
    for (int image = 0; image < n; ++image) {
      copy_output(arena.floats + batch_at::conv2d_2_output + image * 6, outputs + image * 6);
    }
    images += n * 6;
    outputs += n * 6;
  }
}

void forward_images(const TrainingPrepared& prepared, TrainingArena& arena, const float* HWY_RESTRICT images, int count,
                    float* HWY_RESTRICT outputs) {
  for (int image = 0; image < count; ++image) {
    copy_input(images + image * 6, arena.floats + floats_at::input + image * 12);
  }
  conv2d_1_forward_batch(prepared.values, arena, count);
  conv2d_2_forward_batch(prepared.values, arena, count);
  for (int image = 0; image < count; ++image) {
    copy_output(arena.floats + floats_at::conv2d_2_output + image * 6, outputs + image * 6);
  }
}

void backward_images(const TrainingPrepared& prepared, TrainingArena& arena, const float* HWY_RESTRICT d_outputs,
                     int count) {
  for (int image = 0; image < count; ++image) {
    copy_d_output(arena.floats + floats_at::d_conv2d_2_output + image * 6, d_outputs + image * 6);
  }
  if (arena.cleared) clear(arena.gradients + gradients_at::conv2d_2_d_kernel, 65);
  conv2d_2_backward(prepared.values, arena, count);
  if (arena.cleared) clear(arena.gradients + gradients_at::conv2d_1_d_kernel, 65);
  conv2d_1_backward(prepared.values, arena, count);
  arena.cleared = false;
}

#else
#error "This processor's vector width has no body here: generate one (--simd, or SIMD in constnet_add_model)."
#endif

}  // namespace HWY_NAMESPACE
}  // namespace same
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace same {

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

}  // namespace same
#endif
