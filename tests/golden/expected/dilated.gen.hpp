// Generated from tests/golden/models.hpp. Do not edit: change the model and build again.
//
// Model: "dilated"
// _________________________________________________________________
// Layer (type)                 Output Shape              Param #
// =================================================================
// conv2d_1 (Conv2D)            (None, 5, 4, 1)           2
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
// Multiply-adds per image: 52. Bytes: prepared weights 1,024, inference arena 336,
// batch arena 576 (16 images),
// prepared weights for training 1,280, training arena 19,328 (16 images).
// Code of the steps, about, in bytes: 128 2,867.

#pragma once

#include <constnet/firmware/network.hpp>
#include <cstddef>
#include <cstdint>

namespace dilated {

inline constexpr const char* name = "dilated";
inline constexpr int input_height = 5;
inline constexpr int input_width = 4;
inline constexpr int input_channels = 1;
inline constexpr int input_size = 20;
inline constexpr int output_size = 2;
inline constexpr bool ends_in_softmax = false;
inline constexpr int micro_batch = 16;
inline constexpr int winograd_tile = 0;
inline constexpr std::size_t parameter_count = 12;
inline constexpr std::size_t tensor_count = 4;
inline constexpr long long multiply_adds = 52;
inline constexpr int prepare_parts = 3;
/// Another number for another network, or for another layout of Prepared.
inline constexpr std::uint64_t layout = 0xc9caf1744b22c2e1;

// Every parameter tensor: name, rank, shape, first float, floats, fan-in, fan-out, initializer.
inline constexpr constnet::runtime::Tensor tensors[] = {
    {"conv2d_1/kernel", 4, {1, 1, 1, 1}, 0, 1, 1, 1, constnet::runtime::Initializer::glorot_uniform},
    {"conv2d_1/bias", 1, {1, 1, 1, 1}, 1, 1, 1, 1, constnet::runtime::Initializer::zeros},
    {"conv2d_2/kernel", 4, {2, 2, 1, 2}, 2, 8, 4, 8, constnet::runtime::Initializer::glorot_uniform},
    {"conv2d_2/bias", 1, {2, 1, 1, 1}, 10, 2, 2, 2, constnet::runtime::Initializer::zeros},
};

/// What `summary` prints: Keras' table.
inline constexpr const char* summary =
    "Model: \"dilated\"\n"
    "_________________________________________________________________\n"
    "Layer (type)                 Output Shape              Param #   \n"
    "=================================================================\n"
    "conv2d_1 (Conv2D)            (None, 5, 4, 1)           2         \n"
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
  alignas(64) float floats[84];
};

/// Activations of `micro_batch` images; needs no initial value.
struct BatchArena {
  alignas(64) float floats[144];
};

/// Prepared parameters for forward and backward.
struct TrainingPrepared {
  alignas(64) float values[320];
};

/// Activations, their gradients and sums of parameter gradients for `micro_batch` images; needs no initial value but
/// clear_gradients.
struct TrainingArena {
  bool cleared;  ///< the sums of gradients are zero, whatever they hold
  alignas(64) float floats[4352];
  alignas(64) float gradients[256];
  alignas(64) std::uint32_t words[192];
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
/// to the outputs.
void backward(const TrainingPrepared& prepared, TrainingArena& arena, const float* d_outputs, int count);

/// Adds the arena's sums to a block in the layout of Parameters.
void add_gradients(const TrainingArena& arena, Parameters& gradients);

/// All of the above under one name, for code that is written for any network.
struct Network {
  using Parameters = dilated::Parameters;
  using Prepared = dilated::Prepared;
  using InferenceArena = dilated::InferenceArena;
  using BatchArena = dilated::BatchArena;
  using TrainingPrepared = dilated::TrainingPrepared;
  using TrainingArena = dilated::TrainingArena;
  static constexpr auto name = dilated::name;
  static constexpr auto summary = dilated::summary;
  static constexpr auto input_height = dilated::input_height;
  static constexpr auto input_width = dilated::input_width;
  static constexpr auto input_channels = dilated::input_channels;
  static constexpr auto input_size = dilated::input_size;
  static constexpr auto output_size = dilated::output_size;
  static constexpr auto ends_in_softmax = dilated::ends_in_softmax;
  static constexpr auto micro_batch = dilated::micro_batch;
  static constexpr auto winograd_tile = dilated::winograd_tile;
  static constexpr auto parameter_count = dilated::parameter_count;
  static constexpr auto tensor_count = dilated::tensor_count;
  static constexpr auto multiply_adds = dilated::multiply_adds;
  static constexpr auto layout = dilated::layout;
  static constexpr const auto& tensors = dilated::tensors;
  static constexpr auto prepare_parts = dilated::prepare_parts;
  static const char* simd_target() { return dilated::simd_target(); }
  static void prepare(const Parameters& parameters, Prepared& prepared) { dilated::prepare(parameters, prepared); }
  static void predict(const Prepared& prepared, InferenceArena& arena, const float* image, float* output) {
    dilated::predict(prepared, arena, image, output);
  }
  static void predict(const Prepared& prepared, BatchArena& arena, const float* images, int count, float* outputs) {
    dilated::predict(prepared, arena, images, count, outputs);
  }
  static void prepare(const Parameters& parameters, TrainingPrepared& prepared) {
    dilated::prepare(parameters, prepared);
  }
  static void prepare_part(const Parameters& parameters, TrainingPrepared& prepared, int part) {
    dilated::prepare_part(parameters, prepared, part);
  }
  static void clear_gradients(TrainingArena& arena) { dilated::clear_gradients(arena); }
  static void forward(const TrainingPrepared& prepared, TrainingArena& arena, const float* images, int count,
                      float* outputs) {
    dilated::forward(prepared, arena, images, count, outputs);
  }
  static void backward(const TrainingPrepared& prepared, TrainingArena& arena, const float* d_outputs, int count) {
    dilated::backward(prepared, arena, d_outputs, count);
  }
  static void add_gradients(const TrainingArena& arena, Parameters& gradients) {
    dilated::add_gradients(arena, gradients);
  }
};

}  // namespace dilated
