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

#pragma once

#include <constnet/firmware/network.hpp>
#include <cstddef>
#include <cstdint>

namespace inference {

inline constexpr const char* name = "inference";
inline constexpr int input_height = 4;
inline constexpr int input_width = 4;
inline constexpr int input_channels = 1;
inline constexpr int input_size = 16;
inline constexpr int output_size = 3;
inline constexpr bool ends_in_softmax = true;
inline constexpr int micro_batch = 16;
inline constexpr int winograd_tile = 0;
inline constexpr std::size_t parameter_count = 42;
inline constexpr std::size_t tensor_count = 4;
inline constexpr long long multiply_adds = 117;
/// Another number for another network, or for another layout of Prepared.
inline constexpr std::uint64_t layout = 0x27a74234769cda73;

// Every parameter tensor: name, rank, shape, first float, floats, fan-in, fan-out, initializer.
inline constexpr constnet::runtime::Tensor tensors[] = {
    {"conv2d_1/kernel", 4, {3, 3, 1, 3}, 0, 27, 9, 27, constnet::runtime::Initializer::glorot_uniform},
    {"conv2d_1/bias", 1, {3, 1, 1, 1}, 27, 3, 3, 3, constnet::runtime::Initializer::zeros},
    {"dense_1/kernel", 2, {3, 3, 1, 1}, 30, 9, 3, 3, constnet::runtime::Initializer::glorot_uniform},
    {"dense_1/bias", 1, {3, 1, 1, 1}, 39, 3, 3, 3, constnet::runtime::Initializer::zeros},
};

/// What `summary` prints: Keras' table.
inline constexpr const char* summary =
    "Model: \"inference\"\n"
    "_________________________________________________________________\n"
    "Layer (type)                 Output Shape              Param #   \n"
    "=================================================================\n"
    "conv2d_1 (Conv2D)            (None, 2, 2, 3)           30        \n"
    "_________________________________________________________________\n"
    "max_pooling2d_1 (MaxPooling2 (None, 1, 1, 3)           0         \n"
    "_________________________________________________________________\n"
    "flatten_1 (Flatten)          (None, 3)                 0         \n"
    "_________________________________________________________________\n"
    "dense_1 (Dense)              (None, 3)                 12        \n"
    "=================================================================\n"
    "Total params: 42\n"
    "Trainable params: 42\n"
    "Non-trainable params: 0\n"
    "_________________________________________________________________\n";

/// All parameters, in the order of `tensors`: the form for files and optimizers, and for gradients.
struct Parameters {
  alignas(64) float values[42];
};

/// Parameters as the code for this processor reads them; made by prepare.
struct Prepared {
  alignas(64) float values[384];
};

/// Activations of one image; needs no initial value.
struct InferenceArena {
  alignas(64) float floats[32];
};

/// Activations of `micro_batch` images; needs no initial value.
struct BatchArena {
  alignas(64) float floats[512];
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
  using Parameters = inference::Parameters;
  using Prepared = inference::Prepared;
  using InferenceArena = inference::InferenceArena;
  using BatchArena = inference::BatchArena;
  static constexpr auto name = inference::name;
  static constexpr auto summary = inference::summary;
  static constexpr auto input_height = inference::input_height;
  static constexpr auto input_width = inference::input_width;
  static constexpr auto input_channels = inference::input_channels;
  static constexpr auto input_size = inference::input_size;
  static constexpr auto output_size = inference::output_size;
  static constexpr auto ends_in_softmax = inference::ends_in_softmax;
  static constexpr auto micro_batch = inference::micro_batch;
  static constexpr auto winograd_tile = inference::winograd_tile;
  static constexpr auto parameter_count = inference::parameter_count;
  static constexpr auto tensor_count = inference::tensor_count;
  static constexpr auto multiply_adds = inference::multiply_adds;
  static constexpr auto layout = inference::layout;
  static constexpr const auto& tensors = inference::tensors;
  static const char* simd_target() { return inference::simd_target(); }
  static void prepare(const Parameters& parameters, Prepared& prepared) { inference::prepare(parameters, prepared); }
  static void predict(const Prepared& prepared, InferenceArena& arena, const float* image, float* output) {
    inference::predict(prepared, arena, image, output);
  }
  static void predict(const Prepared& prepared, BatchArena& arena, const float* images, int count, float* outputs) {
    inference::predict(prepared, arena, images, count, outputs);
  }
};

}  // namespace inference
