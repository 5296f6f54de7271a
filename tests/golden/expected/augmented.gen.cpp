// Generated from tests/golden/models.hpp. Do not edit: change the model and build again.
//
// Model: "augmented"
// _________________________________________________________________
// Layer (type)                 Output Shape              Param #
// =================================================================
// random_flip_1 (RandomFlip)   (None, 1, 2, 1)           0
// _________________________________________________________________
// random_rotation_1 (RandomRot (None, 1, 2, 1)           0
// _________________________________________________________________
// random_translation_1 (Random (None, 1, 2, 1)           0
// _________________________________________________________________
// random_zoom_1 (RandomZoom)   (None, 1, 2, 1)           0
// _________________________________________________________________
// random_contrast_1 (RandomCon (None, 1, 2, 1)           0
// _________________________________________________________________
// random_brightness_1 (RandomB (None, 1, 2, 1)           0
// _________________________________________________________________
// flatten_1 (Flatten)          (None, 2)                 0
// _________________________________________________________________
// dense_1 (Dense)              (None, 1)                 3
// =================================================================
// Total params: 3
// Trainable params: 3
// Non-trainable params: 0
// _________________________________________________________________
//
// Multiply-adds per image: 2. Bytes: prepared weights 512, inference arena 4,
// batch arena 64 (16 images),
// prepared weights for training 512, training arena 1,344 (16 images).
// Code of the steps, about, in bytes: scalar 488.

#include "augmented.gen.hpp"

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
#define HWY_TARGET_INCLUDE "augmented.gen.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>
#endif

HWY_BEFORE_NAMESPACE();
namespace augmented {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

const char* target_name() { return hwy::TargetName(HWY_TARGET); }

#if HWY_TARGET == HWY_SCALAR

// one lane: 1 float per vector.
// dense_1: Dense 1 linear: input (2) -> output (1). About 379 bytes of code.

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
constexpr int dense_1_kernel = 0;
constexpr int dense_1_bias = 2;
}  // namespace parameters_at

namespace weights_at {
constexpr int dense_1_kernel = 0;
constexpr int dense_1_bias = 64;
}  // namespace weights_at

namespace inference_at {
constexpr int dense_1_output = 0;
}  // namespace inference_at

namespace batch_at {
constexpr int dense_1_output = 0;
}  // namespace batch_at

namespace floats_at {
constexpr int input = 0;
constexpr int dense_1_output = 64;
constexpr int d_dense_1_output = 128;
}  // namespace floats_at

namespace gradients_at {
constexpr int dense_1_d_kernel = 0;
constexpr int dense_1_d_bias = 64;
}  // namespace gradients_at

// 1 image of 1 outputs each.
HWY_NOINLINE void dense_1_tile_1x1(const float* HWY_RESTRICT input, const float* HWY_RESTRICT weights,
                                   const float* HWY_RESTRICT bias, float* HWY_RESTRICT output) {
  Floats image0 = hn::Load(f32, bias);
  const float* HWY_RESTRICT x = input;
  for (int channel = 0; channel < 2; ++channel, ++x, weights += 1) {
    const Floats k0 = hn::Load(f32, weights);
    const Floats x0_0 = hn::Set(f32, x[0]);
    image0 = hn::MulAdd(x0_0, k0, image0);
  }
  hn::Store(image0, f32, output);
}

// Dense 1 linear: input (2) -> output (1). 2 multiply-adds.
void dense_1_forward(const float* HWY_RESTRICT weights, const float* HWY_RESTRICT input, float* HWY_RESTRICT output) {
  const float* HWY_RESTRICT kernel = weights + weights_at::dense_1_kernel;
  const float* HWY_RESTRICT bias = weights + weights_at::dense_1_bias;
  dense_1_tile_1x1(input, kernel, bias, output);
}

// Dense 1 linear: input (2) -> output (1).
void dense_1_forward_batch(const float* HWY_RESTRICT weights, TrainingArena& arena, int count) {
  for (int image = 0; image < count; ++image) {
    dense_1_forward(weights, arena.floats + floats_at::input + image * 2,
                    arena.floats + floats_at::dense_1_output + image * 1);
  }
}

// Adds the gradients of 2 inputs' weights for 1 outputs, over all pixels and images.
HWY_NOINLINE void dense_1_d_kernel_2x1(const float* HWY_RESTRICT input, const float* HWY_RESTRICT d_output,
                                       float* HWY_RESTRICT d_kernel, int count) {
  Floats sum0 = hn::Load(f32, d_kernel);
  Floats sum1 = hn::Load(f32, d_kernel + 1);
  for (int image = 0; image < count; ++image) {
    const float* HWY_RESTRICT in = input + image * 2;
    const float* HWY_RESTRICT d = d_output + image;
    const Floats d0 = hn::Load(f32, d);
    const Floats in0 = hn::Set(f32, in[0]);
    sum0 = hn::MulAdd(in0, d0, sum0);
    const Floats in1 = hn::Set(f32, in[1]);
    sum1 = hn::MulAdd(in1, d0, sum1);
  }
  hn::Store(sum0, f32, d_kernel);
  hn::Store(sum1, f32, d_kernel + 1);
}

