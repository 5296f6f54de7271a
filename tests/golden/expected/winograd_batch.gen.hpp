// Generated from tests/golden/models.hpp. Do not edit: change the model and build again.
//
// Model: "winograd_batch"
// _________________________________________________________________
// Layer (type)                 Output Shape              Param #
// =================================================================
// conv2d_1 (Conv2D)            (None, 2, 2, 16)          2320
// =================================================================
// Total params: 2,320
// Trainable params: 2,320
// Non-trainable params: 0
// _________________________________________________________________
//
// Multiply-adds per image: 9,216. Bytes: prepared weights 26,880, inference arena 256,
// batch arena 38,912 (16 images),
// prepared weights for training 26,880, training arena 81,472 (16 images).
// Code of the steps, about, in bytes: avx512 3,766.

#pragma once

#include <constnet/firmware/network.hpp>
#include <cstddef>
#include <cstdint>

namespace winograd_batch {

inline constexpr const char* name = "winograd_batch";
inline constexpr int input_height = 4;
inline constexpr int input_width = 4;
inline constexpr int input_channels = 16;
inline constexpr int input_size = 256;
inline constexpr int output_size = 64;
inline constexpr bool ends_in_softmax = false;
inline constexpr int micro_batch = 16;
inline constexpr int winograd_tile = 2;
inline constexpr std::size_t parameter_count = 2320;
inline constexpr std::size_t tensor_count = 2;
inline constexpr long long multiply_adds = 9216;
inline constexpr int prepare_parts = 1;
/// Another number for another network, or for another layout of Prepared.
inline constexpr std::uint64_t layout = 0xf466d3be0abeb3ea;

// Every parameter tensor: name, rank, shape, first float, floats, fan-in, fan-out, initializer.
inline constexpr constnet::runtime::Tensor tensors[] = {
    {"conv2d_1/kernel", 4, {3, 3, 16, 16}, 0, 2304, 144, 144, constnet::runtime::Initializer::glorot_uniform},
    {"conv2d_1/bias", 1, {16, 1, 1, 1}, 2304, 16, 16, 16, constnet::runtime::Initializer::zeros},
};

/// What `summary` prints: Keras' table.
inline constexpr const char* summary =
    "Model: \"winograd_batch\"\n"
    "_________________________________________________________________\n"
    "Layer (type)                 Output Shape              Param #   \n"
    "=================================================================\n"
    "conv2d_1 (Conv2D)            (None, 2, 2, 16)          2320      \n"
    "=================================================================\n"
    "Total params: 2,320\n"
    "Trainable params: 2,320\n"
    "Non-trainable params: 0\n"
    "_________________________________________________________________\n";

/// All parameters, in the order of `tensors`: the form for files and optimizers, and for gradients.
struct Parameters {
  alignas(64) float values[2320];
};

/// Parameters as the code for this processor reads them; made by prepare.
struct Prepared {
  alignas(64) float values[6720];
};

/// Activations of one image; needs no initial value.
struct InferenceArena {
  alignas(64) float floats[64];
};

/// Activations of `micro_batch` images; needs no initial value.
struct BatchArena {
  alignas(64) float floats[9728];
};

/// Prepared parameters for forward and backward.
struct TrainingPrepared {
  alignas(64) float values[6720];
};

/// Activations, their gradients and sums of parameter gradients for `micro_batch` images; needs no initial value but
/// clear_gradients.
struct TrainingArena {
  bool cleared;  ///< the sums of gradients are zero, whatever they hold
  alignas(64) float floats[15936];
  alignas(64) float gradients[4416];
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
  using Parameters = winograd_batch::Parameters;
  using Prepared = winograd_batch::Prepared;
  using InferenceArena = winograd_batch::InferenceArena;
  using BatchArena = winograd_batch::BatchArena;
  using TrainingPrepared = winograd_batch::TrainingPrepared;
  using TrainingArena = winograd_batch::TrainingArena;
  static constexpr auto name = winograd_batch::name;
  static constexpr auto summary = winograd_batch::summary;
  static constexpr auto input_height = winograd_batch::input_height;
  static constexpr auto input_width = winograd_batch::input_width;
  static constexpr auto input_channels = winograd_batch::input_channels;
  static constexpr auto input_size = winograd_batch::input_size;
  static constexpr auto output_size = winograd_batch::output_size;
  static constexpr auto ends_in_softmax = winograd_batch::ends_in_softmax;
  static constexpr auto micro_batch = winograd_batch::micro_batch;
  static constexpr auto winograd_tile = winograd_batch::winograd_tile;
  static constexpr auto parameter_count = winograd_batch::parameter_count;
  static constexpr auto tensor_count = winograd_batch::tensor_count;
  static constexpr auto multiply_adds = winograd_batch::multiply_adds;
  static constexpr auto layout = winograd_batch::layout;
  static constexpr const auto& tensors = winograd_batch::tensors;
  static constexpr auto prepare_parts = winograd_batch::prepare_parts;
  static const char* simd_target() { return winograd_batch::simd_target(); }
  static void prepare(const Parameters& parameters, Prepared& prepared) {
    winograd_batch::prepare(parameters, prepared);
  }
  static void predict(const Prepared& prepared, InferenceArena& arena, const float* image, float* output) {
    winograd_batch::predict(prepared, arena, image, output);
  }
  static void predict(const Prepared& prepared, BatchArena& arena, const float* images, int count, float* outputs) {
    winograd_batch::predict(prepared, arena, images, count, outputs);
  }
  static void prepare(const Parameters& parameters, TrainingPrepared& prepared) {
    winograd_batch::prepare(parameters, prepared);
  }
  static void prepare_part(const Parameters& parameters, TrainingPrepared& prepared, int part) {
    winograd_batch::prepare_part(parameters, prepared, part);
  }
  static void clear_gradients(TrainingArena& arena) { winograd_batch::clear_gradients(arena); }
  static void forward(const TrainingPrepared& prepared, TrainingArena& arena, const float* images, int count,
                      float* outputs) {
    winograd_batch::forward(prepared, arena, images, count, outputs);
  }
  static void backward(const TrainingPrepared& prepared, TrainingArena& arena, const float* d_outputs, int count) {
    winograd_batch::backward(prepared, arena, d_outputs, count);
  }
  static void add_gradients(const TrainingArena& arena, Parameters& gradients) {
    winograd_batch::add_gradients(arena, gradients);
  }
};

}  // namespace winograd_batch
