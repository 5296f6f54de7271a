// Generated from tests/golden/models.hpp. Do not edit: change the model and build again.
//
// Model: "same"
// _________________________________________________________________
// Layer (type)                 Output Shape              Param #
// =================================================================
// conv2d_1 (Conv2D)            (None, 3, 2, 1)           5
// _________________________________________________________________
// conv2d_2 (Conv2D)            (None, 3, 2, 1)           5
// =================================================================
// Total params: 10
// Trainable params: 10
// Non-trainable params: 0
// _________________________________________________________________
//
// Multiply-adds per image: 48. Bytes: prepared weights 1,024, inference arena 112,
// batch arena 496 (16 images),
// prepared weights for training 1,280, training arena 5,952 (16 images).
// Code of the steps, about, in bytes: scalar 2,911.

#pragma once

#include <constnet/firmware/network.hpp>
#include <cstddef>
#include <cstdint>

namespace same {

inline constexpr const char* name = "same";
inline constexpr int input_height = 3;
inline constexpr int input_width = 2;
inline constexpr int input_channels = 1;
inline constexpr int input_size = 6;
inline constexpr int output_size = 6;
inline constexpr bool ends_in_softmax = false;
inline constexpr int micro_batch = 16;
inline constexpr int winograd_tile = 0;
inline constexpr std::size_t parameter_count = 10;
inline constexpr std::size_t tensor_count = 4;
inline constexpr long long multiply_adds = 48;
inline constexpr int prepare_parts = 3;
/// Another number for another network, or for another layout of Prepared.
inline constexpr std::uint64_t layout = 0x32eceaf8fd6089f4;

// Every parameter tensor: name, rank, shape, first float, floats, fan-in, fan-out, initializer.
inline constexpr constnet::runtime::Tensor tensors[] = {
    {"conv2d_1/kernel", 4, {2, 2, 1, 1}, 0, 4, 4, 4, constnet::runtime::Initializer::glorot_uniform},
    {"conv2d_1/bias", 1, {1, 1, 1, 1}, 4, 1, 1, 1, constnet::runtime::Initializer::zeros},
    {"conv2d_2/kernel", 4, {2, 2, 1, 1}, 5, 4, 4, 4, constnet::runtime::Initializer::glorot_uniform},
    {"conv2d_2/bias", 1, {1, 1, 1, 1}, 9, 1, 1, 1, constnet::runtime::Initializer::zeros},
};

/// What `summary` prints: Keras' table.
inline constexpr const char* summary =
    "Model: \"same\"\n"
    "_________________________________________________________________\n"
    "Layer (type)                 Output Shape              Param #   \n"
    "=================================================================\n"
    "conv2d_1 (Conv2D)            (None, 3, 2, 1)           5         \n"
    "_________________________________________________________________\n"
    "conv2d_2 (Conv2D)            (None, 3, 2, 1)           5         \n"
    "=================================================================\n"
    "Total params: 10\n"
    "Trainable params: 10\n"
    "Non-trainable params: 0\n"
    "_________________________________________________________________\n";

/// All parameters, in the order of `tensors`: the form for files and optimizers, and for gradients.
struct Parameters {
  alignas(64) float values[10];
};

/// Parameters as the code for this processor reads them; made by prepare.
struct Prepared {
  alignas(64) float values[256];
};

/// Activations of one image; needs no initial value.
struct InferenceArena {
  alignas(64) float floats[28];
};

/// Activations of `micro_batch` images; needs no initial value.
struct BatchArena {
  alignas(64) float floats[124];
};

/// Prepared parameters for forward and backward.
struct TrainingPrepared {
  alignas(64) float values[320];
};

/// Activations, their gradients and sums of parameter gradients for `micro_batch` images; needs no initial value but
/// clear_gradients.
struct TrainingArena {
  bool cleared;  ///< the sums of gradients are zero, whatever they hold
  alignas(64) float floats[1216];
  alignas(64) float gradients[256];
  alignas(64) std::uint32_t words[1];
  alignas(64) std::uint8_t bytes[1];
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
  using Parameters = same::Parameters;
  using Prepared = same::Prepared;
  using InferenceArena = same::InferenceArena;
  using BatchArena = same::BatchArena;
  using TrainingPrepared = same::TrainingPrepared;
  using TrainingArena = same::TrainingArena;
  static constexpr auto name = same::name;
  static constexpr auto summary = same::summary;
  static constexpr auto input_height = same::input_height;
  static constexpr auto input_width = same::input_width;
  static constexpr auto input_channels = same::input_channels;
  static constexpr auto input_size = same::input_size;
  static constexpr auto output_size = same::output_size;
  static constexpr auto ends_in_softmax = same::ends_in_softmax;
  static constexpr auto micro_batch = same::micro_batch;
  static constexpr auto winograd_tile = same::winograd_tile;
  static constexpr auto parameter_count = same::parameter_count;
  static constexpr auto tensor_count = same::tensor_count;
  static constexpr auto multiply_adds = same::multiply_adds;
  static constexpr auto layout = same::layout;
  static constexpr const auto& tensors = same::tensors;
  static constexpr auto prepare_parts = same::prepare_parts;
  static const char* simd_target() { return same::simd_target(); }
  static void prepare(const Parameters& parameters, Prepared& prepared) { same::prepare(parameters, prepared); }
  static void predict(const Prepared& prepared, InferenceArena& arena, const float* image, float* output) {
    same::predict(prepared, arena, image, output);
  }
  static void predict(const Prepared& prepared, BatchArena& arena, const float* images, int count, float* outputs) {
    same::predict(prepared, arena, images, count, outputs);
  }
  static void prepare(const Parameters& parameters, TrainingPrepared& prepared) { same::prepare(parameters, prepared); }
  static void prepare_part(const Parameters& parameters, TrainingPrepared& prepared, int part) {
    same::prepare_part(parameters, prepared, part);
  }
  static void clear_gradients(TrainingArena& arena) { same::clear_gradients(arena); }
  static void forward(const TrainingPrepared& prepared, TrainingArena& arena, const float* images, int count,
                      float* outputs) {
    same::forward(prepared, arena, images, count, outputs);
  }
  static void backward(const TrainingPrepared& prepared, TrainingArena& arena, const float* d_outputs, int count) {
    same::backward(prepared, arena, d_outputs, count);
  }
  static void add_gradients(const TrainingArena& arena, Parameters& gradients) {
    same::add_gradients(arena, gradients);
  }
};

}  // namespace same
