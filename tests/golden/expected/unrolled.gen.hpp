// Generated from tests/golden/models.hpp. Do not edit: change the model and build again.
//
// Model: "unrolled"
// _________________________________________________________________
// Layer (type)                 Output Shape              Param #
// =================================================================
// conv2d_1 (Conv2D)            (None, 3, 4, 1)           2
// _________________________________________________________________
// conv2d_2 (Conv2D)            (None, 2, 3, 2)           10
// _________________________________________________________________
// max_pooling2d_1 (MaxPooling2 (None, 1, 3, 2)           0
// _________________________________________________________________
// flatten_1 (Flatten)          (None, 6)                 0
// _________________________________________________________________
// dense_1 (Dense)              (None, 2)                 14
// =================================================================
// Total params: 26
// Trainable params: 26
// Non-trainable params: 0
// _________________________________________________________________
//
// Multiply-adds per image: 72. Bytes: prepared weights 1,536, inference arena 240,
// batch arena 272 (1 images),
// prepared weights for training 2,048, training arena 4,224 (1 images).
// Code of the steps, about, in bytes: 128 6,657.

#pragma once

#include <constnet/firmware/network.hpp>
#include <cstddef>
#include <cstdint>

namespace unrolled {

inline constexpr const char* name = "unrolled";
inline constexpr int input_height = 3;
inline constexpr int input_width = 4;
inline constexpr int input_channels = 1;
inline constexpr int input_size = 12;
inline constexpr int output_size = 2;
inline constexpr bool ends_in_softmax = true;
inline constexpr int micro_batch = 1;
inline constexpr int winograd_tile = 0;
inline constexpr std::size_t parameter_count = 26;
inline constexpr std::size_t tensor_count = 6;
inline constexpr long long multiply_adds = 72;
inline constexpr int prepare_parts = 5;
/// Another number for another network, or for another layout of Prepared.
inline constexpr std::uint64_t layout = 0xc84ec9888c8be6fa;

// Every parameter tensor: name, rank, shape, first float, floats, fan-in, fan-out, initializer.
inline constexpr constnet::runtime::Tensor tensors[] = {
    {"conv2d_1/kernel", 4, {1, 1, 1, 1}, 0, 1, 1, 1, constnet::runtime::Initializer::glorot_uniform},
    {"conv2d_1/bias", 1, {1, 1, 1, 1}, 1, 1, 1, 1, constnet::runtime::Initializer::zeros},
    {"conv2d_2/kernel", 4, {2, 2, 1, 2}, 2, 8, 4, 8, constnet::runtime::Initializer::glorot_uniform},
    {"conv2d_2/bias", 1, {2, 1, 1, 1}, 10, 2, 2, 2, constnet::runtime::Initializer::zeros},
    {"dense_1/kernel", 2, {6, 2, 1, 1}, 12, 12, 6, 2, constnet::runtime::Initializer::glorot_uniform},
    {"dense_1/bias", 1, {2, 1, 1, 1}, 24, 2, 2, 2, constnet::runtime::Initializer::zeros},
};

/// What `summary` prints: Keras' table.
inline constexpr const char* summary =
    "Model: \"unrolled\"\n"
    "_________________________________________________________________\n"
    "Layer (type)                 Output Shape              Param #   \n"
    "=================================================================\n"
    "conv2d_1 (Conv2D)            (None, 3, 4, 1)           2         \n"
    "_________________________________________________________________\n"
    "conv2d_2 (Conv2D)            (None, 2, 3, 2)           10        \n"
    "_________________________________________________________________\n"
    "max_pooling2d_1 (MaxPooling2 (None, 1, 3, 2)           0         \n"
    "_________________________________________________________________\n"
    "flatten_1 (Flatten)          (None, 6)                 0         \n"
    "_________________________________________________________________\n"
    "dense_1 (Dense)              (None, 2)                 14        \n"
    "=================================================================\n"
    "Total params: 26\n"
    "Trainable params: 26\n"
    "Non-trainable params: 0\n"
    "_________________________________________________________________\n";

/// All parameters, in the order of `tensors`: the form for files and optimizers, and for gradients.
struct Parameters {
  alignas(64) float values[26];
};

/// Parameters as the code for this processor reads them; made by prepare.
struct Prepared {
  alignas(64) float values[384];
};

/// Activations of one image; needs no initial value.
struct InferenceArena {
  alignas(64) float floats[60];
};

/// Activations of `micro_batch` images; needs no initial value.
struct BatchArena {
  alignas(64) float floats[68];
};

/// Prepared parameters for forward and backward.
struct TrainingPrepared {
  alignas(64) float values[512];
};

/// Activations, their gradients and sums of parameter gradients for `micro_batch` images; needs no initial value but
/// clear_gradients.
struct TrainingArena {
  bool cleared;  ///< the sums of gradients are zero, whatever they hold
  alignas(64) float floats[640];
  alignas(64) float gradients[384];
  alignas(64) std::uint32_t words[1];
  alignas(64) std::uint8_t bytes[64];
};

/// The instruction set that the functions below use on this processor, as Highway names it.
const char* simd_target();

/// Brings parameters into the layout of this processor; again after each change.
void prepare(const Parameters& parameters, Prepared& prepared);

/// One image, (height, width, channels), to `output_size` values.
void predict(const Prepared& prepared, InferenceArena& arena, const float* image, float* output);

/// `count` images to `output_size` values each, `micro_batch` at a time: faster than one by one.
void predict(const Prepared& prepared, BatchArena& arena, const float* images, int count, float* outputs);

/// The same with the layouts that backward reads besides.
void prepare(const Parameters& parameters, TrainingPrepared& prepared);

/// One of its `prepare_parts` parts, which can be done at the same time.
void prepare_part(const Parameters& parameters, TrainingPrepared& prepared, int part);

/// Sets the arena's sums of parameter gradients to zero.
void clear_gradients(TrainingArena& arena);

/// At most `micro_batch` images to `output_size` values each; keeps in the arena what backward needs.
void forward(const TrainingPrepared& prepared, TrainingArena& arena, const float* images, int count, float* outputs);

/// For the images of the last forward: adds to the arena's sums. `d_outputs` is the gradient of the loss with respect
/// to what goes into the softmax.
void backward(const TrainingPrepared& prepared, TrainingArena& arena, const float* d_outputs, int count);

/// Adds the arena's sums to a block in the layout of Parameters.
void add_gradients(const TrainingArena& arena, Parameters& gradients);

/// All of the above under one name, for code that is written for any network.
struct Network {
  using Parameters = unrolled::Parameters;
  using Prepared = unrolled::Prepared;
  using InferenceArena = unrolled::InferenceArena;
  using BatchArena = unrolled::BatchArena;
  using TrainingPrepared = unrolled::TrainingPrepared;
  using TrainingArena = unrolled::TrainingArena;
  static constexpr auto name = unrolled::name;
  static constexpr auto summary = unrolled::summary;
  static constexpr auto input_height = unrolled::input_height;
  static constexpr auto input_width = unrolled::input_width;
  static constexpr auto input_channels = unrolled::input_channels;
  static constexpr auto input_size = unrolled::input_size;
  static constexpr auto output_size = unrolled::output_size;
  static constexpr auto ends_in_softmax = unrolled::ends_in_softmax;
  static constexpr auto micro_batch = unrolled::micro_batch;
  static constexpr auto winograd_tile = unrolled::winograd_tile;
  static constexpr auto parameter_count = unrolled::parameter_count;
  static constexpr auto tensor_count = unrolled::tensor_count;
  static constexpr auto multiply_adds = unrolled::multiply_adds;
  static constexpr auto layout = unrolled::layout;
  static constexpr const auto& tensors = unrolled::tensors;
  static constexpr auto prepare_parts = unrolled::prepare_parts;
  static const char* simd_target() { return unrolled::simd_target(); }
  static void prepare(const Parameters& parameters, Prepared& prepared) { unrolled::prepare(parameters, prepared); }
  static void predict(const Prepared& prepared, InferenceArena& arena, const float* image, float* output) {
    unrolled::predict(prepared, arena, image, output);
  }
  static void predict(const Prepared& prepared, BatchArena& arena, const float* images, int count, float* outputs) {
    unrolled::predict(prepared, arena, images, count, outputs);
  }
  static void prepare(const Parameters& parameters, TrainingPrepared& prepared) {
    unrolled::prepare(parameters, prepared);
  }
  static void prepare_part(const Parameters& parameters, TrainingPrepared& prepared, int part) {
    unrolled::prepare_part(parameters, prepared, part);
  }
  static void clear_gradients(TrainingArena& arena) { unrolled::clear_gradients(arena); }
  static void forward(const TrainingPrepared& prepared, TrainingArena& arena, const float* images, int count,
                      float* outputs) {
    unrolled::forward(prepared, arena, images, count, outputs);
  }
  static void backward(const TrainingPrepared& prepared, TrainingArena& arena, const float* d_outputs, int count) {
    unrolled::backward(prepared, arena, d_outputs, count);
  }
  static void add_gradients(const TrainingArena& arena, Parameters& gradients) {
    unrolled::add_gradients(arena, gradients);
  }
};

}  // namespace unrolled
