// Generated from tests/golden/models.hpp. Do not edit: change the model and build again.
//
// Model: "joined"
// __________________________________________________________________________________________________
// Layer (type)                    Output Shape         Param #     Connected to
// ==================================================================================================
// input_1 (Input)                 (None, 2, 3, 1)      0
// __________________________________________________________________________________________________
// conv2d_1 (Conv2D)               (None, 2, 3, 2)      4           input_1[0][0]
// __________________________________________________________________________________________________
// conv2d_2 (Conv2D)               (None, 2, 3, 1)      3           conv2d_1[0][0]
// __________________________________________________________________________________________________
// concatenate_1 (Concatenate)     (None, 2, 3, 3)      0           conv2d_2[0][0]
//                                                                  conv2d_1[0][0]
// ==================================================================================================
// Total params: 7
// Trainable params: 3
// Non-trainable params: 4
// __________________________________________________________________________________________________
//
// Multiply-adds per image: 24. Bytes: prepared weights 1,024, inference arena 216,
// batch arena 1,240 (16 images),
// prepared weights for training 1,024, training arena 5,952 (16 images).
// Code of the steps, about, in bytes: scalar 1,684.

#pragma once

#include <constnet/firmware/network.hpp>
#include <cstddef>
#include <cstdint>

namespace joined {

inline constexpr const char* name = "joined";
inline constexpr int input_height = 2;
inline constexpr int input_width = 3;
inline constexpr int input_channels = 1;
inline constexpr int input_size = 6;
inline constexpr int output_size = 18;
inline constexpr bool ends_in_softmax = false;
inline constexpr int micro_batch = 16;
inline constexpr int winograd_tile = 0;
inline constexpr std::size_t parameter_count = 7;
inline constexpr std::size_t tensor_count = 4;
inline constexpr long long multiply_adds = 24;
inline constexpr int prepare_parts = 2;
/// Another number for another network, or for another layout of Prepared.
inline constexpr std::uint64_t layout = 0x8d77063c50436330;

// Every parameter tensor: name, rank, shape, first float, floats, fan-in, fan-out, initializer.
inline constexpr constnet::runtime::Tensor tensors[] = {
    {"conv2d_1/kernel", 4, {1, 1, 1, 2}, 0, 2, 1, 2, constnet::runtime::Initializer::glorot_uniform, {}, {}, false},
    {"conv2d_1/bias", 1, {2, 1, 1, 1}, 2, 2, 2, 2, constnet::runtime::Initializer::zeros, {}, {}, false},
    {"conv2d_2/kernel", 4, {1, 1, 2, 1}, 4, 2, 2, 1, constnet::runtime::Initializer::glorot_uniform},
    {"conv2d_2/bias", 1, {1, 1, 1, 1}, 6, 1, 1, 1, constnet::runtime::Initializer::zeros},
};

/// What `summary` prints: Keras' table.
inline constexpr const char* summary =
    "Model: \"joined\"\n"
    "__________________________________________________________________________________________________\n"
    "Layer (type)                    Output Shape         Param #     Connected to                     \n"
    "==================================================================================================\n"
    "input_1 (Input)                 (None, 2, 3, 1)      0                                            \n"
    "__________________________________________________________________________________________________\n"
    "conv2d_1 (Conv2D)               (None, 2, 3, 2)      4           input_1[0][0]                    \n"
    "__________________________________________________________________________________________________\n"
    "conv2d_2 (Conv2D)               (None, 2, 3, 1)      3           conv2d_1[0][0]                   \n"
    "__________________________________________________________________________________________________\n"
    "concatenate_1 (Concatenate)     (None, 2, 3, 3)      0           conv2d_2[0][0]                   \n"
    "                                                                 conv2d_1[0][0]                   \n"
    "==================================================================================================\n"
    "Total params: 7\n"
    "Trainable params: 3\n"
    "Non-trainable params: 4\n"
    "__________________________________________________________________________________________________\n";

/// All parameters, in the order of `tensors`: the form for files and optimizers, and for gradients.
struct Parameters {
  alignas(64) float values[7];
};

/// Parameters as the code for this processor reads them; made by prepare.
struct Prepared {
  alignas(64) float values[256];
};

/// Activations of one image; needs no initial value.
struct InferenceArena {
  alignas(64) float floats[54];
};

/// Activations of `micro_batch` images; needs no initial value.
struct BatchArena {
  alignas(64) float floats[310];
};

/// Prepared parameters for forward and backward.
struct TrainingPrepared {
  alignas(64) float values[256];
};

/// Activations, their gradients and sums of parameter gradients for `micro_batch` images; needs no initial value but
/// clear_gradients.
struct TrainingArena {
  bool cleared;  ///< the sums of gradients are zero, whatever they hold
  alignas(64) float floats[1344];
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
  using Parameters = joined::Parameters;
  using Prepared = joined::Prepared;
  using InferenceArena = joined::InferenceArena;
  using BatchArena = joined::BatchArena;
  using TrainingPrepared = joined::TrainingPrepared;
  using TrainingArena = joined::TrainingArena;
  static constexpr auto name = joined::name;
  static constexpr auto summary = joined::summary;
  static constexpr auto input_height = joined::input_height;
  static constexpr auto input_width = joined::input_width;
  static constexpr auto input_channels = joined::input_channels;
  static constexpr auto input_size = joined::input_size;
  static constexpr auto output_size = joined::output_size;
  static constexpr auto ends_in_softmax = joined::ends_in_softmax;
  static constexpr auto micro_batch = joined::micro_batch;
  static constexpr auto winograd_tile = joined::winograd_tile;
  static constexpr auto parameter_count = joined::parameter_count;
  static constexpr auto tensor_count = joined::tensor_count;
  static constexpr auto multiply_adds = joined::multiply_adds;
  static constexpr auto layout = joined::layout;
  static constexpr const auto& tensors = joined::tensors;
  static constexpr auto prepare_parts = joined::prepare_parts;
  static const char* simd_target() { return joined::simd_target(); }
  static void prepare(const Parameters& parameters, Prepared& prepared) { joined::prepare(parameters, prepared); }
  static void predict(const Prepared& prepared, InferenceArena& arena, const float* image, float* output) {
    joined::predict(prepared, arena, image, output);
  }
  static void predict(const Prepared& prepared, BatchArena& arena, const float* images, int count, float* outputs) {
    joined::predict(prepared, arena, images, count, outputs);
  }
  static void prepare(const Parameters& parameters, TrainingPrepared& prepared) {
    joined::prepare(parameters, prepared);
  }
  static void prepare_part(const Parameters& parameters, TrainingPrepared& prepared, int part) {
    joined::prepare_part(parameters, prepared, part);
  }
  static void clear_gradients(TrainingArena& arena) { joined::clear_gradients(arena); }
  static void forward(const TrainingPrepared& prepared, TrainingArena& arena, const float* images, int count,
                      float* outputs) {
    joined::forward(prepared, arena, images, count, outputs);
  }
  static void backward(const TrainingPrepared& prepared, TrainingArena& arena, const float* d_outputs, int count) {
    joined::backward(prepared, arena, d_outputs, count);
  }
  static void add_gradients(const TrainingArena& arena, Parameters& gradients) {
    joined::add_gradients(arena, gradients);
  }
};

}  // namespace joined