// Backward of Dense 1 linear: input (2) -> output (1). 2 multiply-adds.
void dense_1_backward(const float* HWY_RESTRICT, TrainingArena& arena, int count) {
  float* HWY_RESTRICT d_output = arena.floats + floats_at::d_dense_1_output;
  float* HWY_RESTRICT d_bias = arena.gradients + gradients_at::dense_1_d_bias;
  for (int unit = 0; unit < 1; unit += 1) {
    Floats d_bias_sum = hn::Load(f32, d_bias + unit);
    for (int image = 0; image < count; ++image) {
      const Floats d = hn::Load(f32, d_output + image * 1 + unit);
      d_bias_sum = hn::Add(d_bias_sum, d);
    }
    hn::Store(d_bias_sum, f32, d_bias + unit);
  }
  const float* HWY_RESTRICT input = arena.floats + floats_at::input;
  float* HWY_RESTRICT d_kernel = arena.gradients + gradients_at::dense_1_d_kernel;
  dense_1_d_kernel_2x1(input, d_output, d_kernel, count);
}

// Copies an image to where the first step reads it.
void copy_input(const float* HWY_RESTRICT image, float* HWY_RESTRICT input) {
  std::memcpy(input, image, 2 * sizeof(float));
}

void copy_output(const float* HWY_RESTRICT map, float* HWY_RESTRICT values) {
  for (int channel = 0; channel < 1; ++channel) {
    *values++ = map[channel];
  }
}

void copy_d_output(float* HWY_RESTRICT map, const float* HWY_RESTRICT values) {
  for (int channel = 0; channel < 1; ++channel) {
    map[channel] = *values++;
  }
}

void dense_1_prepare(const float* HWY_RESTRICT kernel, const float* HWY_RESTRICT bias, float* HWY_RESTRICT weights) {
  for (int channel = 0; channel < 2; ++channel) {
    const float* HWY_RESTRICT from = kernel + channel;
    float* HWY_RESTRICT to = weights + weights_at::dense_1_kernel + channel;
    copy(from, 1, 1, to, 1);
  }
  copy(bias, 1, 1, weights + weights_at::dense_1_bias, 1);
}

void prepare_forward(const float* HWY_RESTRICT parameters, float* HWY_RESTRICT weights) {
  dense_1_prepare(parameters + parameters_at::dense_1_kernel, parameters + parameters_at::dense_1_bias, weights);
}

// One of the parts of what forward and backward read.
void prepare_training(const float* HWY_RESTRICT parameters, float* HWY_RESTRICT weights, int part) {
  if (part == 0) {
    dense_1_prepare(parameters + parameters_at::dense_1_kernel, parameters + parameters_at::dense_1_bias, weights);
  }
}

void dense_1_add_gradients(const TrainingArena& arena, float* HWY_RESTRICT d_kernel, float* HWY_RESTRICT d_bias) {
  for (int entry = 0; entry < 2; ++entry) {
    add(arena.gradients + gradients_at::dense_1_d_kernel + entry, 1, d_kernel + entry, 1);
  }
  add(arena.gradients + gradients_at::dense_1_d_bias, 1, d_bias, 1);
}

void add_sums(const TrainingArena& arena, float* HWY_RESTRICT gradients) {
  if (arena.cleared) return;
  dense_1_add_gradients(arena, gradients + parameters_at::dense_1_kernel, gradients + parameters_at::dense_1_bias);
}

void predict_image(const Prepared& prepared, InferenceArena& arena, const float* HWY_RESTRICT image,
                   float* HWY_RESTRICT output) {
  dense_1_forward(prepared.values, image, arena.floats + inference_at::dense_1_output);
  copy_output(arena.floats + inference_at::dense_1_output, output);
}

void predict_images(const Prepared& prepared, BatchArena& arena, const float* HWY_RESTRICT images, int count,
                    float* HWY_RESTRICT outputs) {
  for (int first = 0; first < count; first += 16) {
    const int n = std::min(count - first, 16);
    for (int image = 0; image < n; ++image) {
      dense_1_forward(prepared.values, images + image * 2, arena.floats + batch_at::dense_1_output + image);
    }
    for (int image = 0; image < n; ++image) {
      copy_output(arena.floats + batch_at::dense_1_output + image, outputs + image);
    }
    images += n * 2;
    outputs += n * 1;
  }
}

void forward_images(const TrainingPrepared& prepared, TrainingArena& arena, const float* HWY_RESTRICT images, int count,
                    float* HWY_RESTRICT outputs) {
  for (int image = 0; image < count; ++image) {
    copy_input(images + image * 2, arena.floats + floats_at::input + image * 2);
  }
  dense_1_forward_batch(prepared.values, arena, count);
  for (int image = 0; image < count; ++image) {
    copy_output(arena.floats + floats_at::dense_1_output + image * 1, outputs + image * 1);
  }
}

void backward_images(const TrainingPrepared& prepared, TrainingArena& arena, const float* HWY_RESTRICT d_outputs,
                     int count) {
  for (int image = 0; image < count; ++image) {
    copy_d_output(arena.floats + floats_at::d_dense_1_output + image * 1, d_outputs + image * 1);
  }
  if (arena.cleared) clear(arena.gradients + gradients_at::dense_1_d_kernel, 65);
  dense_1_backward(prepared.values, arena, count);
  arena.cleared = false;
}

#else
#error "This processor's vector width has no body here: generate one (--simd, or SIMD in constnet_add_model)."
#endif

}  // namespace HWY_NAMESPACE
}  // namespace augmented
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace augmented {

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

}  // namespace augmented
#endif
