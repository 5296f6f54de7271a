// Generated from tests/golden/models.hpp. Do not edit: change the model and build again.
//
// Model: "means"
// _________________________________________________________________
// Layer (type)                 Output Shape              Param #
// =================================================================
// conv2d_1 (Conv2D)            (None, 3, 3, 2)           4
// _________________________________________________________________
// average_pooling2d_1 (Average (None, 3, 3, 2)           0
// _________________________________________________________________
// global_average_pooling2d_1 ( (None, 2)                 0
// =================================================================
// Total params: 4
// Trainable params: 4
// Non-trainable params: 0
// _________________________________________________________________
//
// Multiply-adds per image: 18. Bytes: prepared weights 512, inference arena 336,
// batch arena 592 (16 images),
// prepared weights for training 512, training arena 14,912 (16 images).
// Code of the steps, about, in bytes: 128 1,607.

#pragma once

#include <constnet/firmware/network.hpp>
#include <cstddef>
#include <cstdint>

namespace means {

inline constexpr const char* name = "means";
inline constexpr int input_height = 3;
inline constexpr int input_width = 3;
inline constexpr int input_channels = 1;
inline constexpr int input_size = 9;
inline constexpr int output_size = 2;
inline constexpr bool ends_in_softmax = false;
inline constexpr int micro_batch = 16;
inline constexpr int winograd_tile = 0;
inline constexpr std::size_t parameter_count = 4;
inline constexpr std::size_t tensor_count = 2;
inline constexpr long long multiply_adds = 18;
inline constexpr int prepare_parts = 1;
/// Another number for another network, or for another layout of Prepared.
inline constexpr std::uint64_t layout = 0x95133549947c5954;

// Every parameter tensor: name, rank, shape, first float, floats, fan-in, fan-out, initializer.
inline constexpr constnet::runtime::Tensor tensors[] = {
    {"conv2d_1/kernel", 4, {1, 1, 1, 2}, 0, 2, 1, 2, constnet::runtime::Initializer::glorot_uniform},
    {"conv2d_1/bias", 1, {2, 1, 1, 1}, 2, 2, 2, 2, constnet::runtime::Initializer::zeros},
};

/// What `summary` prints: Keras' table.
inline constexpr const char* summary =
    "Model: \"means\"\n"
    "_________________________________________________________________\n"
    "Layer (type)                 Output Shape              Param #   \n"
    "=================================================================\n"
    "conv2d_1 (Conv2D)            (None, 3, 3, 2)           4         \n"
    "_________________________________________________________________\n"
    "average_pooling2d_1 (Average (None, 3, 3, 2)           0         \n"
    "_________________________________________________________________\n"
    "global_average_pooling2d_1 ( (None, 2)                 0         \n"
    "=================================================================\n"
    "Total params: 4\n"
    "Trainable params: 4\n"
    "Non-trainable params: 0\n"
    "_________________________________________________________________\n";

/// All parameters, in the order of `tensors`: the form for files and optimizers, and for gradients.
struct Parameters {
  alignas(64) float values[4];
};

/// Parameters as the code for this processor reads them; made by prepare.
struct Prepared {
  alignas(64) float values[128];
};

/// Activations of one image; needs no initial value.
struct InferenceArena {
  alignas(64) float floats[84];
};

/// Activations of `micro_batch` images; needs no initial value.
struct BatchArena {
  alignas(64) float floats[148];
};

/// Prepared parameters for forward and backward.
struct TrainingPrepared {
  alignas(64) float values[128];
};

/// Activations, their gradients and sums of parameter gradients for `micro_batch` images; needs no initial value but
/// clear_gradients.
struct TrainingArena {
  bool cleared;  ///< the sums of gradients are zero, whatever they hold
  alignas(64) float floats[3584];
  alignas(64) float gradients[128];
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
  using Parameters = means::Parameters;
  using Prepared = means::Prepared;
  using InferenceArena = means::InferenceArena;
  using BatchArena = means::BatchArena;
  using TrainingPrepared = means::TrainingPrepared;
  using TrainingArena = means::TrainingArena;
  static constexpr auto name = means::name;
  static constexpr auto summary = means::summary;
  static constexpr auto input_height = means::input_height;
  static constexpr auto input_width = means::input_width;
  static constexpr auto input_channels = means::input_channels;
  static constexpr auto input_size = means::input_size;
  static constexpr auto output_size = means::output_size;
  static constexpr auto ends_in_softmax = means::ends_in_softmax;
  static constexpr auto micro_batch = means::micro_batch;
  static constexpr auto winograd_tile = means::winograd_tile;
  static constexpr auto parameter_count = means::parameter_count;
  static constexpr auto tensor_count = means::tensor_count;
  static constexpr auto multiply_adds = means::multiply_adds;
  static constexpr auto layout = means::layout;
  static constexpr const auto& tensors = means::tensors;
  static constexpr auto prepare_parts = means::prepare_parts;
  static const char* simd_target() { return means::simd_target(); }
  static void prepare(const Parameters& parameters, Prepared& prepared) { means::prepare(parameters, prepared); }
  static void predict(const Prepared& prepared, InferenceArena& arena, const float* image, float* output) {
    means::predict(prepared, arena, image, output);
  }
  static void predict(const Prepared& prepared, BatchArena& arena, const float* images, int count, float* outputs) {
    means::predict(prepared, arena, images, count, outputs);
  }
  static void prepare(const Parameters& parameters, TrainingPrepared& prepared) {
    means::prepare(parameters, prepared);
  }
  static void prepare_part(const Parameters& parameters, TrainingPrepared& prepared, int part) {
    means::prepare_part(parameters, prepared, part);
  }
  static void clear_gradients(TrainingArena& arena) { means::clear_gradients(arena); }
  static void forward(const TrainingPrepared& prepared, TrainingArena& arena, const float* images, int count,
                      float* outputs) {
    means::forward(prepared, arena, images, count, outputs);
  }
  static void backward(const TrainingPrepared& prepared, TrainingArena& arena, const float* d_outputs, int count) {
    means::backward(prepared, arena, d_outputs, count);
  }
  static void add_gradients(const TrainingArena& arena, Parameters& gradients) {
    means::add_gradients(arena, gradients);
  }
};

}  // namespace means
