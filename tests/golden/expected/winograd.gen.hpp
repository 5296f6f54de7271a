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

#pragma once

#include <constnet/firmware/network.hpp>
#include <cstddef>
#include <cstdint>

namespace winograd {

inline constexpr const char* name = "winograd";
inline constexpr int input_height = 6;
inline constexpr int input_width = 6;
inline constexpr int input_channels = 16;
inline constexpr int input_size = 576;
inline constexpr int output_size = 64;
inline constexpr bool ends_in_softmax = false;
inline constexpr int micro_batch = 16;
inline constexpr int winograd_tile = 2;
inline constexpr std::size_t parameter_count = 2320;
inline constexpr std::size_t tensor_count = 2;
inline constexpr long long multiply_adds = 36864;
/// Another number for another network, or for another layout of Prepared.
inline constexpr std::uint64_t layout = 0xbf60d1ecb803912c;

// Every parameter tensor: name, rank, shape, first float, floats, fan-in, fan-out, initializer.
inline constexpr constnet::runtime::Tensor tensors[] = {
    {"conv2d_1/kernel", 4, {3, 3, 16, 16}, 0, 2304, 144, 144, constnet::runtime::Initializer::glorot_uniform},
    {"conv2d_1/bias", 1, {16, 1, 1, 1}, 2304, 16, 16, 16, constnet::runtime::Initializer::zeros},
};

/// What `summary` prints: Keras' table.
inline constexpr const char* summary =
    "Model: \"winograd\"\n"
    "_________________________________________________________________\n"
    "Layer (type)                 Output Shape              Param #   \n"
    "=================================================================\n"
    "conv2d_1 (Conv2D)            (None, 4, 4, 16)          2320      \n"
    "_________________________________________________________________\n"
    "max_pooling2d_1 (MaxPooling2 (None, 2, 2, 16)          0         \n"
    "=================================================================\n"
    "Total params: 2,320\n"
    "Trainable params: 2,320\n"
    "Non-trainable params: 0\n"
    "_________________________________________________________________\n";

/// All parameters, in the order of `tensors`: the form for files and optimizers, and for gradients.
struct Parameters {
  alignas(64) float values[2320];
};

/// Parameters as the code for this processor reads them; made by prepare.
struct Prepared {
  alignas(64) float values[4416];
};

/// Activations of one image; needs no initial value.
struct InferenceArena {
  alignas(64) float floats[2624];
};

/// Activations of `micro_batch` images; needs no initial value.
struct BatchArena {
  alignas(64) float floats[3584];
};

/// The instruction set that the functions below use on this processor, as Highway names it.
const char* simd_target();

/// Brings parameters into the layout of this processor; again after each change.
void prepare(const Parameters& parameters, Prepared& prepared);

/// One image, (height, width, channels), to `output_size` values.
void predict(const Prepared& prepared, InferenceArena& arena, const float* image, float* output);

/// `count` images to `output_size` values each, `micro_batch` at a time: faster than one by one.
void predict(const Prepared& prepared, BatchArena& arena, const float* images, int count, float* outputs);

/// All of the above under one name, for code that is written for any network.
struct Network {
  using Parameters = winograd::Parameters;
  using Prepared = winograd::Prepared;
  using InferenceArena = winograd::InferenceArena;
  using BatchArena = winograd::BatchArena;
  static constexpr auto name = winograd::name;
  static constexpr auto summary = winograd::summary;
  static constexpr auto input_height = winograd::input_height;
  static constexpr auto input_width = winograd::input_width;
  static constexpr auto input_channels = winograd::input_channels;
  static constexpr auto input_size = winograd::input_size;
  static constexpr auto output_size = winograd::output_size;
  static constexpr auto ends_in_softmax = winograd::ends_in_softmax;
  static constexpr auto micro_batch = winograd::micro_batch;
  static constexpr auto winograd_tile = winograd::winograd_tile;
  static constexpr auto parameter_count = winograd::parameter_count;
  static constexpr auto tensor_count = winograd::tensor_count;
  static constexpr auto multiply_adds = winograd::multiply_adds;
  static constexpr auto layout = winograd::layout;
  static constexpr const auto& tensors = winograd::tensors;
  static const char* simd_target() { return winograd::simd_target(); }
  static void prepare(const Parameters& parameters, Prepared& prepared) { winograd::prepare(parameters, prepared); }
  static void predict(const Prepared& prepared, InferenceArena& arena, const float* image, float* output) {
    winograd::predict(prepared, arena, image, output);
  }
  static void predict(const Prepared& prepared, BatchArena& arena, const float* images, int count, float* outputs) {
    winograd::predict(prepared, arena, images, count, outputs);
  }
};

}  // namespace winograd
