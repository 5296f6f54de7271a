// Generated from tests/golden/models.hpp. Do not edit: change the model and build again.
//
// Model: "normalizing"
// _________________________________________________________________
// Layer (type)                 Output Shape              Param #
// =================================================================
// conv2d_1 (Conv2D)            (None, 2, 3, 2)           4
// _________________________________________________________________
// batch_normalization_1 (Batch (None, 2, 3, 2)           8
// _________________________________________________________________
// activation_1 (Activation)    (None, 2, 3, 2)           0
// =================================================================
// Total params: 12
// Trainable params: 8
// Non-trainable params: 4
// _________________________________________________________________
//
// Multiply-adds per image: 12. Bytes: prepared weights 512, inference arena 96,
// batch arena 1,536 (16 images),
// prepared weights for training 1,024, training arena 9,664 (16 images).
// Code of the steps, about, in bytes: 128 2,854.

#include "normalizing.gen.hpp"

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
#define HWY_TARGET_INCLUDE "normalizing.gen.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>
#endif

HWY_BEFORE_NAMESPACE();
namespace normalizing {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

const char* target_name() { return hwy::TargetName(HWY_TARGET); }

#if HWY_MAX_BYTES == 16

// SSE4, NEON, WebAssembly: 4 floats per vector.
// Layers that do something else in training: prediction and training have steps of their own.

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

// 1 / sqrt(x) for x above 0, within 2e-7 of it: Newton's method, begun with the exponent halved.
inline float inverse_root(float x) {
  std::uint32_t bits;
  std::memcpy(&bits, &x, sizeof(bits));
  bits = 0x5f3759df - (bits >> 1);
  float root;
  std::memcpy(&root, &bits, sizeof(root));
  for (int i = 0; i < 4; ++i) {
    root += 0.5f * root * (1.0f - x * root * root);
  }
  return root;
}

// Copies `width` values, each times its factor; past the first `available` there are zeros.
inline void copy_scaled(const float* HWY_RESTRICT from, const float* HWY_RESTRICT factors, int available,
                        float* HWY_RESTRICT to, int width) {
  for (int i = 0; i < width; ++i) {
    to[i] = i < available ? from[i] * factors[i] : 0.0f;
  }
}

// gamma / sqrt(variance + epsilon), with zeros behind the channels; a null gamma stands for ones.
inline void normalization_factors(const float* gamma, const float* variance, float epsilon, int channels,
                                  float* factors, int width) {
  for (int i = 0; i < channels; ++i) {
    factors[i] = inverse_root(variance[i] + epsilon) * (gamma != nullptr ? gamma[i] : 1.0f);
  }
  clear(factors + channels, width - channels);
}

// beta + (bias - mean) * factor, with zeros behind the channels; null beta and bias stand for zeros.
inline void normalization_shifts(const float* beta, const float* bias, const float* mean, const float* factors,
                                 int channels, float* shifts, int width) {
  for (int i = 0; i < channels; ++i) {
    const float distance = (bias != nullptr ? bias[i] : 0.0f) - mean[i];
    shifts[i] = (beta != nullptr ? beta[i] : 0.0f) + distance * factors[i];
  }
  clear(shifts + channels, width - channels);
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

namespace predicting {

// The steps:
// conv2d_1: Conv2D 2 1x1 relu: input (2, 3, 1) -> output (2, 3, 2). About 238 bytes of code.

// Where things lie: in Parameters, in Prepared, in the arena.
namespace parameters_at {
constexpr int conv2d_1_kernel = 0;
constexpr int conv2d_1_bias = 2;
constexpr int batch_normalization_1_gamma = 4;
constexpr int batch_normalization_1_beta = 6;
constexpr int batch_normalization_1_moving_mean = 8;
constexpr int batch_normalization_1_moving_variance = 10;
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

// 2 x 3 pixels of 4 outputs each.
HWY_NOINLINE void conv2d_1_tile_2x3(const float* HWY_RESTRICT input, const float* HWY_RESTRICT weights,
                                    const float* HWY_RESTRICT bias, float* HWY_RESTRICT output) {
  Floats pixel0_0 = hn::Load(f32, bias);
  Floats pixel0_1 = hn::Load(f32, bias);
  Floats pixel0_2 = hn::Load(f32, bias);
  Floats pixel1_0 = hn::Load(f32, bias);
  Floats pixel1_1 = hn::Load(f32, bias);
  Floats pixel1_2 = hn::Load(f32, bias);
  const float* HWY_RESTRICT x = input;
  const Floats k0 = hn::Load(f32, weights);
  const Floats x0_0 = hn::Set(f32, x[0]);
  pixel0_0 = hn::MulAdd(x0_0, k0, pixel0_0);
  const Floats x1_0 = hn::Set(f32, x[3]);
  pixel1_0 = hn::MulAdd(x1_0, k0, pixel1_0);
  const Floats x0_1 = hn::Set(f32, x[1]);
  pixel0_1 = hn::MulAdd(x0_1, k0, pixel0_1);
  const Floats x1_1 = hn::Set(f32, x[4]);
  pixel1_1 = hn::MulAdd(x1_1, k0, pixel1_1);
  const Floats x0_2 = hn::Set(f32, x[2]);
  pixel0_2 = hn::MulAdd(x0_2, k0, pixel0_2);
  const Floats x1_2 = hn::Set(f32, x[5]);
  pixel1_2 = hn::MulAdd(x1_2, k0, pixel1_2);
  hn::Store(hn::Max(hn::Zero(f32), pixel0_0), f32, output);
  hn::Store(hn::Max(hn::Zero(f32), pixel0_1), f32, output + 4);
  hn::Store(hn::Max(hn::Zero(f32), pixel0_2), f32, output + 8);
  hn::Store(hn::Max(hn::Zero(f32), pixel1_0), f32, output + 12);
  hn::Store(hn::Max(hn::Zero(f32), pixel1_1), f32, output + 16);
  hn::Store(hn::Max(hn::Zero(f32), pixel1_2), f32, output + 20);
}

// Conv2D 2 1x1 relu: input (2, 3, 1) -> output (2, 3, 2). 12 multiply-adds.
void conv2d_1_forward(const float* HWY_RESTRICT weights, const float* HWY_RESTRICT input, float* HWY_RESTRICT output) {
  const float* HWY_RESTRICT kernel = weights + weights_at::conv2d_1_kernel;
  const float* HWY_RESTRICT bias = weights + weights_at::conv2d_1_bias;
  conv2d_1_tile_2x3(input, kernel, bias, output);
}

void copy_output(const float* HWY_RESTRICT map, float* HWY_RESTRICT values) {
  for (int y = 0; y < 2; ++y) {
    for (int x = 0; x < 3; ++x) {
      for (int channel = 0; channel < 2; ++channel) {
        *values++ = map[channel + y * 12 + x * 4];
      }
    }
  }
}

void conv2d_1_prepare(const float* HWY_RESTRICT kernel, const float* HWY_RESTRICT bias, const float* HWY_RESTRICT gamma,
                      const float* HWY_RESTRICT beta, const float* HWY_RESTRICT moving_mean,
                      const float* HWY_RESTRICT moving_variance, float* HWY_RESTRICT weights) {
  float factors[2];
  normalization_factors(gamma, moving_variance, 0.001f, 2, factors, 2);
  {
    const float* HWY_RESTRICT from = kernel;
    float* HWY_RESTRICT to = weights + weights_at::conv2d_1_kernel;
    copy_scaled(from, factors, 2, to, 4);
  }
  normalization_shifts(beta, bias, moving_mean, factors, 2, weights + weights_at::conv2d_1_bias, 4);
}

void prepare_forward(const float* HWY_RESTRICT parameters, float* HWY_RESTRICT weights) {
  conv2d_1_prepare(parameters + parameters_at::conv2d_1_kernel, parameters + parameters_at::conv2d_1_bias,
                   parameters + parameters_at::batch_normalization_1_gamma,
                   parameters + parameters_at::batch_normalization_1_beta,
                   parameters + parameters_at::batch_normalization_1_moving_mean,
                   parameters + parameters_at::batch_normalization_1_moving_variance, weights);
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
      conv2d_1_forward(prepared.values, images + image * 6, arena.floats + batch_at::conv2d_1_output + image * 24);
    }
    for (int image = 0; image < n; ++image) {
      copy_output(arena.floats + batch_at::conv2d_1_output + image * 24, outputs + image * 12);
    }
    images += n * 6;
    outputs += n * 12;
  }
}

}  // namespace predicting

using predicting::predict_image;
using predicting::predict_images;
using predicting::prepare_forward;

namespace training {

// The steps:
// conv2d_1: Conv2D 2 1x1 linear: input (2, 3, 1) -> output (2, 3, 2). About 710 bytes of code.
// batch_normalization_1: BatchNormalization relu: input (2, 3, 2) -> output (2, 3, 2). About 1,388 bytes of code.

// Where things lie: in Parameters, in TrainingPrepared, in the arena.
namespace parameters_at {
constexpr int conv2d_1_kernel = 0;
constexpr int conv2d_1_bias = 2;
constexpr int batch_normalization_1_gamma = 4;
constexpr int batch_normalization_1_beta = 6;
}  // namespace parameters_at

namespace weights_at {
constexpr int conv2d_1_kernel = 0;
constexpr int conv2d_1_bias = 64;
constexpr int batch_normalization_1_gamma = 128;
constexpr int batch_normalization_1_beta = 192;
}  // namespace weights_at

namespace floats_at {
constexpr int input = 0;
constexpr int conv2d_1_output = 128;
constexpr int batch_normalization_1_output = 512;
constexpr int d_conv2d_1_output = 896;
constexpr int d_batch_normalization_1_output = 1280;
constexpr int conv2d_1_masked = 1664;
}  // namespace floats_at

namespace gradients_at {
constexpr int conv2d_1_d_kernel = 0;
constexpr int conv2d_1_d_bias = 64;
constexpr int batch_normalization_1_d_gamma = 128;
constexpr int batch_normalization_1_d_beta = 192;
}  // namespace gradients_at

// 2 x 3 pixels of 4 outputs each.
HWY_NOINLINE void conv2d_1_tile_2x3(const float* HWY_RESTRICT input, const float* HWY_RESTRICT weights,
                                    const float* HWY_RESTRICT bias, float* HWY_RESTRICT output) {
  Floats pixel0_0 = hn::Load(f32, bias);
  Floats pixel0_1 = hn::Load(f32, bias);
  Floats pixel0_2 = hn::Load(f32, bias);
  Floats pixel1_0 = hn::Load(f32, bias);
  Floats pixel1_1 = hn::Load(f32, bias);
  Floats pixel1_2 = hn::Load(f32, bias);
  const float* HWY_RESTRICT x = input;
  const Floats k0 = hn::Load(f32, weights);
  const Floats x0_0 = hn::Set(f32, x[0]);
  pixel0_0 = hn::MulAdd(x0_0, k0, pixel0_0);
  const Floats x1_0 = hn::Set(f32, x[3]);
  pixel1_0 = hn::MulAdd(x1_0, k0, pixel1_0);
  const Floats x0_1 = hn::Set(f32, x[1]);
  pixel0_1 = hn::MulAdd(x0_1, k0, pixel0_1);
  const Floats x1_1 = hn::Set(f32, x[4]);
  pixel1_1 = hn::MulAdd(x1_1, k0, pixel1_1);
  const Floats x0_2 = hn::Set(f32, x[2]);
  pixel0_2 = hn::MulAdd(x0_2, k0, pixel0_2);
  const Floats x1_2 = hn::Set(f32, x[5]);
  pixel1_2 = hn::MulAdd(x1_2, k0, pixel1_2);
  hn::Store(pixel0_0, f32, output);
  hn::Store(pixel0_1, f32, output + 4);
  hn::Store(pixel0_2, f32, output + 8);
  hn::Store(pixel1_0, f32, output + 12);
  hn::Store(pixel1_1, f32, output + 16);
  hn::Store(pixel1_2, f32, output + 20);
}

// Conv2D 2 1x1 linear: input (2, 3, 1) -> output (2, 3, 2). 12 multiply-adds.
void conv2d_1_forward(const float* HWY_RESTRICT weights, const float* HWY_RESTRICT input, float* HWY_RESTRICT output) {
  const float* HWY_RESTRICT kernel = weights + weights_at::conv2d_1_kernel;
  const float* HWY_RESTRICT bias = weights + weights_at::conv2d_1_bias;
  conv2d_1_tile_2x3(input, kernel, bias, output);
}

// Conv2D 2 1x1 linear: input (2, 3, 1) -> output (2, 3, 2).
void conv2d_1_forward_batch(const float* HWY_RESTRICT weights, TrainingArena& arena, int first, int count) {
  for (int image = 0; image < count; ++image) {
    const float* HWY_RESTRICT input = arena.floats + floats_at::input + (first + image) * 6;
    float* HWY_RESTRICT output = arena.floats + floats_at::conv2d_1_output + (first + image) * 24;
    conv2d_1_forward(weights, input, output);
  }
}

// Copies the output's gradient, inside zeros that the input's gradient reads, and adds up the bias's.
HWY_NOINLINE void conv2d_1_mask(const float* HWY_RESTRICT output, const float* HWY_RESTRICT d_output,
                                float* HWY_RESTRICT masked, float* HWY_RESTRICT d_bias) {
  static_cast<void>(output);
  for (int filter = 0; filter < 4; filter += 4) {
    Floats d_bias_sum = hn::Load(f32, d_bias + filter);
    for (int y = 0; y < 2; ++y) {
      for (int x = 0; x < 3; ++x) {
        const Floats d = hn::Load(f32, d_output + filter + y * 12 + x * 4);
        hn::Store(d, f32, masked + filter + y * 12 + x * 4);
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
    for (int y = 0; y < 2; ++y) {
      for (int x = 0; x < 3; ++x) {
        const float* HWY_RESTRICT in = input + image * 6 + y * 3 + x;
        const float* HWY_RESTRICT d = d_output + image * 24 + y * 12 + x * 4;
        const Floats d0 = hn::Load(f32, d);
        const Floats in0 = hn::Set(f32, in[0]);
        sum0 = hn::MulAdd(in0, d0, sum0);
      }
    }
  }
  hn::Store(sum0, f32, d_kernel);
}

// Backward of Conv2D 2 1x1 linear: input (2, 3, 1) -> output (2, 3, 2). 12 multiply-adds.
void conv2d_1_backward(const float* HWY_RESTRICT, TrainingArena& arena, int first, int count) {
  float* masked = arena.floats + floats_at::conv2d_1_masked;
  for (int image = 0; image < count; ++image) {
    conv2d_1_mask(arena.floats + floats_at::conv2d_1_output + (first + image) * 24,
                  arena.floats + floats_at::d_conv2d_1_output + image * 24, masked + image * 24,
                  arena.gradients + gradients_at::conv2d_1_d_bias);
  }
  const float* input = arena.floats + floats_at::input + first * 6;
  float* d_kernel = arena.gradients + gradients_at::conv2d_1_d_kernel;
  conv2d_1_d_kernel_1x1(input, masked, d_kernel, count);
}

// Mean and variance of the input of batch_normalization_1 over all pixels of the images so far.
void batch_normalization_1_statistics(TrainingArena& arena, int first, int count) {
  if (first == 0) {
    clear(arena.statistics.mean, 4);
    clear(arena.statistics.variance, 4);
  }
  const Floats share = hn::Set(f32, 1.0f / 6);
  {
    Floats mean = hn::Load(f32, arena.statistics.mean);
    Floats variance = hn::Load(f32, arena.statistics.variance);
    for (int image = 0; image < count; ++image) {
      const float* HWY_RESTRICT input = arena.floats + floats_at::conv2d_1_output + (first + image) * 24;
      Floats sum = hn::Zero(f32);
      for (int y = 0; y < 2; ++y) {
        Floats sum_of_row = hn::Zero(f32);
        for (int x = 0; x < 3; ++x) {
          sum_of_row = hn::Add(sum_of_row, hn::LoadU(f32, input + y * 12 + x * 4));
        }
        sum = hn::Add(sum, sum_of_row);
      }
      const Floats image_mean = hn::Mul(sum, share);
      Floats squares = hn::Zero(f32);
      for (int y = 0; y < 2; ++y) {
        Floats squares_of_row = hn::Zero(f32);
        for (int x = 0; x < 3; ++x) {
          const Floats distance = hn::Sub(hn::LoadU(f32, input + y * 12 + x * 4), image_mean);
          squares_of_row = hn::MulAdd(distance, distance, squares_of_row);
        }
        squares = hn::Add(squares, squares_of_row);
      }
      const float before = static_cast<float>(first + image);
      const Floats weight = hn::Set(f32, 1.0f / (before + 1.0f));
      const Floats spread = hn::Set(f32, before / (before + 1.0f));
      const Floats step = hn::Sub(image_mean, mean);
      mean = hn::MulAdd(step, weight, mean);
      const Floats between = hn::Mul(hn::Mul(step, step), spread);
      variance = hn::MulAdd(hn::Sub(hn::MulAdd(squares, share, between), variance), weight, variance);
    }
    hn::Store(mean, f32, arena.statistics.mean);
    hn::Store(variance, f32, arena.statistics.variance);
  }
}

// 1 / sqrt(variance + epsilon) of the batch.
void batch_normalization_1_deviations(TrainingArena& arena) {
  for (int i = 0; i < 4; ++i) {
    const float variance = arena.statistics.variance[i];
    arena.statistics.inverse_deviation[i] = inverse_root(variance + 0.001f);
  }
}

// BatchNormalization relu: input (2, 3, 2) -> output (2, 3, 2).
void batch_normalization_1_forward_batch(const float* HWY_RESTRICT weights, TrainingArena& arena, int first,
                                         int count) {
  {
    const Floats mean = hn::Load(f32, arena.statistics.mean);
    const Floats inverse = hn::Load(f32, arena.statistics.inverse_deviation);
    const Floats factor = hn::Mul(inverse, hn::Load(f32, weights + weights_at::batch_normalization_1_gamma));
    const Floats beta = hn::Load(f32, weights + weights_at::batch_normalization_1_beta);
    for (int image = 0; image < count; ++image) {
      const float* HWY_RESTRICT input = arena.floats + floats_at::conv2d_1_output + (first + image) * 24;
      float* HWY_RESTRICT output = arena.floats + floats_at::batch_normalization_1_output + (first + image) * 24;
      for (int y = 0; y < 2; ++y) {
        for (int x = 0; x < 3; ++x) {
          const Floats distance = hn::Sub(hn::LoadU(f32, input + y * 12 + x * 4), mean);
          const Floats result = hn::Max(hn::Zero(f32), hn::MulAdd(distance, factor, beta));
          hn::Store(result, f32, output + y * 12 + x * 4);
        }
      }
    }
  }
}

// Sums of the gradients over the images so far, which backward of batch_normalization_1 needs of the whole batch.
void batch_normalization_1_sums(const float* HWY_RESTRICT weights, TrainingArena& arena, int first, int count) {
  if (first == 0) {
    clear(arena.statistics.d_beta, 4);
    clear(arena.statistics.d_gamma, 4);
  }
  {
    const Floats mean = hn::Load(f32, arena.statistics.mean);
    const Floats inverse = hn::Load(f32, arena.statistics.inverse_deviation);
    const Floats factor = hn::Mul(inverse, hn::Load(f32, weights + weights_at::batch_normalization_1_gamma));
    const Floats beta = hn::Load(f32, weights + weights_at::batch_normalization_1_beta);
    Floats d_beta = hn::Zero(f32);
    Floats products = hn::Zero(f32);
    for (int image = 0; image < count; ++image) {
      const float* HWY_RESTRICT input = arena.floats + floats_at::conv2d_1_output + (first + image) * 24;
      const float* HWY_RESTRICT d_output =
          arena.floats + floats_at::d_batch_normalization_1_output + (first + image) * 24;
      for (int y = 0; y < 2; ++y) {
        Floats d_beta_of_row = hn::Zero(f32);
        Floats products_of_row = hn::Zero(f32);
        for (int x = 0; x < 3; ++x) {
          const Floats distance = hn::Sub(hn::LoadU(f32, input + y * 12 + x * 4), mean);
          const auto alive = hn::Gt(hn::MulAdd(distance, factor, beta), hn::Zero(f32));
          const Floats d = hn::IfThenElseZero(alive, hn::Load(f32, d_output + y * 12 + x * 4));
          d_beta_of_row = hn::Add(d_beta_of_row, d);
          products_of_row = hn::MulAdd(distance, d, products_of_row);
        }
        d_beta = hn::Add(d_beta, d_beta_of_row);
        products = hn::Add(products, products_of_row);
      }
    }
    const Floats d_gamma = hn::Mul(products, hn::Load(f32, arena.statistics.inverse_deviation));
    hn::Store(hn::Add(d_beta, hn::Load(f32, arena.statistics.d_beta)), f32, arena.statistics.d_beta);
    hn::Store(hn::Add(d_gamma, hn::Load(f32, arena.statistics.d_gamma)), f32, arena.statistics.d_gamma);
    hn::Store(hn::Add(d_gamma, hn::Load(f32, arena.gradients + gradients_at::batch_normalization_1_d_gamma)), f32,
              arena.gradients + gradients_at::batch_normalization_1_d_gamma);
    hn::Store(hn::Add(d_beta, hn::Load(f32, arena.gradients + gradients_at::batch_normalization_1_d_beta)), f32,
              arena.gradients + gradients_at::batch_normalization_1_d_beta);
  }
}

// Backward of BatchNormalization relu: input (2, 3, 2) -> output (2, 3, 2).
void batch_normalization_1_backward(const float* HWY_RESTRICT weights, TrainingArena& arena, int first, int count) {
  const Floats share = hn::Set(f32, 1.0f / static_cast<float>(arena.statistics.images * 6));
  {
    const Floats mean = hn::Load(f32, arena.statistics.mean);
    const Floats inverse = hn::Load(f32, arena.statistics.inverse_deviation);
    const Floats factor = hn::Mul(inverse, hn::Load(f32, weights + weights_at::batch_normalization_1_gamma));
    const Floats beta = hn::Load(f32, weights + weights_at::batch_normalization_1_beta);
    const Floats mean_d = hn::Mul(share, hn::Load(f32, arena.statistics.d_beta));
    const Floats slope = hn::Mul(hn::Mul(share, inverse), hn::Load(f32, arena.statistics.d_gamma));
    for (int image = 0; image < count; ++image) {
      const float* HWY_RESTRICT input = arena.floats + floats_at::conv2d_1_output + (first + image) * 24;
      const float* HWY_RESTRICT d_output =
          arena.floats + floats_at::d_batch_normalization_1_output + (first + image) * 24;
      float* HWY_RESTRICT d_input = arena.floats + floats_at::d_conv2d_1_output + image * 24;
      for (int y = 0; y < 2; ++y) {
        for (int x = 0; x < 3; ++x) {
          const Floats distance = hn::Sub(hn::LoadU(f32, input + y * 12 + x * 4), mean);
          const auto alive = hn::Gt(hn::MulAdd(distance, factor, beta), hn::Zero(f32));
          const Floats d = hn::IfThenElseZero(alive, hn::Load(f32, d_output + y * 12 + x * 4));
          const Floats rest = hn::NegMulAdd(distance, slope, hn::Sub(d, mean_d));
          hn::Store(hn::Mul(factor, rest), f32, d_input + y * 12 + x * 4);
        }
      }
    }
  }
}

// Copies an image to where the first step reads it.
void copy_input(const float* HWY_RESTRICT image, float* HWY_RESTRICT input) {
  std::memcpy(input, image, 6 * sizeof(float));
}

void copy_output(const float* HWY_RESTRICT map, float* HWY_RESTRICT values) {
  for (int y = 0; y < 2; ++y) {
    for (int x = 0; x < 3; ++x) {
      for (int channel = 0; channel < 2; ++channel) {
        *values++ = map[channel + y * 12 + x * 4];
      }
    }
  }
}

void copy_d_output(float* HWY_RESTRICT map, const float* HWY_RESTRICT values) {
  clear(map, 24);
  for (int y = 0; y < 2; ++y) {
    for (int x = 0; x < 3; ++x) {
      for (int channel = 0; channel < 2; ++channel) {
        map[channel + y * 12 + x * 4] = *values++;
      }
    }
  }
}

void conv2d_1_prepare(const float* HWY_RESTRICT kernel, const float* HWY_RESTRICT bias, float* HWY_RESTRICT weights) {
  {
    const float* HWY_RESTRICT from = kernel;
    float* HWY_RESTRICT to = weights + weights_at::conv2d_1_kernel;
    copy(from, 1, 2, to, 4);
  }
  copy(bias, 1, 2, weights + weights_at::conv2d_1_bias, 4);
}

void batch_normalization_1_prepare(const float* HWY_RESTRICT gamma, const float* HWY_RESTRICT beta,
                                   float* HWY_RESTRICT weights) {
  copy(gamma, 1, 2, weights + weights_at::batch_normalization_1_gamma, 4);
  copy(beta, 1, 2, weights + weights_at::batch_normalization_1_beta, 4);
}

// One of the parts of what forward and backward read.
void prepare_training(const float* HWY_RESTRICT parameters, float* HWY_RESTRICT weights, int part) {
  if (part == 0) {
    conv2d_1_prepare(parameters + parameters_at::conv2d_1_kernel, parameters + parameters_at::conv2d_1_bias, weights);
  }
  if (part == 1) {
    batch_normalization_1_prepare(parameters + parameters_at::batch_normalization_1_gamma,
                                  parameters + parameters_at::batch_normalization_1_beta, weights);
  }
}

void conv2d_1_add_gradients(const TrainingArena& arena, float* HWY_RESTRICT d_kernel, float* HWY_RESTRICT d_bias) {
  add(arena.gradients + gradients_at::conv2d_1_d_kernel, 2, d_kernel, 1);
  add(arena.gradients + gradients_at::conv2d_1_d_bias, 2, d_bias, 1);
}

void batch_normalization_1_add_gradients(const TrainingArena& arena, float* HWY_RESTRICT d_gamma,
                                         float* HWY_RESTRICT d_beta) {
  add(arena.gradients + gradients_at::batch_normalization_1_d_gamma, 2, d_gamma, 1);
  add(arena.gradients + gradients_at::batch_normalization_1_d_beta, 2, d_beta, 1);
}

void add_sums(const TrainingArena& arena, float* HWY_RESTRICT gradients) {
  if (arena.cleared) return;
  conv2d_1_add_gradients(arena, gradients + parameters_at::conv2d_1_kernel, gradients + parameters_at::conv2d_1_bias);
  batch_normalization_1_add_gradients(arena, gradients + parameters_at::batch_normalization_1_gamma,
                                      gradients + parameters_at::batch_normalization_1_beta);
}

void forward_images_part(const TrainingPrepared& prepared, TrainingArena& arena, const float* HWY_RESTRICT images,
                         int count, float* HWY_RESTRICT outputs, int part) {
  if (part == 0) {
    for (int image = 0; image < count; ++image) {
      copy_input(images + image * 6, arena.floats + floats_at::input + image * 6);
    }
    conv2d_1_forward_batch(prepared.values, arena, 0, count);
    batch_normalization_1_statistics(arena, 0, count);
  }
  if (part == 1) {
    batch_normalization_1_deviations(arena);
    batch_normalization_1_forward_batch(prepared.values, arena, 0, count);
    for (int image = 0; image < count; ++image) {
      copy_output(arena.floats + floats_at::batch_normalization_1_output + image * 24, outputs + image * 12);
    }
  }
}

void forward_images(const TrainingPrepared& prepared, TrainingArena& arena, const float* HWY_RESTRICT images, int count,
                    float* HWY_RESTRICT outputs) {
  arena.statistics.images = count;
  for (int part = 0; part < 2; ++part) {
    forward_images_part(prepared, arena, images, count, outputs, part);
  }
}

void backward_images_part(const TrainingPrepared& prepared, TrainingArena& arena, const float* HWY_RESTRICT d_outputs,
                          int count, int part) {
  if (part == 0) {
    for (int image = 0; image < count; ++image) {
      copy_d_output(arena.floats + floats_at::d_batch_normalization_1_output + image * 24, d_outputs + image * 12);
    }
    if (arena.cleared) clear(arena.gradients + gradients_at::batch_normalization_1_d_gamma, 68);
    batch_normalization_1_sums(prepared.values, arena, 0, count);
  }
  if (part == 1) {
    batch_normalization_1_backward(prepared.values, arena, 0, count);
    if (arena.cleared) clear(arena.gradients + gradients_at::conv2d_1_d_kernel, 68);
    conv2d_1_backward(prepared.values, arena, 0, count);
    arena.cleared = false;
  }
}

void backward_images(const TrainingPrepared& prepared, TrainingArena& arena, const float* HWY_RESTRICT d_outputs,
                     int count) {
  for (int part = 0; part < 2; ++part) {
    backward_images_part(prepared, arena, d_outputs, count, part);
  }
}

}  // namespace training

using training::add_sums;
using training::backward_images;
using training::backward_images_part;
using training::forward_images;
using training::forward_images_part;
using training::prepare_training;

#else
#error "This processor's vector width has no body here: generate one (--simd, or SIMD in constnet_add_model)."
#endif

}  // namespace HWY_NAMESPACE
}  // namespace normalizing
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace normalizing {

HWY_EXPORT(target_name);
HWY_EXPORT(prepare_forward);
HWY_EXPORT(predict_image);
HWY_EXPORT(predict_images);
HWY_EXPORT(prepare_training);
HWY_EXPORT(forward_images);
HWY_EXPORT(backward_images);
HWY_EXPORT(add_sums);
HWY_EXPORT(forward_images_part);
HWY_EXPORT(backward_images_part);

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

void forward_part(const TrainingPrepared& prepared, TrainingArena& arena, const float* images, int count,
                  float* outputs, int part) {
  HWY_DYNAMIC_DISPATCH(forward_images_part)(prepared, arena, images, count, outputs, part);
}

void backward_part(const TrainingPrepared& prepared, TrainingArena& arena, const float* d_outputs, int count,
                   int part) {
  HWY_DYNAMIC_DISPATCH(backward_images_part)(prepared, arena, d_outputs, count, part);
}

void update_moving_statistics(const TrainingArena& arena, Parameters& parameters) {
  float* batch_normalization_1_mean = parameters.values + 8;
  float* batch_normalization_1_variance = parameters.values + 10;
  for (int i = 0; i < 2; ++i) {
    batch_normalization_1_mean[i] += (arena.statistics.mean[i] - batch_normalization_1_mean[i]) * 0.01f;
    batch_normalization_1_variance[i] += (arena.statistics.variance[i] - batch_normalization_1_variance[i]) * 0.01f;
  }
}

}  // namespace normalizing
#endif
