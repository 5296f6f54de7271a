// Generated from tests/golden/models.hpp. Do not edit: change the model and build again.
//
// Model: "strides"
// _________________________________________________________________
// Layer (type)                 Output Shape              Param #
// =================================================================
// conv2d_1 (Conv2D)            (None, 4, 4, 1)           2
// _________________________________________________________________
// conv2d_2 (Conv2D)            (None, 2, 3, 2)           10
// =================================================================
// Total params: 12
// Trainable params: 12
// Non-trainable params: 0
// _________________________________________________________________
//
// Multiply-adds per image: 64. Bytes: prepared weights 1,024, inference arena 352,
// batch arena 1,792 (16 images),
// prepared weights for training 1,536, training arena 20,288 (16 images).
// Code of the steps, about, in bytes: 128 3,262.

#pragma once

#include <constnet/firmware/network.hpp>
#include <cstddef>
#include <cstdint>

namespace strides {

inline constexpr const char* name = "strides";
inline constexpr int input_height = 4;
inline constexpr int input_width = 4;
inline constexpr int input_channels = 1;
inline constexpr int input_size = 16;
inline constexpr int output_size = 12;
inline constexpr bool ends_in_softmax = false;
inline constexpr int micro_batch = 16;
inline constexpr int winograd_tile = 0;
inline constexpr std::size_t parameter_count = 12;
inline constexpr std::size_t tensor_count = 4;
inline constexpr long long multiply_adds = 64;
inline constexpr int prepare_parts = 3;
/// Another number for another network, or for another layout of Prepared.
inline constexpr std::uint64_t layout = 0xd587cc9d72da4d40;

// Every parameter tensor: name, rank, shape, first float, floats, fan-in, fan-out, initializer.
inline constexpr constnet::runtime::Tensor tensors[] = {
    {"conv2d_1/kernel", 4, {1, 1, 1, 1}, 0, 1, 1, 1, constnet::runtime::Initializer::glorot_uniform},
    {"conv2d_1/bias", 1, {1, 1, 1, 1}, 1, 1, 1, 1, constnet::runtime::Initializer::zeros},
    {"conv2d_2/kernel", 4, {2, 2, 1, 2}, 2, 8, 4, 8, constnet::runtime::Initializer::glorot_uniform},
    {"conv2d_2/bias", 1, {2, 1, 1, 1}, 10, 2, 2, 2, constnet::runtime::Initializer::zeros},
};

/// What `summary` prints: Keras' table.
inline constexpr const char* summary =
    "Model: \"strides\"\n"
    "_________________________________________________________________\n"
    "Layer (type)                 Output Shape              Param #   \n"
    "=================================================================\n"
    "conv2d_1 (Conv2D)            (None, 4, 4, 1)           2         \n"
    "_________________________________________________________________\n"
    "conv2d_2 (Conv2D)            (None, 2, 3, 2)           10        \n"
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
  alignas(64) float floats[88];
};

/// Activations of `micro_batch` images; needs no initial value.
struct BatchArena {
  alignas(64) float floats[448];
};

/// Prepared parameters for forward and backward.
struct TrainingPrepared {
  alignas(64) float values[384];
};

/// Activations, their gradients and sums of parameter gradients for `micro_batch` images; needs no initial value but
/// clear_gradients.
struct TrainingArena {
  bool cleared;  ///< the sums of gradients are zero, whatever they hold
  alignas(64) float floats[4800];
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
  using Parameters = strides::Parameters;
  using Prepared = strides::Prepared;
  using InferenceArena = strides::InferenceArena;
  using BatchArena = strides::BatchArena;
  using TrainingPrepared = strides::TrainingPrepared;
  using TrainingArena = strides::TrainingArena;
  static constexpr auto name = strides::name;
  static constexpr auto summary = strides::summary;
  static constexpr auto input_height = strides::input_height;
  static constexpr auto input_width = strides::input_width;
  static constexpr auto input_channels = strides::input_channels;
  static constexpr auto input_size = strides::input_size;
  static constexpr auto output_size = strides::output_size;
  static constexpr auto ends_in_softmax = strides::ends_in_softmax;
  static constexpr auto micro_batch = strides::micro_batch;
  static constexpr auto winograd_tile = strides::winograd_tile;
  static constexpr auto parameter_count = strides::parameter_count;
  static constexpr auto tensor_count = strides::tensor_count;
  static constexpr auto multiply_adds = strides::multiply_adds;
  static constexpr auto layout = strides::layout;
  static constexpr const auto& tensors = strides::tensors;
  static constexpr auto prepare_parts = strides::prepare_parts;
  static const char* simd_target() { return strides::simd_target(); }
  static void prepare(const Parameters& parameters, Prepared& prepared) { strides::prepare(parameters, prepared); }
  static void predict(const Prepared& prepared, InferenceArena& arena, const float* image, float* output) {
    strides::predict(prepared, arena, image, output);
  }
  static void predict(const Prepared& prepared, BatchArena& arena, const float* images, int count, float* outputs) {
    strides::predict(prepared, arena, images, count, outputs);
  }
  static void prepare(const Parameters& parameters, TrainingPrepared& prepared) {
    strides::prepare(parameters, prepared);
  }
  static void prepare_part(const Parameters& parameters, TrainingPrepared& prepared, int part) {
    strides::prepare_part(parameters, prepared, part);
  }
  static void clear_gradients(TrainingArena& arena) { strides::clear_gradients(arena); }
  static void forward(const TrainingPrepared& prepared, TrainingArena& arena, const float* images, int count,
                      float* outputs) {
    strides::forward(prepared, arena, images, count, outputs);
  }
  static void backward(const TrainingPrepared& prepared, TrainingArena& arena, const float* d_outputs, int count) {
    strides::backward(prepared, arena, d_outputs, count);
  }
  static void add_gradients(const TrainingArena& arena, Parameters& gradients) {
    strides::add_gradients(arena, gradients);
  }
};

}  // namespace strides
