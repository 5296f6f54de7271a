// Generated from tests/golden/models.hpp. Do not edit: change the model and build again.
//
// Model: "winograd"
// _________________________________________________________________
// Layer (type)                 Output Shape              Param #
// =================================================================
// conv2d_1 (Conv2D)            (None, 4, 4, 16)          2320
// _________________________________________________________________
// max_pooling2d_1 (MaxPooling2 (None, 2, 2, 16)          0
// =================================================================
// Total params: 2,320
// Trainable params: 2,320
// Non-trainable params: 0
// _________________________________________________________________
//
// Multiply-adds per image: 36,864. Bytes: prepared weights 17,664, inference arena 10,496,
// batch arena 14,336 (16 images).
// Code of the steps, about, in bytes: avx512 1,568.

#include "winograd.gen.hpp"

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
#define HWY_TARGET_INCLUDE "winograd.gen.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>
#endif

HWY_BEFORE_NAMESPACE();
namespace winograd {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

const char* target_name() { return hwy::TargetName(HWY_TARGET); }

#if HWY_MAX_BYTES == 64

// AVX-512: 16 floats per vector.
// conv2d_1: Conv2D 16 3x3 relu, MaxPooling2D 2x2: input (6, 6, 16) -> output (2, 2, 16). About 1,387 bytes of code.

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
constexpr int conv2d_1_bias = 2304;
}  // namespace parameters_at

namespace weights_at {
constexpr int conv2d_1_kernel = 0;
constexpr int conv2d_1_bias = 4352;
}  // namespace weights_at

namespace inference_at {
constexpr int conv2d_1_scratch = 0;
constexpr int conv2d_1_output = 2560;
}  // namespace inference_at

namespace batch_at {
constexpr int conv2d_1_scratch = 0;
constexpr int conv2d_1_output = 2560;
}  // namespace batch_at

// Transforms 4x4 pixels of each tile; afterwards one plane per position.
HWY_NOINLINE void conv2d_1_transform_input(const float* HWY_RESTRICT input, float* HWY_RESTRICT tiles, int count) {
  for (int tile = 0; tile < count; ++tile) {
    for (int channel = 0; channel < 16; channel += 16) {
      const float* HWY_RESTRICT x = input + tile * 32 + channel;
      float* HWY_RESTRICT to = tiles + tile * 16 + channel;
      const Floats x0_0 = hn::LoadU(f32, x);
      const Floats x0_1 = hn::LoadU(f32, x + 16);
      const Floats x0_2 = hn::LoadU(f32, x + 32);
      const Floats x0_3 = hn::LoadU(f32, x + 48);
      const Floats x1_0 = hn::LoadU(f32, x + 96);
      const Floats x1_1 = hn::LoadU(f32, x + 112);
      const Floats x1_2 = hn::LoadU(f32, x + 128);
      const Floats x1_3 = hn::LoadU(f32, x + 144);
      const Floats x2_0 = hn::LoadU(f32, x + 192);
      const Floats x2_1 = hn::LoadU(f32, x + 208);
      const Floats x2_2 = hn::LoadU(f32, x + 224);
      const Floats x2_3 = hn::LoadU(f32, x + 240);
      const Floats x3_0 = hn::LoadU(f32, x + 288);
      const Floats x3_1 = hn::LoadU(f32, x + 304);
      const Floats x3_2 = hn::LoadU(f32, x + 320);
      const Floats x3_3 = hn::LoadU(f32, x + 336);
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
      const Floats tile0_0 = hn::Sub(half0_0, half0_2);
      const Floats tile0_1 = hn::Add(half0_1, half0_2);
      const Floats tile0_2 = hn::Sub(half0_2, half0_1);
      const Floats tile0_3 = hn::Sub(half0_3, half0_1);
      const Floats tile1_0 = hn::Sub(half1_0, half1_2);
      const Floats tile1_1 = hn::Add(half1_1, half1_2);
      const Floats tile1_2 = hn::Sub(half1_2, half1_1);
      const Floats tile1_3 = hn::Sub(half1_3, half1_1);
      const Floats tile2_0 = hn::Sub(half2_0, half2_2);
      const Floats tile2_1 = hn::Add(half2_1, half2_2);
      const Floats tile2_2 = hn::Sub(half2_2, half2_1);
      const Floats tile2_3 = hn::Sub(half2_3, half2_1);
      const Floats tile3_0 = hn::Sub(half3_0, half3_2);
      const Floats tile3_1 = hn::Add(half3_1, half3_2);
      const Floats tile3_2 = hn::Sub(half3_2, half3_1);
      const Floats tile3_3 = hn::Sub(half3_3, half3_1);
      hn::Store(tile0_0, f32, to);
      hn::Store(tile0_1, f32, to + 80);
      hn::Store(tile0_2, f32, to + 160);
      hn::Store(tile0_3, f32, to + 240);
      hn::Store(tile1_0, f32, to + 320);
      hn::Store(tile1_1, f32, to + 400);
      hn::Store(tile1_2, f32, to + 480);
      hn::Store(tile1_3, f32, to + 560);
      hn::Store(tile2_0, f32, to + 640);
      hn::Store(tile2_1, f32, to + 720);
      hn::Store(tile2_2, f32, to + 800);
      hn::Store(tile2_3, f32, to + 880);
      hn::Store(tile3_0, f32, to + 960);
      hn::Store(tile3_1, f32, to + 1040);
      hn::Store(tile3_2, f32, to + 1120);
      hn::Store(tile3_3, f32, to + 1200);
    }
  }
}

