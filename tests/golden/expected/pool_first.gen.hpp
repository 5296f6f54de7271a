// Generated from tests/golden/models.hpp. Do not edit: change the model and build again.
//
// Model: "pool_first"
// _________________________________________________________________
// Layer (type)                 Output Shape              Param #
// =================================================================
// max_pooling2d_1 (MaxPooling2 (None, 3, 2, 3)           0
// =================================================================
// Total params: 0
// Trainable params: 0
// Non-trainable params: 0
// _________________________________________________________________
//
// Multiply-adds per image: 0. Bytes: prepared weights 0, inference arena 416,
// batch arena 1,856 (16 images),
// prepared weights for training 0, training arena 6,976 (16 images).
// Code of the steps, about, in bytes: 128 703.

#pragma once

#include <constnet/firmware/network.hpp>
#include <cstddef>
#include <cstdint>

namespace pool_first {

inline constexpr const char* name = "pool_first";
inline constexpr int input_height = 5;
inline constexpr int input_width = 4;
inline constexpr int input_channels = 3;
inline constexpr int input_size = 60;
inline constexpr int output_size = 18;
inline constexpr bool ends_in_softmax = false;
inline constexpr int micro_batch = 16;
inline constexpr int winograd_tile = 0;
inline constexpr std::size_t parameter_count = 0;
inline constexpr std::size_t tensor_count = 0;
inline constexpr long long multiply_adds = 0;
inline constexpr int prepare_parts = 0;
/// Another number for another network, or for another layout of Prepared.
inline constexpr std::uint64_t layout = 0xaeea43a84ed38d87;

inline constexpr constnet::runtime::Tensor tensors[1] = {};

/// What `summary` prints: Keras' table.
inline constexpr const char* summary =
    "Model: \"pool_first\"\n"
    "_________________________________________________________________\n"
    "Layer (type)                 Output Shape              Param #   \n"
    "=================================================================\n"
    "max_pooling2d_1 (MaxPooling2 (None, 3, 2, 3)           0         \n"
    "=================================================================\n"
    "Total params: 0\n"
    "Trainable params: 0\n"
    "Non-trainable params: 0\n"
    "_________________________________________________________________\n";

/// All parameters, in the order of `tensors`: the form for files and optimizers, and for gradients.
struct Parameters {
  alignas(64) float values[1];
};

/// Parameters as the code for this processor reads them; made by prepare.
struct Prepared {
  alignas(64) float values[1];
};

/// Activations of one image; needs no initial value.
struct InferenceArena {
  alignas(64) float floats[104];
};

/// Activations of `micro_batch` images; needs no initial value.
struct BatchArena {
  alignas(64) float floats[464];
};

/// Prepared parameters for forward and backward.
struct TrainingPrepared {
  alignas(64) float values[1];
};

/// Activations, their gradients and sums of parameter gradients for `micro_batch` images; needs no initial value but
/// clear_gradients.
struct TrainingArena {
  bool cleared;  ///< the sums of gradients are zero, whatever they hold
  alignas(64) float floats[1728];
  alignas(64) float gradients[1];
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
  using Parameters = pool_first::Parameters;
  using Prepared = pool_first::Prepared;
  using InferenceArena = pool_first::InferenceArena;
  using BatchArena = pool_first::BatchArena;
  using TrainingPrepared = pool_first::TrainingPrepared;
  using TrainingArena = pool_first::TrainingArena;
  static constexpr auto name = pool_first::name;
  static constexpr auto summary = pool_first::summary;
  static constexpr auto input_height = pool_first::input_height;
  static constexpr auto input_width = pool_first::input_width;
  static constexpr auto input_channels = pool_first::input_channels;
  static constexpr auto input_size = pool_first::input_size;
  static constexpr auto output_size = pool_first::output_size;
  static constexpr auto ends_in_softmax = pool_first::ends_in_softmax;
  static constexpr auto micro_batch = pool_first::micro_batch;
  static constexpr auto winograd_tile = pool_first::winograd_tile;
  static constexpr auto parameter_count = pool_first::parameter_count;
  static constexpr auto tensor_count = pool_first::tensor_count;
  static constexpr auto multiply_adds = pool_first::multiply_adds;
  static constexpr auto layout = pool_first::layout;
  static constexpr const auto& tensors = pool_first::tensors;
  static constexpr auto prepare_parts = pool_first::prepare_parts;
  static const char* simd_target() { return pool_first::simd_target(); }
  static void prepare(const Parameters& parameters, Prepared& prepared) { pool_first::prepare(parameters, prepared); }
  static void predict(const Prepared& prepared, InferenceArena& arena, const float* image, float* output) {
    pool_first::predict(prepared, arena, image, output);
  }
  static void predict(const Prepared& prepared, BatchArena& arena, const float* images, int count, float* outputs) {
    pool_first::predict(prepared, arena, images, count, outputs);
  }
  static void prepare(const Parameters& parameters, TrainingPrepared& prepared) {
    pool_first::prepare(parameters, prepared);
  }
  static void prepare_part(const Parameters& parameters, TrainingPrepared& prepared, int part) {
    pool_first::prepare_part(parameters, prepared, part);
  }
  static void clear_gradients(TrainingArena& arena) { pool_first::clear_gradients(arena); }
  static void forward(const TrainingPrepared& prepared, TrainingArena& arena, const float* images, int count,
                      float* outputs) {
    pool_first::forward(prepared, arena, images, count, outputs);
  }
  static void backward(const TrainingPrepared& prepared, TrainingArena& arena, const float* d_outputs, int count) {
    pool_first::backward(prepared, arena, d_outputs, count);
  }
  static void add_gradients(const TrainingArena& arena, Parameters& gradients) {
    pool_first::add_gradients(arena, gradients);
  }
};

}  // namespace pool_first
