// Generated from tests/golden/models.hpp. Do not edit: change the model and build again.
//
// Model: "inference"
// _________________________________________________________________
// Layer (type)                 Output Shape              Param #
// =================================================================
// conv2d_1 (Conv2D)            (None, 2, 2, 3)           30
// _________________________________________________________________
// max_pooling2d_1 (MaxPooling2 (None, 1, 1, 3)           0
// _________________________________________________________________
// flatten_1 (Flatten)          (None, 3)                 0
// _________________________________________________________________
// dense_1 (Dense)              (None, 3)                 12
// =================================================================
// Total params: 42
// Trainable params: 42
// Non-trainable params: 0
// _________________________________________________________________
//
// Multiply-adds per image: 117. Bytes: prepared weights 1,536, inference arena 128,
// batch arena 2,048 (16 images).
// Code of the steps, about, in bytes: avx512 1,508.

#include "inference.gen.hpp"

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
#define HWY_TARGET_INCLUDE "inference.gen.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>
#endif

HWY_BEFORE_NAMESPACE();
namespace inference {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

const char* target_name() { return hwy::TargetName(HWY_TARGET); }

#if HWY_MAX_BYTES == 64

// AVX-512: 16 floats per vector.
// conv2d_1: Conv2D 3 3x3 relu, MaxPooling2D 2x2: input (4, 4, 1) -> output (1, 1, 3). About 456 bytes of code.
// dense_1: Dense 3 softmax: input (3) -> output (3). About 719 bytes of code.

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

// Where things lie: in Parameters, in Prepared, in the arena.
namespace parameters_at {
constexpr int conv2d_1_kernel = 0;
constexpr int conv2d_1_bias = 27;
constexpr int dense_1_kernel = 30;
constexpr int dense_1_bias = 39;
}  // namespace parameters_at

namespace weights_at {
constexpr int conv2d_1_kernel = 0;
constexpr int conv2d_1_bias = 192;
constexpr int dense_1_kernel = 256;
constexpr int dense_1_bias = 320;
}  // namespace weights_at

namespace inference_at {
constexpr int conv2d_1_output = 0;
constexpr int dense_1_output = 16;
}  // namespace inference_at

namespace batch_at {
constexpr int conv2d_1_output = 0;
constexpr int dense_1_output = 256;
}  // namespace batch_at

// 1 x 1 pooling windows of 16 outputs each.
HWY_NOINLINE void conv2d_1_tile_1x1(const float* HWY_RESTRICT input, const float* HWY_RESTRICT weights,
                                    const float* HWY_RESTRICT bias, float* HWY_RESTRICT output) {
  Floats pixel0_0 = hn::Zero(f32);
  Floats pixel0_1 = hn::Zero(f32);
  Floats pixel1_0 = hn::Zero(f32);
  Floats pixel1_1 = hn::Zero(f32);
  const float* HWY_RESTRICT x = input;
  const Floats k00 = hn::Load(f32, weights);
  const Floats k01 = hn::Load(f32, weights + 16);
  const Floats k02 = hn::Load(f32, weights + 32);
  const Floats k10 = hn::Load(f32, weights + 48);
  const Floats k11 = hn::Load(f32, weights + 64);
  const Floats k12 = hn::Load(f32, weights + 80);
  const Floats k20 = hn::Load(f32, weights + 96);
  const Floats k21 = hn::Load(f32, weights + 112);
  const Floats k22 = hn::Load(f32, weights + 128);
  const Floats x0_0 = hn::Set(f32, x[0]);
  pixel0_0 = hn::MulAdd(x0_0, k00, pixel0_0);
  const Floats x1_0 = hn::Set(f32, x[4]);
  pixel0_0 = hn::MulAdd(x1_0, k10, pixel0_0);
  pixel1_0 = hn::MulAdd(x1_0, k00, pixel1_0);
  const Floats x2_0 = hn::Set(f32, x[8]);
  pixel0_0 = hn::MulAdd(x2_0, k20, pixel0_0);
  pixel1_0 = hn::MulAdd(x2_0, k10, pixel1_0);
  const Floats x3_0 = hn::Set(f32, x[12]);
  pixel1_0 = hn::MulAdd(x3_0, k20, pixel1_0);
  const Floats x0_1 = hn::Set(f32, x[1]);
  pixel0_0 = hn::MulAdd(x0_1, k01, pixel0_0);
  pixel0_1 = hn::MulAdd(x0_1, k00, pixel0_1);
  const Floats x1_1 = hn::Set(f32, x[5]);
  pixel0_0 = hn::MulAdd(x1_1, k11, pixel0_0);
  pixel0_1 = hn::MulAdd(x1_1, k10, pixel0_1);
  pixel1_0 = hn::MulAdd(x1_1, k01, pixel1_0);
  pixel1_1 = hn::MulAdd(x1_1, k00, pixel1_1);
  const Floats x2_1 = hn::Set(f32, x[9]);
  pixel0_0 = hn::MulAdd(x2_1, k21, pixel0_0);
  pixel0_1 = hn::MulAdd(x2_1, k20, pixel0_1);
  pixel1_0 = hn::MulAdd(x2_1, k11, pixel1_0);
  pixel1_1 = hn::MulAdd(x2_1, k10, pixel1_1);
  const Floats x3_1 = hn::Set(f32, x[13]);
  pixel1_0 = hn::MulAdd(x3_1, k21, pixel1_0);
  pixel1_1 = hn::MulAdd(x3_1, k20, pixel1_1);
  const Floats x0_2 = hn::Set(f32, x[2]);
  pixel0_0 = hn::MulAdd(x0_2, k02, pixel0_0);
  pixel0_1 = hn::MulAdd(x0_2, k01, pixel0_1);
  const Floats x1_2 = hn::Set(f32, x[6]);
  pixel0_0 = hn::MulAdd(x1_2, k12, pixel0_0);
  pixel0_1 = hn::MulAdd(x1_2, k11, pixel0_1);
  pixel1_0 = hn::MulAdd(x1_2, k02, pixel1_0);
  pixel1_1 = hn::MulAdd(x1_2, k01, pixel1_1);
  const Floats x2_2 = hn::Set(f32, x[10]);
  pixel0_0 = hn::MulAdd(x2_2, k22, pixel0_0);
  pixel0_1 = hn::MulAdd(x2_2, k21, pixel0_1);
  pixel1_0 = hn::MulAdd(x2_2, k12, pixel1_0);
  pixel1_1 = hn::MulAdd(x2_2, k11, pixel1_1);
  const Floats x3_2 = hn::Set(f32, x[14]);
  pixel1_0 = hn::MulAdd(x3_2, k22, pixel1_0);
  pixel1_1 = hn::MulAdd(x3_2, k21, pixel1_1);
  const Floats x0_3 = hn::Set(f32, x[3]);
  pixel0_1 = hn::MulAdd(x0_3, k02, pixel0_1);
  const Floats x1_3 = hn::Set(f32, x[7]);
  pixel0_1 = hn::MulAdd(x1_3, k12, pixel0_1);
  pixel1_1 = hn::MulAdd(x1_3, k02, pixel1_1);
  const Floats x2_3 = hn::Set(f32, x[11]);
  pixel0_1 = hn::MulAdd(x2_3, k22, pixel0_1);
  pixel1_1 = hn::MulAdd(x2_3, k12, pixel1_1);
  const Floats x3_3 = hn::Set(f32, x[15]);
  pixel1_1 = hn::MulAdd(x3_3, k22, pixel1_1);
  const Floats best0_0 = hn::Max(hn::Max(pixel0_0, pixel0_1), hn::Max(pixel1_0, pixel1_1));
  hn::Store(hn::Max(hn::Zero(f32), hn::Add(best0_0, hn::Load(f32, bias))), f32, output);
}

// Conv2D 3 3x3 relu, MaxPooling2D 2x2: input (4, 4, 1) -> output (1, 1, 3). 108 multiply-adds.
void conv2d_1_forward(const float* HWY_RESTRICT weights, const float* HWY_RESTRICT input, float* HWY_RESTRICT output) {
  const float* HWY_RESTRICT kernel = weights + weights_at::conv2d_1_kernel;
  const float* HWY_RESTRICT bias = weights + weights_at::conv2d_1_bias;
  conv2d_1_tile_1x1(input, kernel, bias, output);
}

// 1 image of 16 outputs each.
HWY_NOINLINE void dense_1_tile_1x1(const float* HWY_RESTRICT input, const float* HWY_RESTRICT weights,
                                   const float* HWY_RESTRICT bias, float* HWY_RESTRICT output) {
  Floats image0 = hn::Load(f32, bias);
  const float* HWY_RESTRICT x = input;
  for (int channel = 0; channel < 3; ++channel, ++x, weights += 16) {
    const Floats k0 = hn::Load(f32, weights);
    const Floats x0_0 = hn::Set(f32, x[0]);
    image0 = hn::MulAdd(x0_0, k0, image0);
  }
  hn::Store(image0, f32, output);
}

// Dense 3 softmax: input (3) -> output (3). 9 multiply-adds.
void dense_1_forward(const float* HWY_RESTRICT weights, const float* HWY_RESTRICT input, float* HWY_RESTRICT output) {
  const float* HWY_RESTRICT kernel = weights + weights_at::dense_1_kernel;
  const float* HWY_RESTRICT bias = weights + weights_at::dense_1_bias;
  dense_1_tile_1x1(input, kernel, bias, output);
}

// 16 images of 16 outputs each.
HWY_NOINLINE void dense_1_tile_1x16(const float* HWY_RESTRICT input, const float* HWY_RESTRICT weights,
                                    const float* HWY_RESTRICT bias, float* HWY_RESTRICT output) {
  Floats image0 = hn::Load(f32, bias);
  Floats image1 = hn::Load(f32, bias);
  Floats image2 = hn::Load(f32, bias);
  Floats image3 = hn::Load(f32, bias);
  Floats image4 = hn::Load(f32, bias);
  Floats image5 = hn::Load(f32, bias);
  Floats image6 = hn::Load(f32, bias);
  Floats image7 = hn::Load(f32, bias);
  Floats image8 = hn::Load(f32, bias);
  Floats image9 = hn::Load(f32, bias);
  Floats image10 = hn::Load(f32, bias);
  Floats image11 = hn::Load(f32, bias);
  Floats image12 = hn::Load(f32, bias);
  Floats image13 = hn::Load(f32, bias);
  Floats image14 = hn::Load(f32, bias);
  Floats image15 = hn::Load(f32, bias);
  const float* HWY_RESTRICT x = input;
  for (int channel = 0; channel < 3; ++channel, ++x, weights += 16) {
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
  hn::Store(image0, f32, output);
  hn::Store(image1, f32, output + 16);
  hn::Store(image2, f32, output + 32);
  hn::Store(image3, f32, output + 48);
  hn::Store(image4, f32, output + 64);
  hn::Store(image5, f32, output + 80);
  hn::Store(image6, f32, output + 96);
  hn::Store(image7, f32, output + 112);
  hn::Store(image8, f32, output + 128);
  hn::Store(image9, f32, output + 144);
  hn::Store(image10, f32, output + 160);
  hn::Store(image11, f32, output + 176);
  hn::Store(image12, f32, output + 192);
  hn::Store(image13, f32, output + 208);
  hn::Store(image14, f32, output + 224);
  hn::Store(image15, f32, output + 240);
}

// The same for several images.
void dense_1_forward_several(const float* HWY_RESTRICT weights, const float* HWY_RESTRICT input,
                             float* HWY_RESTRICT output, int count) {
  const float* HWY_RESTRICT kernel = weights + weights_at::dense_1_kernel;
  const float* HWY_RESTRICT bias = weights + weights_at::dense_1_bias;
  int image = 0;
  for (; image + 16 <= count; image += 16) {
    dense_1_tile_1x16(input + image * 16, kernel, bias, output + image * 16);
  }
  for (; image < count; ++image) {
    dense_1_tile_1x1(input + image * 16, kernel, bias, output + image * 16);
  }
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

// Softmax over 3 values; the greatest is subtracted first. Overwrites its input.
void softmax(float* HWY_RESTRICT map, float* HWY_RESTRICT output) {
  const auto rest = hn::FirstN(f32, 3);
  float* HWY_RESTRICT logits = map;
  Floats greatest = hn::Set(f32, logits[0]);
  greatest = hn::Max(greatest, hn::IfThenElse(rest, hn::Load(f32, logits), greatest));
  greatest = hn::MaxOfLanes(f32, greatest);
  Floats total = hn::Zero(f32);
  const Floats e_rest = exponential(hn::Sub(hn::Load(f32, logits), greatest));
  hn::Store(e_rest, f32, logits);
  total = hn::Add(total, hn::IfThenElseZero(rest, e_rest));
  const float scale = 1.0f / hn::GetLane(hn::SumOfLanes(f32, total));
  for (int i = 0; i < 3; ++i) {
    output[i] = logits[i] * scale;
  }
}

void conv2d_1_prepare(const float* HWY_RESTRICT kernel, const float* HWY_RESTRICT bias, float* HWY_RESTRICT weights) {
  for (int row = 0; row < 3; ++row) {
    for (int column = 0; column < 3; ++column) {
      const float* HWY_RESTRICT from = kernel + row * 9 + column * 3;
      float* HWY_RESTRICT to = weights + weights_at::conv2d_1_kernel + row * 48 + column * 16;
      copy(from, 1, 3, to, 16);
    }
  }
  copy(bias, 1, 3, weights + weights_at::conv2d_1_bias, 16);
}

void dense_1_prepare(const float* HWY_RESTRICT kernel, const float* HWY_RESTRICT bias, float* HWY_RESTRICT weights) {
  for (int channel = 0; channel < 3; ++channel) {
    const float* HWY_RESTRICT from = kernel + channel * 3;
    float* HWY_RESTRICT to = weights + weights_at::dense_1_kernel + channel * 16;
    copy(from, 1, 3, to, 16);
  }
  copy(bias, 1, 3, weights + weights_at::dense_1_bias, 16);
}

void prepare_forward(const float* HWY_RESTRICT parameters, float* HWY_RESTRICT weights) {
  conv2d_1_prepare(parameters + parameters_at::conv2d_1_kernel, parameters + parameters_at::conv2d_1_bias, weights);
  dense_1_prepare(parameters + parameters_at::dense_1_kernel, parameters + parameters_at::dense_1_bias, weights);
}

void predict_image(const Prepared& prepared, InferenceArena& arena, const float* HWY_RESTRICT image,
                   float* HWY_RESTRICT output) {
  conv2d_1_forward(prepared.values, image, arena.floats + inference_at::conv2d_1_output);
  dense_1_forward(prepared.values, arena.floats + inference_at::conv2d_1_output,
                  arena.floats + inference_at::dense_1_output);
  softmax(arena.floats + inference_at::dense_1_output, output);
}

void predict_images(const Prepared& prepared, BatchArena& arena, const float* HWY_RESTRICT images, int count,
                    float* HWY_RESTRICT outputs) {
  for (int first = 0; first < count; first += 16) {
    const int n = std::min(count - first, 16);
    for (int image = 0; image < n; ++image) {
      conv2d_1_forward(prepared.values, images + image * 16, arena.floats + batch_at::conv2d_1_output + image * 16);
    }
    dense_1_forward_several(prepared.values, arena.floats + batch_at::conv2d_1_output,
                            arena.floats + batch_at::dense_1_output, n);
    for (int image = 0; image < n; ++image) {
      softmax(arena.floats + batch_at::dense_1_output + image * 16, outputs + image * 3);
    }
    images += n * 16;
    outputs += n * 3;
  }
}

#else
#error "This processor's vector width has no body here: generate one (--simd, or SIMD in constnet_add_model)."
#endif

}  // namespace HWY_NAMESPACE
}  // namespace inference
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace inference {

HWY_EXPORT(target_name);
HWY_EXPORT(prepare_forward);
HWY_EXPORT(predict_image);
HWY_EXPORT(predict_images);

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

}  // namespace inference
#endif