// 4 tiles of 16 outputs each.
HWY_NOINLINE void conv2d_1_products_4_tile_1x4(const float* HWY_RESTRICT input, const float* HWY_RESTRICT weights,
                                               float* HWY_RESTRICT products) {
  Floats tile0 = hn::Zero(f32);
  Floats tile1 = hn::Zero(f32);
  Floats tile2 = hn::Zero(f32);
  Floats tile3 = hn::Zero(f32);
  Floats tile0_chain1 = hn::Zero(f32);
  Floats tile1_chain1 = hn::Zero(f32);
  Floats tile2_chain1 = hn::Zero(f32);
  Floats tile3_chain1 = hn::Zero(f32);
  const float* HWY_RESTRICT x = input;
  for (int channel = 0; channel < 16; channel += 2, x += 2, weights += 32) {
    const Floats k0 = hn::Load(f32, weights);
    const Floats x0_0 = hn::Set(f32, x[0]);
    tile0 = hn::MulAdd(x0_0, k0, tile0);
    const Floats x0_1 = hn::Set(f32, x[16]);
    tile1 = hn::MulAdd(x0_1, k0, tile1);
    const Floats x0_2 = hn::Set(f32, x[32]);
    tile2 = hn::MulAdd(x0_2, k0, tile2);
    const Floats x0_3 = hn::Set(f32, x[48]);
    tile3 = hn::MulAdd(x0_3, k0, tile3);
    const Floats k0_chain1 = hn::Load(f32, weights + 16);
    const Floats x0_0_chain1 = hn::Set(f32, x[1]);
    tile0_chain1 = hn::MulAdd(x0_0_chain1, k0_chain1, tile0_chain1);
    const Floats x0_1_chain1 = hn::Set(f32, x[17]);
    tile1_chain1 = hn::MulAdd(x0_1_chain1, k0_chain1, tile1_chain1);
    const Floats x0_2_chain1 = hn::Set(f32, x[33]);
    tile2_chain1 = hn::MulAdd(x0_2_chain1, k0_chain1, tile2_chain1);
    const Floats x0_3_chain1 = hn::Set(f32, x[49]);
    tile3_chain1 = hn::MulAdd(x0_3_chain1, k0_chain1, tile3_chain1);
  }
  tile0 = hn::Add(tile0, tile0_chain1);
  tile1 = hn::Add(tile1, tile1_chain1);
  tile2 = hn::Add(tile2, tile2_chain1);
  tile3 = hn::Add(tile3, tile3_chain1);
  hn::Store(tile0, f32, products);
  hn::Store(tile1, f32, products + 16);
  hn::Store(tile2, f32, products + 32);
  hn::Store(tile3, f32, products + 48);
}

