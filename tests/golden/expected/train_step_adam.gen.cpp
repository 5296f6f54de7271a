// Generated from tests/golden/models.hpp. Do not edit: change the model and build again.
//
// Model: "train_step_adam"
// _________________________________________________________________
// Layer (type)                 Output Shape              Param #
// =================================================================
// conv2d_1 (Conv2D)            (None, 2, 2, 2)           10
// _________________________________________________________________
// flatten_1 (Flatten)          (None, 8)                 0
// _________________________________________________________________
// dense_1 (Dense)              (None, 1)                 9
// =================================================================
// Total params: 19
// Trainable params: 19
// Non-trainable params: 0
// _________________________________________________________________
//
// Multiply-adds per image: 40. Bytes: prepared weights 1,024, inference arena 80,
// batch arena 80 (1 images).
// Code of the steps, about, in bytes: 128 1,608.

#include "train_step_adam.gen.hpp"

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
#define HWY_TARGET_INCLUDE "train_step_adam.gen.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>
#endif

HWY_BEFORE_NAMESPACE();
namespace train_step_adam {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

const char* target_name() { return hwy::TargetName(HWY_TARGET); }

#if HWY_MAX_BYTES == 16

// SSE4, NEON, WebAssembly: 4 floats per vector.
// conv2d_1: Conv2D 2 2x2 linear: input (3, 3, 1) -> output (2, 2, 2). About 1,037 bytes of code.
// dense_1: Dense 1 linear: input (8) -> output (1). About 502 bytes of code.

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

// What one step of Adam does with every weight: first += (g - first) * rate_1, second += (g * g - second) * rate_2,
// weight += first * step / (sqrt(second) + epsilon); step is below zero and corrects the bias of both averages.
struct AdamStep {
  float rate_1;
  float rate_2;
  float step;
  float epsilon;
};

HWY_INLINE Floats adam(const AdamStep& step, Floats gradient, float* HWY_RESTRICT first, float* HWY_RESTRICT second,
                       Floats weight) {
  const Floats old_first = hn::Load(f32, first);
  const Floats old_second = hn::Load(f32, second);
  const Floats m = hn::MulAdd(hn::Sub(gradient, old_first), hn::Set(f32, step.rate_1), old_first);
  const Floats v = hn::MulAdd(hn::Sub(hn::Mul(gradient, gradient), old_second), hn::Set(f32, step.rate_2), old_second);
  hn::Store(m, f32, first);
  hn::Store(v, f32, second);
  const Floats scaled = hn::Mul(m, hn::Set(f32, step.step));
  return hn::Add(weight, hn::Div(scaled, hn::Add(hn::Sqrt(v), hn::Set(f32, step.epsilon))));
}

// The same for `count` weights, a multiple of the lanes.
inline void adam_all(const AdamStep& step, const float* HWY_RESTRICT gradients, float* HWY_RESTRICT first,
                     float* HWY_RESTRICT second, float* HWY_RESTRICT weights, int count) {
  for (int i = 0; i < count; i += static_cast<int>(hn::MaxLanes(F32()))) {
    hn::Store(adam(step, hn::Load(f32, gradients + i), first + i, second + i, hn::Load(f32, weights + i)), f32, weights + i);
  }
}

// Sum of `count` values.
inline float total(const float* HWY_RESTRICT values, int count) {
  float total = 0.0f;
  for (int i = 0; i < count; ++i) {
    total += values[i];
  }
  return total;
}

// Where things lie: in Parameters, in FrozenWeights or TrainedWeights, in the arenas.
namespace parameters_at {
constexpr int conv2d_1_kernel = 0;
constexpr int conv2d_1_bias = 8;
constexpr int dense_1_kernel = 10;
constexpr int dense_1_bias = 18;
}  // namespace parameters_at

namespace weights_at {
constexpr int conv2d_1_kernel = 0;
constexpr int conv2d_1_bias = 64;
constexpr int dense_1_kernel = 128;
constexpr int dense_1_bias = 192;
}  // namespace weights_at

namespace inference_at {
constexpr int conv2d_1_output = 0;
constexpr int dense_1_output = 16;
}  // namespace inference_at

namespace batch_at {
constexpr int conv2d_1_output = 0;
constexpr int dense_1_output = 16;
}  // namespace batch_at

namespace floats_at {
constexpr int conv2d_1_output = 0;
constexpr int d_conv2d_1_output = 32;
constexpr int input = 64;
constexpr int dense_1_output = 80;
constexpr int conv2d_1_filter = 80;
constexpr int d_dense_1_output = 96;
constexpr int conv2d_1_d_kernel = 96;
constexpr int conv2d_1_d_filter = 112;
constexpr int conv2d_1_d_bias = 128;
}  // namespace floats_at

namespace words_at {
constexpr int conv2d_1_sources = 0;
}  // namespace words_at

namespace state_at {
constexpr int conv2d_1_kernel = 0;
constexpr int conv2d_1_bias = 64;
constexpr int dense_1_kernel = 128;
constexpr int dense_1_bias = 192;
}  // namespace state_at

// 2 x 2 pixels of 4 outputs each.
HWY_NOINLINE void conv2d_1_tile_2x2(const float* HWY_RESTRICT input, const float* HWY_RESTRICT weights,
                                    const float* HWY_RESTRICT bias, float* HWY_RESTRICT output) {
  Floats pixel0_0 = hn::Load(f32, bias);
  Floats pixel0_1 = hn::Load(f32, bias);
  Floats pixel1_0 = hn::Load(f32, bias);
  Floats pixel1_1 = hn::Load(f32, bias);
  const float* HWY_RESTRICT x = input;
  const Floats k00 = hn::Load(f32, weights);
  const Floats k01 = hn::Load(f32, weights + 4);
  const Floats k10 = hn::Load(f32, weights + 8);
  const Floats k11 = hn::Load(f32, weights + 12);
  const Floats x0_0 = hn::Set(f32, x[0]);
  pixel0_0 = hn::MulAdd(x0_0, k00, pixel0_0);
  const Floats x1_0 = hn::Set(f32, x[3]);
  pixel0_0 = hn::MulAdd(x1_0, k10, pixel0_0);
  pixel1_0 = hn::MulAdd(x1_0, k00, pixel1_0);
  const Floats x2_0 = hn::Set(f32, x[6]);
  pixel1_0 = hn::MulAdd(x2_0, k10, pixel1_0);
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
  const Floats x0_2 = hn::Set(f32, x[2]);
  pixel0_1 = hn::MulAdd(x0_2, k01, pixel0_1);
  const Floats x1_2 = hn::Set(f32, x[5]);
  pixel0_1 = hn::MulAdd(x1_2, k11, pixel0_1);
  pixel1_1 = hn::MulAdd(x1_2, k01, pixel1_1);
  const Floats x2_2 = hn::Set(f32, x[8]);
  pixel1_1 = hn::MulAdd(x2_2, k11, pixel1_1);
  hn::Store(pixel0_0, f32, output);
  hn::Store(pixel0_1, f32, output + 4);
  hn::Store(pixel1_0, f32, output + 8);
  hn::Store(pixel1_1, f32, output + 12);
}

// Conv2D 2 2x2 linear: input (3, 3, 1) -> output (2, 2, 2). 32 multiply-adds.
void conv2d_1_forward(const float* HWY_RESTRICT weights, const float* HWY_RESTRICT input, float* HWY_RESTRICT output) {
  const float* HWY_RESTRICT kernel = weights + weights_at::conv2d_1_kernel;
  const float* HWY_RESTRICT bias = weights + weights_at::conv2d_1_bias;
  conv2d_1_tile_2x2(input, kernel, bias, output);
}

// 1 image of 4 outputs each.
HWY_NOINLINE void dense_1_tile_1x1(const float* HWY_RESTRICT input, const float* HWY_RESTRICT weights,
                                   const float* HWY_RESTRICT bias, float* HWY_RESTRICT output) {
  Floats image0 = hn::Load(f32, bias);
  Floats image0_chain1 = hn::Zero(f32);
  for (int row = 0; row < 2; ++row) {
    for (int column = 0; column < 2; ++column) {
      const float* HWY_RESTRICT x = input + row * 8 + column * 4;
      const Floats k0 = hn::Load(f32, weights);
      const Floats x0_0 = hn::Set(f32, x[0]);
      image0 = hn::MulAdd(x0_0, k0, image0);
      const Floats k0_chain1 = hn::Load(f32, weights + 4);
      const Floats x0_0_chain1 = hn::Set(f32, x[1]);
      image0_chain1 = hn::MulAdd(x0_0_chain1, k0_chain1, image0_chain1);
      weights += 8;
    }
  }
  image0 = hn::Add(image0, image0_chain1);
  hn::Store(image0, f32, output);
}

// Dense 1 linear: input (8) -> output (1). 8 multiply-adds.
void dense_1_forward(const float* HWY_RESTRICT weights, const float* HWY_RESTRICT input, float* HWY_RESTRICT output) {
  const float* HWY_RESTRICT kernel = weights + weights_at::dense_1_kernel;
  const float* HWY_RESTRICT bias = weights + weights_at::dense_1_bias;
  dense_1_tile_1x1(input, kernel, bias, output);
}

// Conv2D 2 2x2 linear: input (3, 3, 1) -> output (2, 2, 2).
void conv2d_1_forward_batch(const float* HWY_RESTRICT weights, TrainingArena& arena, int count) {
  for (int image = 0; image < count; ++image) {
    const float* HWY_RESTRICT input = arena.floats + floats_at::input + image * 9;
    float* HWY_RESTRICT output = arena.floats + floats_at::conv2d_1_output + image * 16;
    conv2d_1_forward(weights, input, output);
  }
}

// Lists one filter's gradients that are not zero, and where the patch of each starts in the input; returns how many
// there are.
HWY_NOINLINE int conv2d_1_list_gradients(const float* HWY_RESTRICT d_output, std::int32_t* HWY_RESTRICT sources,
                                         float* HWY_RESTRICT gradients) {
  int count = 0;
  for (int y = 0; y < 2; ++y) {
    for (int x = 0; x < 2; ++x) {
      const float d = d_output[y * 8 + x * 4];
      if (d != 0.0f) {
        sources[count] = y * 3 + x;
        gradients[count] = d;
        ++count;
      }
    }
  }
  return count;
}

// Reads one filter's kernel from between those of the `width` filters that lie together.
HWY_NOINLINE void conv2d_1_load_filter(const float* HWY_RESTRICT packed, int width, float* HWY_RESTRICT kernel) {
  clear(kernel, 8);
  for (int row = 0; row < 2; ++row) {
    kernel[row * 4] = packed[0];
    kernel[row * 4 + 1] = packed[width];
    packed += 2 * width;
  }
}

// Writes one filter's kernel back between those of the `width` filters that lie together.
HWY_NOINLINE void conv2d_1_store_filter(float* HWY_RESTRICT packed, int width, const float* HWY_RESTRICT kernel) {
  for (int row = 0; row < 2; ++row) {
    packed[0] = kernel[row * 4];
    packed[width] = kernel[row * 4 + 1];
    packed += 2 * width;
  }
}

// Sums up the listed gradients, times the patches that they belong to, for 2 x 1 vectors of a filter's kernel.
HWY_NOINLINE void conv2d_1_add_d_kernel_2x1(const float* HWY_RESTRICT input, const std::int32_t* HWY_RESTRICT sources,
                                            const float* HWY_RESTRICT gradients, int count,
                                            float* HWY_RESTRICT kernel) {
  Floats sum0_0 = hn::Zero(f32);
  Floats sum1_0 = hn::Zero(f32);
  for (int i = 0; i < count; ++i) {
    const Floats d = hn::Set(f32, gradients[i]);
    const float* HWY_RESTRICT patch = input + sources[i];
    sum0_0 = hn::MulAdd(d, hn::LoadU(f32, patch), sum0_0);
    sum1_0 = hn::MulAdd(d, hn::LoadU(f32, patch + 3), sum1_0);
  }
  hn::Store(sum0_0, f32, kernel);
  hn::Store(sum1_0, f32, kernel + 4);
}

// Backward of Conv2D 2 2x2 linear: input (3, 3, 1) -> output (2, 2, 2). At most 32 multiply-adds.
void conv2d_1_backward(float* HWY_RESTRICT weights, TrainingArena& arena, const AdamStep& step, AdamState& state) {
  const float* HWY_RESTRICT input = arena.floats + floats_at::input;
  const float* HWY_RESTRICT d_output = arena.floats + floats_at::d_conv2d_1_output;
  std::int32_t* sources = reinterpret_cast<std::int32_t*>(arena.words + words_at::conv2d_1_sources);
  float* HWY_RESTRICT gradients = arena.floats + floats_at::conv2d_1_d_filter;
  float* HWY_RESTRICT one_kernel = arena.floats + floats_at::conv2d_1_filter;
  float* HWY_RESTRICT kernel = weights + weights_at::conv2d_1_kernel;
  float* HWY_RESTRICT bias = weights + weights_at::conv2d_1_bias;
  float* HWY_RESTRICT d_kernel = arena.floats + floats_at::conv2d_1_d_kernel;
  float* HWY_RESTRICT d_bias = arena.floats + floats_at::conv2d_1_d_bias;
  clear(d_bias, 4);
  for (int filter = 0; filter < 2; ++filter) {
    const int count = conv2d_1_list_gradients(d_output + filter, sources, gradients);
    constexpr int width = 4;
    float* packed = kernel + filter;
    conv2d_1_load_filter(packed, width, one_kernel);
    d_bias[filter] = total(gradients, count);
    conv2d_1_add_d_kernel_2x1(input, sources, gradients, count, d_kernel);
    adam_all(step, d_kernel, state.first + state_at::conv2d_1_kernel + filter * 8,
             state.second + state_at::conv2d_1_kernel + filter * 8, one_kernel, 8);
    conv2d_1_store_filter(packed, width, one_kernel);
  }
  adam_all(step, d_bias, state.first + state_at::conv2d_1_bias, state.second + state_at::conv2d_1_bias, bias, 4);
}

// Dense 1 linear: input (8) -> output (1).
void dense_1_forward_batch(const float* HWY_RESTRICT weights, TrainingArena& arena, int count) {
  for (int image = 0; image < count; ++image) {
    dense_1_forward(weights, arena.floats + floats_at::conv2d_1_output + image * 16,
                    arena.floats + floats_at::dense_1_output + image * 4);
  }
}

// Changes the weights, and adds to the input's gradient, of 4 units.
HWY_NOINLINE void dense_1_change_1_of_1(const float* HWY_RESTRICT input, const float* HWY_RESTRICT d_output,
                                        float* HWY_RESTRICT kernel, float* HWY_RESTRICT d_input, const AdamStep& step,
                                        float* HWY_RESTRICT first, float* HWY_RESTRICT second) {
  const Floats d0 = hn::Load(f32, d_output);
  for (int row = 0; row < 2; ++row) {
    for (int column = 0; column < 2; ++column) {
      for (int channel = 0; channel < 2; ++channel) {
        const Floats k0 = hn::Load(f32, kernel);
        Floats sum = hn::Mul(k0, d0);
        d_input[row * 8 + column * 4 + channel] += hn::GetLane(hn::SumOfLanes(f32, sum));
        const Floats x = hn::Set(f32, input[row * 8 + column * 4 + channel]);
        hn::Store(adam(step, hn::Mul(x, d0), first, second, k0), f32, kernel);
        first += 4;
        second += 4;
        kernel += 4;
      }
    }
  }
}

// Backward of Dense 1 linear: input (8) -> output (1). 16 multiply-adds.
void dense_1_backward(float* HWY_RESTRICT weights, TrainingArena& arena, const AdamStep& step, AdamState& state) {
  float* HWY_RESTRICT d_output = arena.floats + floats_at::d_dense_1_output;
  float* HWY_RESTRICT d_input = arena.floats + floats_at::d_conv2d_1_output;
  clear(d_input, 16);
  const float* HWY_RESTRICT input = arena.floats + floats_at::conv2d_1_output;
  float* HWY_RESTRICT kernel = weights + weights_at::dense_1_kernel;
  float* HWY_RESTRICT bias = weights + weights_at::dense_1_bias;
  adam_all(step, d_output, state.first + state_at::dense_1_bias, state.second + state_at::dense_1_bias, bias, 4);
  dense_1_change_1_of_1(input, d_output, kernel, d_input, step, state.first + state_at::dense_1_kernel,
                        state.second + state_at::dense_1_kernel);
}

// Copies an image to where the first step reads it.
void copy_input(const float* HWY_RESTRICT image, float* HWY_RESTRICT input) {
  std::memcpy(input, image, 9 * sizeof(float));
}

void copy_output(const float* HWY_RESTRICT map, float* HWY_RESTRICT values) {
  for (int channel = 0; channel < 1; ++channel) {
    *values++ = map[channel];
  }
}

void conv2d_1_prepare(const float* HWY_RESTRICT kernel, const float* HWY_RESTRICT bias, float* HWY_RESTRICT weights) {
  for (int row = 0; row < 2; ++row) {
    for (int column = 0; column < 2; ++column) {
      const float* HWY_RESTRICT from = kernel + row * 4 + column * 2;
      float* HWY_RESTRICT to = weights + weights_at::conv2d_1_kernel + row * 8 + column * 4;
      copy(from, 1, 2, to, 4);
    }
  }
  copy(bias, 1, 2, weights + weights_at::conv2d_1_bias, 4);
}

void dense_1_prepare(const float* HWY_RESTRICT kernel, const float* HWY_RESTRICT bias, float* HWY_RESTRICT weights) {
  for (int row = 0; row < 2; ++row) {
    for (int column = 0; column < 2; ++column) {
      for (int channel = 0; channel < 2; ++channel) {
        const float* HWY_RESTRICT from = kernel + row * 4 + column * 2 + channel;
        float* HWY_RESTRICT to = weights + weights_at::dense_1_kernel + row * 16 + column * 8 + channel * 4;
        copy(from, 1, 1, to, 4);
      }
    }
  }
  copy(bias, 1, 1, weights + weights_at::dense_1_bias, 4);
}

void prepare_forward(const float* HWY_RESTRICT parameters, float* HWY_RESTRICT frozen, float* HWY_RESTRICT trained) {
  static_cast<void>(frozen);
  static_cast<void>(trained);
  conv2d_1_prepare(parameters + parameters_at::conv2d_1_kernel, parameters + parameters_at::conv2d_1_bias, trained);
  dense_1_prepare(parameters + parameters_at::dense_1_kernel, parameters + parameters_at::dense_1_bias, trained);
}

void conv2d_1_read_back(const float* HWY_RESTRICT weights, float* HWY_RESTRICT kernel, float* HWY_RESTRICT bias) {
  for (int row = 0; row < 2; ++row) {
    for (int column = 0; column < 2; ++column) {
      const float* HWY_RESTRICT from = weights + weights_at::conv2d_1_kernel + row * 8 + column * 4;
      float* HWY_RESTRICT to = kernel + row * 4 + column * 2;
      copy(from, 1, 2, to, std::min(4, 2));
    }
  }
  copy(weights + weights_at::conv2d_1_bias, 1, 2, bias, 2);
}

void dense_1_read_back(const float* HWY_RESTRICT weights, float* HWY_RESTRICT kernel, float* HWY_RESTRICT bias) {
  for (int row = 0; row < 2; ++row) {
    for (int column = 0; column < 2; ++column) {
      for (int channel = 0; channel < 2; ++channel) {
        const float* HWY_RESTRICT from = weights + weights_at::dense_1_kernel + row * 16 + column * 8 + channel * 4;
        float* HWY_RESTRICT to = kernel + row * 4 + column * 2 + channel;
        copy(from, 1, 1, to, std::min(4, 1));
      }
    }
  }
  copy(weights + weights_at::dense_1_bias, 1, 1, bias, 1);
}

void read_back(const float* HWY_RESTRICT trained, float* HWY_RESTRICT parameters) {
  conv2d_1_read_back(trained, parameters + parameters_at::conv2d_1_kernel, parameters + parameters_at::conv2d_1_bias);
  dense_1_read_back(trained, parameters + parameters_at::dense_1_kernel, parameters + parameters_at::dense_1_bias);
}

void predict_image(const FrozenWeights& frozen, const TrainedWeights& trained, InferenceArena& arena,
                   const float* HWY_RESTRICT image, float* HWY_RESTRICT output) {
  static_cast<void>(frozen);
  static_cast<void>(trained);
  conv2d_1_forward(trained.values, image, arena.floats + inference_at::conv2d_1_output);
  dense_1_forward(trained.values, arena.floats + inference_at::conv2d_1_output,
                  arena.floats + inference_at::dense_1_output);
  copy_output(arena.floats + inference_at::dense_1_output, output);
}

void predict_images(const FrozenWeights& frozen, const TrainedWeights& trained, BatchArena& arena,
                    const float* HWY_RESTRICT images, int count, float* HWY_RESTRICT outputs) {
  static_cast<void>(frozen);
  static_cast<void>(trained);
  for (int first = 0; first < count; first += 1) {
    const int n = std::min(count - first, 1);
    for (int image = 0; image < n; ++image) {
      conv2d_1_forward(trained.values, images + image * 9, arena.floats + batch_at::conv2d_1_output);
      dense_1_forward(trained.values, arena.floats + batch_at::conv2d_1_output,
                      arena.floats + batch_at::dense_1_output + image * 4);
    }
    for (int image = 0; image < n; ++image) {
      copy_output(arena.floats + batch_at::dense_1_output + image * 4, outputs + image);
    }
    images += n * 9;
    outputs += n * 1;
  }
}

void train_image(const FrozenWeights& frozen, TrainedWeights& trained, AdamState& state, TrainingArena& arena,
                 const float* image, const float* target, const Adam& adam, float* output) {
  static_cast<void>(frozen);
  copy_input(image, arena.floats + floats_at::input);
  conv2d_1_forward_batch(trained.values, arena, 1);
  dense_1_forward_batch(trained.values, arena, 1);
  copy_output(arena.floats + floats_at::dense_1_output, output);
  float* d_output = arena.floats + floats_at::d_dense_1_output;
  clear(d_output, 4);
  for (int channel = 0; channel < 1; ++channel) {
    d_output[channel] = (output[channel] - target[channel]) * (2.0f / 1);
  }
  // What the two averages weigh so far: 1 - beta^steps.
  state.first_weight += (1.0f - state.first_weight) * (1.0f - adam.beta_1);
  state.second_weight += (1.0f - state.second_weight) * (1.0f - adam.beta_2);
  const float correction = hn::GetLane(hn::Sqrt(hn::Set(f32, state.second_weight))) / state.first_weight;
  const AdamStep step{1.0f - adam.beta_1, 1.0f - adam.beta_2, -adam.learning_rate * correction, adam.epsilon};
  dense_1_backward(trained.values, arena, step, state);
  conv2d_1_backward(trained.values, arena, step, state);
}

#else
#error "This processor's vector width has no body here: generate one (--simd, or SIMD in constnet_add_model)."
#endif

}  // namespace HWY_NAMESPACE
}  // namespace train_step_adam
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace train_step_adam {

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

void train_step(const FrozenWeights& frozen, TrainedWeights& trained, AdamState& state, TrainingArena& arena,
                const float* image, const float* target, const Adam& adam, float* output) {
  HWY_DYNAMIC_DISPATCH(train_image)(frozen, trained, state, arena, image, target, adam, output);
}

void predict(const FrozenWeights& frozen, const TrainedWeights& trained, InferenceArena& arena, const float* image,
             float* output) {
  HWY_DYNAMIC_DISPATCH(predict_image)(frozen, trained, arena, image, output);
}

void read_trained(const TrainedWeights& trained, Parameters& parameters) {
  HWY_DYNAMIC_DISPATCH(read_back)(trained.values, parameters.values);
}

}  // namespace train_step_adam
#endif
