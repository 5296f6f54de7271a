// Generated from tests/golden/models.hpp. Do not edit: change the model and build again.
//
// Model: "pool_first"
// _________________________________________________________________
// Layer (type)                 Output Shape              Param #
// =================================================================
// max_pooling2d_1 (MaxPooling2 (None, 3, 2, 3)           0
// =================================================================
// Total params: 0
// Trainable params: 0
// Non-trainable params: 0
// _________________________________________________________________
//
// Multiply-adds per image: 0. Bytes: prepared weights 0, inference arena 416,
// batch arena 1,856 (16 images),
// prepared weights for training 0, training arena 6,976 (16 images).
// Code of the steps, about, in bytes: 128 703.

#include "pool_first.gen.hpp"

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
#define HWY_TARGET_INCLUDE "pool_first.gen.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>
#endif

HWY_BEFORE_NAMESPACE();
namespace pool_first {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

const char* target_name() { return hwy::TargetName(HWY_TARGET); }

#if HWY_MAX_BYTES == 16

// SSE4, NEON, WebAssembly: 4 floats per vector.
// max_pooling2d_1: MaxPooling2D 2x2 strides 2x2 same: input (5, 4, 3) -> output (3, 2, 3). About 361 bytes of code.

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
namespace inference_at {
constexpr int input = 0;
constexpr int max_pooling2d_1_output = 80;
}  // namespace inference_at

namespace batch_at {
constexpr int max_pooling2d_1_output = 0;
constexpr int input = 384;
}  // namespace batch_at

namespace floats_at {
constexpr int input = 0;
constexpr int max_pooling2d_1_output = 1344;
}  // namespace floats_at

// MaxPooling2D 2x2 strides 2x2 same: input (5, 4, 3) -> output (3, 2, 3).
HWY_NOINLINE void max_pooling2d_1_forward_image(const float* HWY_RESTRICT input, float* HWY_RESTRICT output) {
  for (int y = 0; y < 3; ++y) {
    for (int x = 0; x < 2; ++x) {
      const int first_row = std::max(y * 2, 0);
      const int last_row = std::min(y * 2 + 2, 5);
      const int first_column = std::max(x * 2, 0);
      const int last_column = std::min(x * 2 + 2, 4);
      for (int channel = 0; channel < 4; channel += 4) {
        Floats best = hn::LoadU(f32, input + channel + first_row * 16 + first_column * 4);
        for (int row = first_row; row < last_row; ++row) {
          for (int column = first_column; column < last_column; ++column) {
            const int at = row * 16 + column * 4;
            best = hn::Max(best, hn::LoadU(f32, input + at + channel));
          }
        }
        hn::Store(best, f32, output + channel + y * 8 + x * 4);
      }
    }
  }
}

void max_pooling2d_1_forward(const float* HWY_RESTRICT, const float* HWY_RESTRICT input, float* HWY_RESTRICT output) {
  max_pooling2d_1_forward_image(input, output);
}

// MaxPooling2D 2x2 strides 2x2 same: input (5, 4, 3) -> output (3, 2, 3).
void max_pooling2d_1_forward_batch(const float* HWY_RESTRICT, TrainingArena& arena, int count) {
  for (int image = 0; image < count; ++image) {
    max_pooling2d_1_forward(nullptr, arena.floats + floats_at::input + image * 80,
                            arena.floats + floats_at::max_pooling2d_1_output + image * 24);
  }
}

// Copies an image to where the first step reads it.
void copy_input(const float* HWY_RESTRICT image, float* HWY_RESTRICT input) {
  clear(input, 80);
  for (int y = 0; y < 5; ++y) {
    for (int x = 0; x < 4; ++x) {
      for (int channel = 0; channel < 3; ++channel) {
        input[0 + y * 16 + x * 4 + channel] = *image++;
      }
    }
  }
}

void copy_output(const float* HWY_RESTRICT map, float* HWY_RESTRICT values) {
  for (int y = 0; y < 3; ++y) {
    for (int x = 0; x < 2; ++x) {
      for (int channel = 0; channel < 3; ++channel) {
        *values++ = map[channel + y * 8 + x * 4];
      }
    }
  }
}

void prepare_forward(const float* HWY_RESTRICT parameters, float* HWY_RESTRICT weights) {
  static_cast<void>(parameters);
  static_cast<void>(weights);
}

// One of the parts of what forward and backward read.
void prepare_training(const float* HWY_RESTRICT parameters, float* HWY_RESTRICT weights, int part) {
  static_cast<void>(parameters);
  static_cast<void>(weights);
  static_cast<void>(part);
}

void add_sums(const TrainingArena& arena, float* HWY_RESTRICT gradients) {
  static_cast<void>(arena);
  static_cast<void>(gradients);
}

void predict_image(const Prepared& prepared, InferenceArena& arena, const float* HWY_RESTRICT image,
                   float* HWY_RESTRICT output) {
  copy_input(image, arena.floats + inference_at::input);
  max_pooling2d_1_forward(prepared.values, arena.floats + inference_at::input,
                          arena.floats + inference_at::max_pooling2d_1_output);
  copy_output(arena.floats + inference_at::max_pooling2d_1_output, output);
}

void predict_images(const Prepared& prepared, BatchArena& arena, const float* HWY_RESTRICT images, int count,
                    float* HWY_RESTRICT outputs) {
  for (int first = 0; first < count; first += 16) {
    const int n = std::min(count - first, 16);
    for (int image = 0; image < n; ++image) {
      copy_input(images + image * 60, arena.floats + batch_at::input);
      max_pooling2d_1_forward(prepared.values, arena.floats + batch_at::input,
                              arena.floats + batch_at::max_pooling2d_1_output + image * 24);
    }
    for (int image = 0; image < n; ++image) {
      copy_output(arena.floats + batch_at::max_pooling2d_1_output + image * 24, outputs + image * 18);
    }
    images += n * 60;
    outputs += n * 18;
  }
}

void forward_images(const TrainingPrepared& prepared, TrainingArena& arena, const float* HWY_RESTRICT images, int count,
                    float* HWY_RESTRICT outputs) {
  for (int image = 0; image < count; ++image) {
    copy_input(images + image * 60, arena.floats + floats_at::input + image * 80);
  }
  max_pooling2d_1_forward_batch(prepared.values, arena, count);
  for (int image = 0; image < count; ++image) {
    copy_output(arena.floats + floats_at::max_pooling2d_1_output + image * 24, outputs + image * 18);
  }
}

void backward_images(const TrainingPrepared& prepared, TrainingArena& arena, const float* HWY_RESTRICT d_outputs,
                     int count) {
  static_cast<void>(prepared);
  static_cast<void>(arena);
  static_cast<void>(d_outputs);
  static_cast<void>(count);
}

#else
#error "This processor's vector width has no body here: generate one (--simd, or SIMD in constnet_add_model)."
#endif

}  // namespace HWY_NAMESPACE
}  // namespace pool_first
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace pool_first {

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

}  // namespace pool_first
#endif
