// Generated from tests/golden/models.hpp. Do not edit: change the model and build again.
//
// Model: "groups"
// _________________________________________________________________
// Layer (type)                 Output Shape              Param #
// =================================================================
// conv2d_1 (Conv2D)            (None, 2, 2, 8)           72
// _________________________________________________________________
// conv2d_2 (Conv2D)            (None, 2, 2, 4)           20
// =================================================================
// Total params: 92
// Trainable params: 92
// Non-trainable params: 0
// _________________________________________________________________
//
// Multiply-adds per image: 320. Bytes: prepared weights 1,024, inference arena 192,
// batch arena 1,152 (16 images),
// prepared weights for training 1,280, training arena 12,864 (16 images).
// Code of the steps, about, in bytes: 128 2,998.

#pragma once

#include <constnet/firmware/network.hpp>
#include <cstddef>
#include <cstdint>

namespace groups {

inline constexpr const char* name = "groups";
inline constexpr int input_height = 3;
inline constexpr int input_width = 3;
inline constexpr int input_channels = 4;
inline constexpr int input_size = 36;
inline constexpr int output_size = 16;
inline constexpr bool ends_in_softmax = false;
inline constexpr int micro_batch = 16;
inline constexpr int winograd_tile = 0;
inline constexpr std::size_t parameter_count = 92;
inline constexpr std::size_t tensor_count = 4;
inline constexpr long long multiply_adds = 320;
inline constexpr int prepare_parts = 3;
/// Another number for another network, or for another layout of Prepared.
inline constexpr std::uint64_t layout = 0x02fe85d7fb98b71f;

// Every parameter tensor: name, rank, shape, first float, floats, fan-in, fan-out, initializer.
inline constexpr constnet::runtime::Tensor tensors[] = {
    {"conv2d_1/kernel", 4, {2, 2, 2, 8}, 0, 64, 8, 32, constnet::runtime::Initializer::glorot_uniform},
    {"conv2d_1/bias", 1, {8, 1, 1, 1}, 64, 8, 8, 8, constnet::runtime::Initializer::zeros},
    {"conv2d_2/kernel", 4, {1, 1, 4, 4}, 72, 16, 4, 4, constnet::runtime::Initializer::glorot_uniform},
    {"conv2d_2/bias", 1, {4, 1, 1, 1}, 88, 4, 4, 4, constnet::runtime::Initializer::zeros},
};

/// What `summary` prints: Keras' table.
inline constexpr const char* summary =
    "Model: \"groups\"\n"
    "_________________________________________________________________\n"
    "Layer (type)                 Output Shape              Param #   \n"
    "=================================================================\n"
    "conv2d_1 (Conv2D)            (None, 2, 2, 8)           72        \n"
    "_________________________________________________________________\n"
    "conv2d_2 (Conv2D)            (None, 2, 2, 4)           20        \n"
    "=================================================================\n"
    "Total params: 92\n"
    "Trainable params: 92\n"
    "Non-trainable params: 0\n"
    "_________________________________________________________________\n";

/// All parameters, in the order of `tensors`: the form for files and optimizers, and for gradients.
struct Parameters {
  alignas(64) float values[92];
};

/// Parameters as the code for this processor reads them; made by prepare.
struct Prepared {
  alignas(64) float values[256];
};

/// Activations of one image; needs no initial value.
struct InferenceArena {
  alignas(64) float floats[48];
};

/// Activations of `micro_batch` images; needs no initial value.
struct BatchArena {
  alignas(64) float floats[288];
};

/// Prepared parameters for forward and backward.
struct TrainingPrepared {
  alignas(64) float values[320];
};

/// Activations, their gradients and sums of parameter gradients for `micro_batch` images; needs no initial value but
/// clear_gradients.
struct TrainingArena {
  bool cleared;  ///< the sums of gradients are zero, whatever they hold
  alignas(64) float floats[2944];
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
  using Parameters = groups::Parameters;
  using Prepared = groups::Prepared;
  using InferenceArena = groups::InferenceArena;
  using BatchArena = groups::BatchArena;
  using TrainingPrepared = groups::TrainingPrepared;
  using TrainingArena = groups::TrainingArena;
  static constexpr auto name = groups::name;
  static constexpr auto summary = groups::summary;
  static constexpr auto input_height = groups::input_height;
  static constexpr auto input_width = groups::input_width;
  static constexpr auto input_channels = groups::input_channels;
  static constexpr auto input_size = groups::input_size;
  static constexpr auto output_size = groups::output_size;
  static constexpr auto ends_in_softmax = groups::ends_in_softmax;
  static constexpr auto micro_batch = groups::micro_batch;
  static constexpr auto winograd_tile = groups::winograd_tile;
  static constexpr auto parameter_count = groups::parameter_count;
  static constexpr auto tensor_count = groups::tensor_count;
  static constexpr auto multiply_adds = groups::multiply_adds;
  static constexpr auto layout = groups::layout;
  static constexpr const auto& tensors = groups::tensors;
  static constexpr auto prepare_parts = groups::prepare_parts;
  static const char* simd_target() { return groups::simd_target(); }
  static void prepare(const Parameters& parameters, Prepared& prepared) { groups::prepare(parameters, prepared); }
  static void predict(const Prepared& prepared, InferenceArena& arena, const float* image, float* output) {
    groups::predict(prepared, arena, image, output);
  }
  static void predict(const Prepared& prepared, BatchArena& arena, const float* images, int count, float* outputs) {
    groups::predict(prepared, arena, images, count, outputs);
  }
  static void prepare(const Parameters& parameters, TrainingPrepared& prepared) {
    groups::prepare(parameters, prepared);
  }
  static void prepare_part(const Parameters& parameters, TrainingPrepared& prepared, int part) {
    groups::prepare_part(parameters, prepared, part);
  }
  static void clear_gradients(TrainingArena& arena) { groups::clear_gradients(arena); }
  static void forward(const TrainingPrepared& prepared, TrainingArena& arena, const float* images, int count,
                      float* outputs) {
    groups::forward(prepared, arena, images, count, outputs);
  }
  static void backward(const TrainingPrepared& prepared, TrainingArena& arena, const float* d_outputs, int count) {
    groups::backward(prepared, arena, d_outputs, count);
  }
  static void add_gradients(const TrainingArena& arena, Parameters& gradients) {
    groups::add_gradients(arena, gradients);
  }
};

}  // namespace groups
