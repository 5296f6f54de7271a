// Generated from tests/golden/models.hpp. Do not edit: change the model and build again.
//
// Model: "conv_pool_back"
// _________________________________________________________________
// Layer (type)                 Output Shape              Param #
// =================================================================
// conv2d_1 (Conv2D)            (None, 3, 3, 1)           2
// _________________________________________________________________
// conv2d_2 (Conv2D)            (None, 2, 2, 2)           10
// _________________________________________________________________
// max_pooling2d_1 (MaxPooling2 (None, 1, 1, 2)           0
// =================================================================
// Total params: 12
// Trainable params: 12
// Non-trainable params: 0
// _________________________________________________________________
//
// Multiply-adds per image: 41. Bytes: prepared weights 1,024, inference arena 640,
// batch arena 1,600 (16 images),
// prepared weights for training 1,536, training arena 32,832 (16 images).
// Code of the steps, about, in bytes: avx512 2,652.

#pragma once

#include <constnet/firmware/network.hpp>
#include <cstddef>
#include <cstdint>

namespace conv_pool_back {

inline constexpr const char* name = "conv_pool_back";
inline constexpr int input_height = 3;
inline constexpr int input_width = 3;
inline constexpr int input_channels = 1;
inline constexpr int input_size = 9;
inline constexpr int output_size = 2;
inline constexpr bool ends_in_softmax = false;
inline constexpr int micro_batch = 16;
inline constexpr int winograd_tile = 0;
inline constexpr std::size_t parameter_count = 12;
inline constexpr std::size_t tensor_count = 4;
inline constexpr long long multiply_adds = 41;
inline constexpr int prepare_parts = 3;
/// Another number for another network, or for another layout of Prepared.
inline constexpr std::uint64_t layout = 0x6a663a9064e99dd9;

// Every parameter tensor: name, rank, shape, first float, floats, fan-in, fan-out, initializer.
inline constexpr constnet::runtime::Tensor tensors[] = {
    {"conv2d_1/kernel", 4, {1, 1, 1, 1}, 0, 1, 1, 1, constnet::runtime::Initializer::glorot_uniform},
    {"conv2d_1/bias", 1, {1, 1, 1, 1}, 1, 1, 1, 1, constnet::runtime::Initializer::zeros},
    {"conv2d_2/kernel", 4, {2, 2, 1, 2}, 2, 8, 4, 8, constnet::runtime::Initializer::glorot_uniform},
    {"conv2d_2/bias", 1, {2, 1, 1, 1}, 10, 2, 2, 2, constnet::runtime::Initializer::zeros},
};

/// What `summary` prints: Keras' table.
inline constexpr const char* summary =
    "Model: \"conv_pool_back\"\n"
    "_________________________________________________________________\n"
    "Layer (type)                 Output Shape              Param #   \n"
    "=================================================================\n"
    "conv2d_1 (Conv2D)            (None, 3, 3, 1)           2         \n"
    "_________________________________________________________________\n"
    "conv2d_2 (Conv2D)            (None, 2, 2, 2)           10        \n"
    "_________________________________________________________________\n"
    "max_pooling2d_1 (MaxPooling2 (None, 1, 1, 2)           0         \n"
    "=================================================================\n"
    "Total params: 12\n"
    "Trainable params: 12\n"
    "Non-trainable params: 0\n"
    "_________________________________________________________________\n";

/// All parameters, in the order of `tensors`: the form for files and optimizers, and for gradients.
struct Parameters {
  alignas(64) float values[12];
};

/// Parameters as the code for this processor reads them; made by prepare.
struct Prepared {
  alignas(64) float values[256];
};

/// Activations of one image; needs no initial value.
struct InferenceArena {
  alignas(64) float floats[160];
};

/// Activations of `micro_batch` images; needs no initial value.
struct BatchArena {
  alignas(64) float floats[400];
};

/// Prepared parameters for forward and backward.
struct TrainingPrepared {
  alignas(64) float values[384];
};

/// Activations, their gradients and sums of parameter gradients for `micro_batch` images; needs no initial value but
/// clear_gradients.
struct TrainingArena {
  bool cleared;  ///< the sums of gradients are zero, whatever they hold
  alignas(64) float floats[7616];
  alignas(64) float gradients[320];
  alignas(64) std::uint32_t words[192];
  alignas(64) std::uint8_t bytes[256];
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
/// to the outputs.
void backward(const TrainingPrepared& prepared, TrainingArena& arena, const float* d_outputs, int count);

/// Adds the arena's sums to a block in the layout of Parameters.
void add_gradients(const TrainingArena& arena, Parameters& gradients);

/// All of the above under one name, for code that is written for any network.
struct Network {
  using Parameters = conv_pool_back::Parameters;
  using Prepared = conv_pool_back::Prepared;
  using InferenceArena = conv_pool_back::InferenceArena;
  using BatchArena = conv_pool_back::BatchArena;
  using TrainingPrepared = conv_pool_back::TrainingPrepared;
  using TrainingArena = conv_pool_back::TrainingArena;
  static constexpr auto name = conv_pool_back::name;
  static constexpr auto summary = conv_pool_back::summary;
  static constexpr auto input_height = conv_pool_back::input_height;
  static constexpr auto input_width = conv_pool_back::input_width;
  static constexpr auto input_channels = conv_pool_back::input_channels;
  static constexpr auto input_size = conv_pool_back::input_size;
  static constexpr auto output_size = conv_pool_back::output_size;
  static constexpr auto ends_in_softmax = conv_pool_back::ends_in_softmax;
  static constexpr auto micro_batch = conv_pool_back::micro_batch;
  static constexpr auto winograd_tile = conv_pool_back::winograd_tile;
  static constexpr auto parameter_count = conv_pool_back::parameter_count;
  static constexpr auto tensor_count = conv_pool_back::tensor_count;
  static constexpr auto multiply_adds = conv_pool_back::multiply_adds;
  static constexpr auto layout = conv_pool_back::layout;
  static constexpr const auto& tensors = conv_pool_back::tensors;
  static constexpr auto prepare_parts = conv_pool_back::prepare_parts;
  static const char* simd_target() { return conv_pool_back::simd_target(); }
  static void prepare(const Parameters& parameters, Prepared& prepared) {
    conv_pool_back::prepare(parameters, prepared);
  }
  static void predict(const Prepared& prepared, InferenceArena& arena, const float* image, float* output) {
    conv_pool_back::predict(prepared, arena, image, output);
  }
  static void predict(const Prepared& prepared, BatchArena& arena, const float* images, int count, float* outputs) {
    conv_pool_back::predict(prepared, arena, images, count, outputs);
  }
  static void prepare(const Parameters& parameters, TrainingPrepared& prepared) {
    conv_pool_back::prepare(parameters, prepared);
  }
  static void prepare_part(const Parameters& parameters, TrainingPrepared& prepared, int part) {
    conv_pool_back::prepare_part(parameters, prepared, part);
  }
  static void clear_gradients(TrainingArena& arena) { conv_pool_back::clear_gradients(arena); }
  static void forward(const TrainingPrepared& prepared, TrainingArena& arena, const float* images, int count,
                      float* outputs) {
    conv_pool_back::forward(prepared, arena, images, count, outputs);
  }
  static void backward(const TrainingPrepared& prepared, TrainingArena& arena, const float* d_outputs, int count) {
    conv_pool_back::backward(prepared, arena, d_outputs, count);
  }
  static void add_gradients(const TrainingArena& arena, Parameters& gradients) {
    conv_pool_back::add_gradients(arena, gradients);
  }
};

}  // namespace conv_pool_back
