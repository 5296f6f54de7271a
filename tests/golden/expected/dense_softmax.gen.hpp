// Generated from tests/golden/models.hpp. Do not edit: change the model and build again.
//
// Model: "dense_softmax"
// _________________________________________________________________
// Layer (type)                 Output Shape              Param #
// =================================================================
// flatten_1 (Flatten)          (None, 2)                 0
// _________________________________________________________________
// dense_1 (Dense)              (None, 2)                 6
// _________________________________________________________________
// dense_2 (Dense)              (None, 2)                 6
// =================================================================
// Total params: 12
// Trainable params: 12
// Non-trainable params: 0
// _________________________________________________________________
//
// Multiply-adds per image: 8. Bytes: prepared weights 1,024, inference arena 80,
// batch arena 512 (16 images),
// prepared weights for training 1,280, training arena 2,368 (16 images).
// Code of the steps, about, in bytes: 128 2,593.

#pragma once

#include <constnet/firmware/network.hpp>
#include <cstddef>
#include <cstdint>

namespace dense_softmax {

inline constexpr const char* name = "dense_softmax";
inline constexpr int input_height = 1;
inline constexpr int input_width = 2;
inline constexpr int input_channels = 1;
inline constexpr int input_size = 2;
inline constexpr int output_size = 2;
inline constexpr bool ends_in_softmax = true;
inline constexpr int micro_batch = 16;
inline constexpr int winograd_tile = 0;
inline constexpr std::size_t parameter_count = 12;
inline constexpr std::size_t tensor_count = 4;
inline constexpr long long multiply_adds = 8;
inline constexpr int prepare_parts = 3;
/// Another number for another network, or for another layout of Prepared.
inline constexpr std::uint64_t layout = 0x92012309e4098458;

// Every parameter tensor: name, rank, shape, first float, floats, fan-in, fan-out, initializer.
inline constexpr constnet::runtime::Tensor tensors[] = {
    {"dense_1/kernel", 2, {2, 2, 1, 1}, 0, 4, 2, 2, constnet::runtime::Initializer::glorot_uniform},
    {"dense_1/bias", 1, {2, 1, 1, 1}, 4, 2, 2, 2, constnet::runtime::Initializer::zeros},
    {"dense_2/kernel", 2, {2, 2, 1, 1}, 6, 4, 2, 2, constnet::runtime::Initializer::glorot_uniform},
    {"dense_2/bias", 1, {2, 1, 1, 1}, 10, 2, 2, 2, constnet::runtime::Initializer::zeros},
};

/// What `summary` prints: Keras' table.
inline constexpr const char* summary =
    "Model: \"dense_softmax\"\n"
    "_________________________________________________________________\n"
    "Layer (type)                 Output Shape              Param #   \n"
    "=================================================================\n"
    "flatten_1 (Flatten)          (None, 2)                 0         \n"
    "_________________________________________________________________\n"
    "dense_1 (Dense)              (None, 2)                 6         \n"
    "_________________________________________________________________\n"
    "dense_2 (Dense)              (None, 2)                 6         \n"
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
  alignas(64) float floats[20];
};

/// Activations of `micro_batch` images; needs no initial value.
struct BatchArena {
  alignas(64) float floats[128];
};

/// Prepared parameters for forward and backward.
struct TrainingPrepared {
  alignas(64) float values[320];
};

/// Activations, their gradients and sums of parameter gradients for `micro_batch` images; needs no initial value but
/// clear_gradients.
struct TrainingArena {
  bool cleared;  ///< the sums of gradients are zero, whatever they hold
  alignas(64) float floats[320];
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
/// to what goes into the softmax.
void backward(const TrainingPrepared& prepared, TrainingArena& arena, const float* d_outputs, int count);

/// Adds the arena's sums to a block in the layout of Parameters.
void add_gradients(const TrainingArena& arena, Parameters& gradients);

/// All of the above under one name, for code that is written for any network.
struct Network {
  using Parameters = dense_softmax::Parameters;
  using Prepared = dense_softmax::Prepared;
  using InferenceArena = dense_softmax::InferenceArena;
  using BatchArena = dense_softmax::BatchArena;
  using TrainingPrepared = dense_softmax::TrainingPrepared;
  using TrainingArena = dense_softmax::TrainingArena;
  static constexpr auto name = dense_softmax::name;
  static constexpr auto summary = dense_softmax::summary;
  static constexpr auto input_height = dense_softmax::input_height;
  static constexpr auto input_width = dense_softmax::input_width;
  static constexpr auto input_channels = dense_softmax::input_channels;
  static constexpr auto input_size = dense_softmax::input_size;
  static constexpr auto output_size = dense_softmax::output_size;
  static constexpr auto ends_in_softmax = dense_softmax::ends_in_softmax;
  static constexpr auto micro_batch = dense_softmax::micro_batch;
  static constexpr auto winograd_tile = dense_softmax::winograd_tile;
  static constexpr auto parameter_count = dense_softmax::parameter_count;
  static constexpr auto tensor_count = dense_softmax::tensor_count;
  static constexpr auto multiply_adds = dense_softmax::multiply_adds;
  static constexpr auto layout = dense_softmax::layout;
  static constexpr const auto& tensors = dense_softmax::tensors;
  static constexpr auto prepare_parts = dense_softmax::prepare_parts;
  static const char* simd_target() { return dense_softmax::simd_target(); }
  static void prepare(const Parameters& parameters, Prepared& prepared) {
    dense_softmax::prepare(parameters, prepared);
  }
  static void predict(const Prepared& prepared, InferenceArena& arena, const float* image, float* output) {
    dense_softmax::predict(prepared, arena, image, output);
  }
  static void predict(const Prepared& prepared, BatchArena& arena, const float* images, int count, float* outputs) {
    dense_softmax::predict(prepared, arena, images, count, outputs);
  }
  static void prepare(const Parameters& parameters, TrainingPrepared& prepared) {
    dense_softmax::prepare(parameters, prepared);
  }
  static void prepare_part(const Parameters& parameters, TrainingPrepared& prepared, int part) {
    dense_softmax::prepare_part(parameters, prepared, part);
  }
  static void clear_gradients(TrainingArena& arena) { dense_softmax::clear_gradients(arena); }
  static void forward(const TrainingPrepared& prepared, TrainingArena& arena, const float* images, int count,
                      float* outputs) {
    dense_softmax::forward(prepared, arena, images, count, outputs);
  }
  static void backward(const TrainingPrepared& prepared, TrainingArena& arena, const float* d_outputs, int count) {
    dense_softmax::backward(prepared, arena, d_outputs, count);
  }
  static void add_gradients(const TrainingArena& arena, Parameters& gradients) {
    dense_softmax::add_gradients(arena, gradients);
  }
};

}  // namespace dense_softmax
