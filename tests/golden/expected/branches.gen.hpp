// Generated from tests/golden/models.hpp. Do not edit: change the model and build again.
//
// Model: "branches"
// __________________________________________________________________________________________________
// Layer (type)                    Output Shape         Param #     Connected to
// ==================================================================================================
// input_1 (Input)                 (None, 2, 3, 1)      0
// __________________________________________________________________________________________________
// conv2d_1 (Conv2D)               (None, 2, 3, 2)      4           input_1[0][0]
// __________________________________________________________________________________________________
// conv2d_2 (Conv2D)               (None, 2, 3, 2)      4           conv2d_1[0][0]
// __________________________________________________________________________________________________
// add_1 (Add)                     (None, 2, 3, 2)      0           conv2d_2[0][0]
//                                                                  conv2d_1[0][0]
// __________________________________________________________________________________________________
// activation_1 (Activation)       (None, 2, 3, 2)      0           add_1[0][0]
// ==================================================================================================
// Total params: 8
// Trainable params: 8
// Non-trainable params: 0
// __________________________________________________________________________________________________
//
// Multiply-adds per image: 36. Bytes: prepared weights 1,024, inference arena 352,
// batch arena 1,888 (16 images),
// prepared weights for training 1,280, training arena 18,496 (16 images).
// Code of the steps, about, in bytes: 128 3,165.

#pragma once

#include <constnet/firmware/network.hpp>
#include <cstddef>
#include <cstdint>

namespace branches {

inline constexpr const char* name = "branches";
inline constexpr int input_height = 2;
inline constexpr int input_width = 3;
inline constexpr int input_channels = 1;
inline constexpr int input_size = 6;
inline constexpr int output_size = 12;
inline constexpr bool ends_in_softmax = false;
inline constexpr int micro_batch = 16;
inline constexpr int winograd_tile = 0;
inline constexpr std::size_t parameter_count = 8;
inline constexpr std::size_t tensor_count = 3;
inline constexpr long long multiply_adds = 36;
inline constexpr int prepare_parts = 3;
/// Another number for another network, or for another layout of Prepared.
inline constexpr std::uint64_t layout = 0x7235bcccbaac7a38;

// Every parameter tensor: name, rank, shape, first float, floats, fan-in, fan-out, initializer.
inline constexpr constnet::runtime::Tensor tensors[] = {
    {"conv2d_1/kernel", 4, {1, 1, 1, 2}, 0, 2, 1, 2, constnet::runtime::Initializer::glorot_uniform},
    {"conv2d_1/bias", 1, {2, 1, 1, 1}, 2, 2, 2, 2, constnet::runtime::Initializer::zeros},
    {"conv2d_2/kernel", 4, {1, 1, 2, 2}, 4, 4, 2, 2, constnet::runtime::Initializer::glorot_uniform},
};

/// What `summary` prints: Keras' table.
inline constexpr const char* summary =
    "Model: \"branches\"\n"
    "__________________________________________________________________________________________________\n"
    "Layer (type)                    Output Shape         Param #     Connected to                     \n"
    "==================================================================================================\n"
    "input_1 (Input)                 (None, 2, 3, 1)      0                                            \n"
    "__________________________________________________________________________________________________\n"
    "conv2d_1 (Conv2D)               (None, 2, 3, 2)      4           input_1[0][0]                    \n"
    "__________________________________________________________________________________________________\n"
    "conv2d_2 (Conv2D)               (None, 2, 3, 2)      4           conv2d_1[0][0]                   \n"
    "__________________________________________________________________________________________________\n"
    "add_1 (Add)                     (None, 2, 3, 2)      0           conv2d_2[0][0]                   \n"
    "                                                                 conv2d_1[0][0]                   \n"
    "__________________________________________________________________________________________________\n"
    "activation_1 (Activation)       (None, 2, 3, 2)      0           add_1[0][0]                      \n"
    "==================================================================================================\n"
    "Total params: 8\n"
    "Trainable params: 8\n"
    "Non-trainable params: 0\n"
    "__________________________________________________________________________________________________\n";

/// All parameters, in the order of `tensors`: the form for files and optimizers, and for gradients.
struct Parameters {
  alignas(64) float values[8];
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
  alignas(64) float floats[472];
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
  using Parameters = branches::Parameters;
  using Prepared = branches::Prepared;
  using InferenceArena = branches::InferenceArena;
  using BatchArena = branches::BatchArena;
  using TrainingPrepared = branches::TrainingPrepared;
  using TrainingArena = branches::TrainingArena;
  static constexpr auto name = branches::name;
  static constexpr auto summary = branches::summary;
  static constexpr auto input_height = branches::input_height;
  static constexpr auto input_width = branches::input_width;
  static constexpr auto input_channels = branches::input_channels;
  static constexpr auto input_size = branches::input_size;
  static constexpr auto output_size = branches::output_size;
  static constexpr auto ends_in_softmax = branches::ends_in_softmax;
  static constexpr auto micro_batch = branches::micro_batch;
  static constexpr auto winograd_tile = branches::winograd_tile;
  static constexpr auto parameter_count = branches::parameter_count;
  static constexpr auto tensor_count = branches::tensor_count;
  static constexpr auto multiply_adds = branches::multiply_adds;
  static constexpr auto layout = branches::layout;
  static constexpr const auto& tensors = branches::tensors;
  static constexpr auto prepare_parts = branches::prepare_parts;
  static const char* simd_target() { return branches::simd_target(); }
  static void prepare(const Parameters& parameters, Prepared& prepared) { branches::prepare(parameters, prepared); }
  static void predict(const Prepared& prepared, InferenceArena& arena, const float* image, float* output) {
    branches::predict(prepared, arena, image, output);
  }
  static void predict(const Prepared& prepared, BatchArena& arena, const float* images, int count, float* outputs) {
    branches::predict(prepared, arena, images, count, outputs);
  }
  static void prepare(const Parameters& parameters, TrainingPrepared& prepared) {
    branches::prepare(parameters, prepared);
  }
  static void prepare_part(const Parameters& parameters, TrainingPrepared& prepared, int part) {
    branches::prepare_part(parameters, prepared, part);
  }
  static void clear_gradients(TrainingArena& arena) { branches::clear_gradients(arena); }
  static void forward(const TrainingPrepared& prepared, TrainingArena& arena, const float* images, int count,
                      float* outputs) {
    branches::forward(prepared, arena, images, count, outputs);
  }
  static void backward(const TrainingPrepared& prepared, TrainingArena& arena, const float* d_outputs, int count) {
    branches::backward(prepared, arena, d_outputs, count);
  }
  static void add_gradients(const TrainingArena& arena, Parameters& gradients) {
    branches::add_gradients(arena, gradients);
  }
};

}  // namespace branches