// Transforms the products of each tile back to 2x2 pixels, adds the bias and pools.
HWY_NOINLINE void conv2d_1_transform_output(const float* HWY_RESTRICT products, const float* HWY_RESTRICT biases,
                                            float* HWY_RESTRICT outputs, int count) {
  for (int filter = 0; filter < 16; filter += 16) {
    const float* HWY_RESTRICT bias = biases + filter;
    for (int tile = 0; tile < count; ++tile) {
      const float* HWY_RESTRICT from = products + tile * 16 + filter;
      float* HWY_RESTRICT output = outputs + tile * 16 + filter;
      const Floats product0_0 = hn::Load(f32, from);
      const Floats product0_1 = hn::Load(f32, from + 80);
      const Floats product0_2 = hn::Load(f32, from + 160);
      const Floats product0_3 = hn::Load(f32, from + 240);
      const Floats product1_0 = hn::Load(f32, from + 320);
      const Floats product1_1 = hn::Load(f32, from + 400);
      const Floats product1_2 = hn::Load(f32, from + 480);
      const Floats product1_3 = hn::Load(f32, from + 560);
      const Floats product2_0 = hn::Load(f32, from + 640);
      const Floats product2_1 = hn::Load(f32, from + 720);
      const Floats product2_2 = hn::Load(f32, from + 800);
      const Floats product2_3 = hn::Load(f32, from + 880);
      const Floats product3_0 = hn::Load(f32, from + 960);
      const Floats product3_1 = hn::Load(f32, from + 1040);
      const Floats product3_2 = hn::Load(f32, from + 1120);
      const Floats product3_3 = hn::Load(f32, from + 1200);
      const Floats half0_0 = hn::Add(hn::Add(product0_0, product1_0), product2_0);
      const Floats half1_0 = hn::Sub(hn::Add(product1_0, product3_0), product2_0);
      const Floats half0_1 = hn::Add(hn::Add(product0_1, product1_1), product2_1);
      const Floats half1_1 = hn::Sub(hn::Add(product1_1, product3_1), product2_1);
      const Floats half0_2 = hn::Add(hn::Add(product0_2, product1_2), product2_2);
      const Floats half1_2 = hn::Sub(hn::Add(product1_2, product3_2), product2_2);
      const Floats half0_3 = hn::Add(hn::Add(product0_3, product1_3), product2_3);
      const Floats half1_3 = hn::Sub(hn::Add(product1_3, product3_3), product2_3);
      const Floats pixel0_0 = hn::Add(hn::Add(half0_0, half0_1), half0_2);
      const Floats pixel0_1 = hn::Sub(hn::Add(half0_1, half0_3), half0_2);
      const Floats pixel1_0 = hn::Add(hn::Add(half1_0, half1_1), half1_2);
      const Floats pixel1_1 = hn::Sub(hn::Add(half1_1, half1_3), half1_2);
      const Floats best0_0 = hn::Max(hn::Max(pixel0_0, pixel0_1), hn::Max(pixel1_0, pixel1_1));
      hn::Store(hn::Max(hn::Zero(f32), hn::Add(best0_0, hn::Load(f32, bias))), f32, output);
    }
  }
}

// Conv2D 16 3x3 relu, MaxPooling2D 2x2: input (6, 6, 16) -> output (2, 2, 16). Winograd F(2x2, 3x3): 16,384
// multiply-adds in products.
void conv2d_1_forward(const float* HWY_RESTRICT weights, const float* HWY_RESTRICT input, float* HWY_RESTRICT output,
                      float* HWY_RESTRICT scratch) {
  const float* HWY_RESTRICT kernel = weights + weights_at::conv2d_1_kernel;
  const float* HWY_RESTRICT bias = weights + weights_at::conv2d_1_bias;
  float* HWY_RESTRICT tiles = scratch;
  float* HWY_RESTRICT products = scratch + 1280;
  for (int row = 0; row < 2; ++row) {
    conv2d_1_transform_input(input + row * 192, tiles + row * 32, 2);
  }
  for (int position = 0; position < 16; ++position) {
    conv2d_1_products_4_tile_1x4(tiles + position * 80, kernel + position * 272, products + position * 80);
  }
  for (int row = 0; row < 2; ++row) {
    conv2d_1_transform_output(products + row * 32, bias, output + row * 32, 2);
  }
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

void conv2d_1_prepare(const float* HWY_RESTRICT kernel, const float* HWY_RESTRICT bias, float* HWY_RESTRICT weights) {
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
    float* HWY_RESTRICT to = weights + weights_at::conv2d_1_kernel + channel * 16;
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

void predict_image(const Prepared& prepared, InferenceArena& arena, const float* HWY_RESTRICT image,
                   float* HWY_RESTRICT output) {
  conv2d_1_forward(prepared.values, image, arena.floats + inference_at::conv2d_1_output,
                   arena.floats + inference_at::conv2d_1_scratch);
  copy_output(arena.floats + inference_at::conv2d_1_output, output);
}

void predict_images(const Prepared& prepared, BatchArena& arena, const float* HWY_RESTRICT images, int count,
                    float* HWY_RESTRICT outputs) {
  for (int first = 0; first < count; first += 16) {
    const int n = std::min(count - first, 16);
    for (int image = 0; image < n; ++image) {
      conv2d_1_forward(prepared.values, images + image * 576, arena.floats + batch_at::conv2d_1_output + image * 64,
                       arena.floats + batch_at::conv2d_1_scratch);
    }
    for (int image = 0; image < n; ++image) {
      copy_output(arena.floats + batch_at::conv2d_1_output + image * 64, outputs + image * 64);
    }
    images += n * 576;
    outputs += n * 64;
  }
}

#else
#error "This processor's vector width has no body here: generate one (--simd, or SIMD in constnet_add_model)."
#endif

}  // namespace HWY_NAMESPACE
}  // namespace winograd
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace winograd {

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

}  // namespace winograd
#endif
