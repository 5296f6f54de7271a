// Generated from tests/golden/models.hpp. Do not edit: change the model and build again.
//
// Model: "slopes"
// _________________________________________________________________
// Layer (type)                 Output Shape              Param #
// =================================================================
// conv2d_1 (Conv2D)            (None, 2, 2, 3)           6
// _________________________________________________________________
// p_re_lu_1 (PReLU)            (None, 2, 2, 3)           3
// _________________________________________________________________
// p_re_lu_2 (PReLU)            (None, 2, 2, 3)           12
// =================================================================
// Total params: 21
// Trainable params: 21
// Non-trainable params: 0
// _________________________________________________________________
//
// Multiply-adds per image: 12. Bytes: prepared weights 1,024, inference arena 128,
// batch arena 1,152 (16 images),
// prepared weights for training 1,024, training arena 8,768 (16 images).
// Code of the steps, about, in bytes: 128 2,118.

#pragma once

#include <constnet/firmware/network.hpp>
#include <cstddef>
#include <cstdint>

namespace slopes {

inline constexpr const char* name = "slopes";
inline constexpr int input_height = 2;
inline constexpr int input_width = 2;
inline constexpr int input_channels = 1;
inline constexpr int input_size = 4;
inline constexpr int output_size = 12;
inline constexpr bool ends_in_softmax = false;
inline constexpr int micro_batch = 16;
inline constexpr int winograd_tile = 0;
inline constexpr std::size_t parameter_count = 21;
inline constexpr std::size_t tensor_count = 4;
inline constexpr long long multiply_adds = 12;
inline constexpr int prepare_parts = 3;
/// Another number for another network, or for another layout of Prepared.
inline constexpr std::uint64_t layout = 0xb6dbab6b1f8534be;

// Every parameter tensor: name, rank, shape, first float, floats, fan-in, fan-out, initializer.
inline constexpr constnet::runtime::Tensor tensors[] = {
    {"conv2d_1/kernel", 4, {1, 1, 1, 3}, 0, 3, 1, 3, constnet::runtime::Initializer::glorot_uniform},
    {"conv2d_1/bias", 1, {3, 1, 1, 1}, 3, 3, 3, 3, constnet::runtime::Initializer::zeros},
    {"p_re_lu_1/alpha", 3, {1, 1, 3, 1}, 6, 3, 1, 3, constnet::runtime::Initializer::zeros},
    {"p_re_lu_2/alpha", 3, {2, 2, 3, 1}, 9, 12, 4, 6, constnet::runtime::Initializer::zeros},
};

/// What `summary` prints: Keras' table.
inline constexpr const char* summary =
    "Model: \"slopes\"\n"
    "_________________________________________________________________\n"
    "Layer (type)                 Output Shape              Param #   \n"
    "=================================================================\n"
    "conv2d_1 (Conv2D)            (None, 2, 2, 3)           6         \n"
    "_________________________________________________________________\n"
    "p_re_lu_1 (PReLU)            (None, 2, 2, 3)           3         \n"
    "_________________________________________________________________\n"
    "p_re_lu_2 (PReLU)            (None, 2, 2, 3)           12        \n"
    "=================================================================\n"
    "Total params: 21\n"
    "Trainable params: 21\n"
    "Non-trainable params: 0\n"
    "_________________________________________________________________\n";

/// All parameters, in the order of `tensors`: the form for files and optimizers, and for gradients.
struct Parameters {
  alignas(64) float values[21];
};

/// Parameters as the code for this processor reads them; made by prepare.
struct Prepared {
  alignas(64) float values[256];
};

/// Activations of one image; needs no initial value.
struct InferenceArena {
  alignas(64) float floats[32];
};

/// Activations of `micro_batch` images; needs no initial value.
struct BatchArena {
  alignas(64) float floats[288];
};

/// Prepared parameters for forward and backward.
struct TrainingPrepared {
  alignas(64) float values[256];
};

/// Activations, their gradients and sums of parameter gradients for `micro_batch` images; needs no initial value but
/// clear_gradients.
struct TrainingArena {
  bool cleared;  ///< the sums of gradients are zero, whatever they hold
  alignas(64) float floats[1920];
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
  using Parameters = slopes::Parameters;
  using Prepared = slopes::Prepared;
  using InferenceArena = slopes::InferenceArena;
  using BatchArena = slopes::BatchArena;
  using TrainingPrepared = slopes::TrainingPrepared;
  using TrainingArena = slopes::TrainingArena;
  static constexpr auto name = slopes::name;
  static constexpr auto summary = slopes::summary;
  static constexpr auto input_height = slopes::input_height;
  static constexpr auto input_width = slopes::input_width;
  static constexpr auto input_channels = slopes::input_channels;
  static constexpr auto input_size = slopes::input_size;
  static constexpr auto output_size = slopes::output_size;
  static constexpr auto ends_in_softmax = slopes::ends_in_softmax;
  static constexpr auto micro_batch = slopes::micro_batch;
  static constexpr auto winograd_tile = slopes::winograd_tile;
  static constexpr auto parameter_count = slopes::parameter_count;
  static constexpr auto tensor_count = slopes::tensor_count;
  static constexpr auto multiply_adds = slopes::multiply_adds;
  static constexpr auto layout = slopes::layout;
  static constexpr const auto& tensors = slopes::tensors;
  static constexpr auto prepare_parts = slopes::prepare_parts;
  static const char* simd_target() { return slopes::simd_target(); }
  static void prepare(const Parameters& parameters, Prepared& prepared) { slopes::prepare(parameters, prepared); }
  static void predict(const Prepared& prepared, InferenceArena& arena, const float* image, float* output) {
    slopes::predict(prepared, arena, image, output);
  }
  static void predict(const Prepared& prepared, BatchArena& arena, const float* images, int count, float* outputs) {
    slopes::predict(prepared, arena, images, count, outputs);
  }
  static void prepare(const Parameters& parameters, TrainingPrepared& prepared) {
    slopes::prepare(parameters, prepared);
  }
  static void prepare_part(const Parameters& parameters, TrainingPrepared& prepared, int part) {
    slopes::prepare_part(parameters, prepared, part);
  }
  static void clear_gradients(TrainingArena& arena) { slopes::clear_gradients(arena); }
  static void forward(const TrainingPrepared& prepared, TrainingArena& arena, const float* images, int count,
                      float* outputs) {
    slopes::forward(prepared, arena, images, count, outputs);
  }
  static void backward(const TrainingPrepared& prepared, TrainingArena& arena, const float* d_outputs, int count) {
    slopes::backward(prepared, arena, d_outputs, count);
  }
  static void add_gradients(const TrainingArena& arena, Parameters& gradients) {
    slopes::add_gradients(arena, gradients);
  }
};

}  // namespace slopes
