// Generated from tests/golden/models.hpp. Do not edit: change the model and build again.
//
// Model: "conv"
// _________________________________________________________________
// Layer (type)                 Output Shape              Param #
// =================================================================
// conv2d_1 (Conv2D)            (None, 2, 2, 2)           26
// =================================================================
// Total params: 26
// Trainable params: 26
// Non-trainable params: 0
// _________________________________________________________________
//
// Multiply-adds per image: 96. Bytes: prepared weights 512, inference arena 32,
// batch arena 512 (16 images),
// prepared weights for training 512, training arena 3,904 (16 images).
// Code of the steps, about, in bytes: scalar 1,883.

#pragma once

#include <constnet/firmware/network.hpp>
#include <cstddef>
#include <cstdint>

namespace conv {

inline constexpr const char* name = "conv";
inline constexpr int input_height = 3;
inline constexpr int input_width = 4;
inline constexpr int input_channels = 2;
inline constexpr int input_size = 24;
inline constexpr int output_size = 8;
inline constexpr bool ends_in_softmax = false;
inline constexpr int micro_batch = 16;
inline constexpr int winograd_tile = 0;
inline constexpr std::size_t parameter_count = 26;
inline constexpr std::size_t tensor_count = 2;
inline constexpr long long multiply_adds = 96;
inline constexpr int prepare_parts = 1;
/// Another number for another network, or for another layout of Prepared.
inline constexpr std::uint64_t layout = 0x636197639858b82e;

// Every parameter tensor: name, rank, shape, first float, floats, fan-in, fan-out, initializer.
inline constexpr constnet::runtime::Tensor tensors[] = {
    {"conv2d_1/kernel", 4, {2, 3, 2, 2}, 0, 24, 12, 12, constnet::runtime::Initializer::glorot_uniform},
    {"conv2d_1/bias", 1, {2, 1, 1, 1}, 24, 2, 2, 2, constnet::runtime::Initializer::zeros},
};

/// What `summary` prints: Keras' table.
inline constexpr const char* summary =
    "Model: \"conv\"\n"
    "_________________________________________________________________\n"
    "Layer (type)                 Output Shape              Param #   \n"
    "=================================================================\n"
    "conv2d_1 (Conv2D)            (None, 2, 2, 2)           26        \n"
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
  alignas(64) float values[128];
};

/// Activations of one image; needs no initial value.
struct InferenceArena {
  alignas(64) float floats[8];
};

/// Activations of `micro_batch` images; needs no initial value.
struct BatchArena {
  alignas(64) float floats[128];
};

/// Prepared parameters for forward and backward.
struct TrainingPrepared {
  alignas(64) float values[128];
};

/// Activations, their gradients and sums of parameter gradients for `micro_batch` images; needs no initial value but
/// clear_gradients.
struct TrainingArena {
  bool cleared;  ///< the sums of gradients are zero, whatever they hold
  alignas(64) float floats[832];
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
  using Parameters = conv::Parameters;
  using Prepared = conv::Prepared;
  using InferenceArena = conv::InferenceArena;
  using BatchArena = conv::BatchArena;
  using TrainingPrepared = conv::TrainingPrepared;
  using TrainingArena = conv::TrainingArena;
  static constexpr auto name = conv::name;
  static constexpr auto summary = conv::summary;
  static constexpr auto input_height = conv::input_height;
  static constexpr auto input_width = conv::input_width;
  static constexpr auto input_channels = conv::input_channels;
  static constexpr auto input_size = conv::input_size;
  static constexpr auto output_size = conv::output_size;
  static constexpr auto ends_in_softmax = conv::ends_in_softmax;
  static constexpr auto micro_batch = conv::micro_batch;
  static constexpr auto winograd_tile = conv::winograd_tile;
  static constexpr auto parameter_count = conv::parameter_count;
  static constexpr auto tensor_count = conv::tensor_count;
  static constexpr auto multiply_adds = conv::multiply_adds;
  static constexpr auto layout = conv::layout;
  static constexpr const auto& tensors = conv::tensors;
  static constexpr auto prepare_parts = conv::prepare_parts;
  static const char* simd_target() { return conv::simd_target(); }
  static void prepare(const Parameters& parameters, Prepared& prepared) { conv::prepare(parameters, prepared); }
  static void predict(const Prepared& prepared, InferenceArena& arena, const float* image, float* output) {
    conv::predict(prepared, arena, image, output);
  }
  static void predict(const Prepared& prepared, BatchArena& arena, const float* images, int count, float* outputs) {
    conv::predict(prepared, arena, images, count, outputs);
  }
  static void prepare(const Parameters& parameters, TrainingPrepared& prepared) { conv::prepare(parameters, prepared); }
  static void prepare_part(const Parameters& parameters, TrainingPrepared& prepared, int part) {
    conv::prepare_part(parameters, prepared, part);
  }
  static void clear_gradients(TrainingArena& arena) { conv::clear_gradients(arena); }
  static void forward(const TrainingPrepared& prepared, TrainingArena& arena, const float* images, int count,
                      float* outputs) {
    conv::forward(prepared, arena, images, count, outputs);
  }
  static void backward(const TrainingPrepared& prepared, TrainingArena& arena, const float* d_outputs, int count) {
    conv::backward(prepared, arena, d_outputs, count);
  }
  static void add_gradients(const TrainingArena& arena, Parameters& gradients) {
    conv::add_gradients(arena, gradients);
  }
};

}  // namespace conv
