// Generated from tests/golden/models.hpp. Do not edit: change the model and build again.
//
// Model: "train_step"
// _________________________________________________________________
// Layer (type)                 Output Shape              Param #
// =================================================================
// conv2d_1 (Conv2D)            (None, 6, 5, 1)           2
// _________________________________________________________________
// conv2d_2 (Conv2D)            (None, 5, 4, 2)           10
// _________________________________________________________________
// max_pooling2d_1 (MaxPooling2 (None, 2, 2, 2)           0
// _________________________________________________________________
// conv2d_3 (Conv2D)            (None, 1, 1, 2)           18
// _________________________________________________________________
// flatten_1 (Flatten)          (None, 2)                 0
// _________________________________________________________________
// dense_1 (Dense)              (None, 2)                 6
// =================================================================
// Total params: 36
// Trainable params: 34
// Non-trainable params: 2
// _________________________________________________________________
//
// Multiply-adds per image: 173. Bytes: prepared weights 2,048, inference arena 160,
// batch arena 264 (1 images).
// Code of the steps, about, in bytes: scalar 5,374.
//
// On a microcontroller, in bytes; code is an estimate, the stack an allowance.
// train_step: flash 512 (weights that stay) + 1,536 (weights to start from) + 5,374 (code),
// memory 1,536 (weights) + 640 (arena) + 512 (stack) = 2,688.

#pragma once

#include <constnet/firmware/network.hpp>
#include <cstddef>
#include <cstdint>

namespace train_step {

inline constexpr const char* name = "train_step";
inline constexpr int input_height = 6;
inline constexpr int input_width = 5;
inline constexpr int input_channels = 1;
inline constexpr int input_size = 30;
inline constexpr int output_size = 2;
inline constexpr bool ends_in_softmax = true;
inline constexpr int micro_batch = 1;
inline constexpr int winograd_tile = 0;
inline constexpr std::size_t parameter_count = 36;
inline constexpr std::size_t tensor_count = 8;
inline constexpr long long multiply_adds = 173;
/// Another number for another network, or for another layout of Prepared.
inline constexpr std::uint64_t layout = 0x44086c4a409d6e30;

// Every parameter tensor: name, rank, shape, first float, floats, fan-in, fan-out, initializer.
inline constexpr constnet::runtime::Tensor tensors[] = {
    {"conv2d_1/kernel", 4, {1, 1, 1, 1}, 0, 1, 1, 1, constnet::runtime::Initializer::glorot_uniform, {}, {}, false},
    {"conv2d_1/bias", 1, {1, 1, 1, 1}, 1, 1, 1, 1, constnet::runtime::Initializer::zeros, {}, {}, false},
    {"conv2d_2/kernel", 4, {2, 2, 1, 2}, 2, 8, 4, 8, constnet::runtime::Initializer::glorot_uniform},
    {"conv2d_2/bias", 1, {2, 1, 1, 1}, 10, 2, 2, 2, constnet::runtime::Initializer::zeros},
    {"conv2d_3/kernel", 4, {2, 2, 2, 2}, 12, 16, 8, 8, constnet::runtime::Initializer::glorot_uniform},
    {"conv2d_3/bias", 1, {2, 1, 1, 1}, 28, 2, 2, 2, constnet::runtime::Initializer::zeros},
    {"dense_1/kernel", 2, {2, 2, 1, 1}, 30, 4, 2, 2, constnet::runtime::Initializer::glorot_uniform},
    {"dense_1/bias", 1, {2, 1, 1, 1}, 34, 2, 2, 2, constnet::runtime::Initializer::zeros},
};

/// What `summary` prints: Keras' table.
inline constexpr const char* summary =
    "Model: \"train_step\"\n"
    "_________________________________________________________________\n"
    "Layer (type)                 Output Shape              Param #   \n"
    "=================================================================\n"
    "conv2d_1 (Conv2D)            (None, 6, 5, 1)           2         \n"
    "_________________________________________________________________\n"
    "conv2d_2 (Conv2D)            (None, 5, 4, 2)           10        \n"
    "_________________________________________________________________\n"
    "max_pooling2d_1 (MaxPooling2 (None, 2, 2, 2)           0         \n"
    "_________________________________________________________________\n"
    "conv2d_3 (Conv2D)            (None, 1, 1, 2)           18        \n"
    "_________________________________________________________________\n"
    "flatten_1 (Flatten)          (None, 2)                 0         \n"
    "_________________________________________________________________\n"
    "dense_1 (Dense)              (None, 2)                 6         \n"
    "=================================================================\n"
    "Total params: 36\n"
    "Trainable params: 34\n"
    "Non-trainable params: 2\n"
    "_________________________________________________________________\n";

/// All parameters, in the order of `tensors`: the form for files and optimizers, and for gradients.
struct Parameters {
  alignas(64) float values[36];
};

/// Parameters of layers that are not trained, as the code reads them: flash can hold them.
struct FrozenWeights {
  alignas(64) float values[128];
};

/// Parameters of layers that are trained, as the code reads them; train_step changes them.
struct TrainedWeights {
  alignas(64) float values[384];
};

/// All of them; made by prepare.
struct Prepared {
  FrozenWeights frozen;
  TrainedWeights trained;
};

/// Activations of one image; needs no initial value.
struct InferenceArena {
  alignas(64) float floats[40];
};

/// Activations of `micro_batch` images; needs no initial value.
struct BatchArena {
  alignas(64) float floats[66];
};

/// Activations and their gradients of one image; needs no initial value.
struct TrainingArena {
  alignas(64) float floats[113];
  alignas(64) std::uint32_t words[4];
  alignas(64) std::uint8_t bytes[64];
};

/// Bytes of stack to allow on a Cortex-M: above what any network that was measured took, at -O2 and -Os.
inline constexpr std::size_t stack_bytes = 512;
/// Bytes of code of all steps, about.
inline constexpr std::size_t code_bytes = 5374;
/// Bytes of memory for training; the arenas take turns.
inline constexpr std::size_t memory_bytes =
    sizeof(TrainedWeights) +
    (sizeof(TrainingArena) > sizeof(InferenceArena) ? sizeof(TrainingArena) : sizeof(InferenceArena)) + stack_bytes;

/// The instruction set that the functions below use on this processor, as Highway names it.
const char* simd_target();

/// Brings parameters into the layout of this processor; again after each change.
void prepare(const Parameters& parameters, Prepared& prepared);

/// One image, (height, width, channels), to `output_size` values.
void predict(const Prepared& prepared, InferenceArena& arena, const float* image, float* output);

/// `count` images to `output_size` values each, `micro_batch` at a time: faster than one by one.
void predict(const Prepared& prepared, BatchArena& arena, const float* images, int count, float* outputs);

/// One step of stochastic gradient descent for one image: changes `trained` to lower the cross-entropy between its
/// class, `label`, and what softmax gives. `output` gets what predict gave before the step.
void train_step(const FrozenWeights& frozen, TrainedWeights& trained, TrainingArena& arena, const float* image,
                int label, float learning_rate, float* output);

/// predict for weights that are trained: `frozen` may lie in flash, `trained` lies in memory.
void predict(const FrozenWeights& frozen, const TrainedWeights& trained, InferenceArena& arena, const float* image,
             float* output);

/// Writes what was trained to where `parameters` has it, and leaves the others as they are.
void read_trained(const TrainedWeights& trained, Parameters& parameters);

/// All of the above under one name, for code that is written for any network.
struct Network {
  using Parameters = train_step::Parameters;
  using Prepared = train_step::Prepared;
  using InferenceArena = train_step::InferenceArena;
  using BatchArena = train_step::BatchArena;
  using FrozenWeights = train_step::FrozenWeights;
  using TrainedWeights = train_step::TrainedWeights;
  using TrainingArena = train_step::TrainingArena;
  static constexpr auto name = train_step::name;
  static constexpr auto summary = train_step::summary;
  static constexpr auto input_height = train_step::input_height;
  static constexpr auto input_width = train_step::input_width;
  static constexpr auto input_channels = train_step::input_channels;
  static constexpr auto input_size = train_step::input_size;
  static constexpr auto output_size = train_step::output_size;
  static constexpr auto ends_in_softmax = train_step::ends_in_softmax;
  static constexpr auto micro_batch = train_step::micro_batch;
  static constexpr auto winograd_tile = train_step::winograd_tile;
  static constexpr auto parameter_count = train_step::parameter_count;
  static constexpr auto tensor_count = train_step::tensor_count;
  static constexpr auto multiply_adds = train_step::multiply_adds;
  static constexpr auto layout = train_step::layout;
  static constexpr auto stack_bytes = train_step::stack_bytes;
  static constexpr auto code_bytes = train_step::code_bytes;
  static constexpr auto memory_bytes = train_step::memory_bytes;
  static constexpr const auto& tensors = train_step::tensors;
  static const char* simd_target() { return train_step::simd_target(); }
  static void prepare(const Parameters& parameters, Prepared& prepared) { train_step::prepare(parameters, prepared); }
  static void predict(const Prepared& prepared, InferenceArena& arena, const float* image, float* output) {
    train_step::predict(prepared, arena, image, output);
  }
  static void predict(const Prepared& prepared, BatchArena& arena, const float* images, int count, float* outputs) {
    train_step::predict(prepared, arena, images, count, outputs);
  }
  static void train_step(const FrozenWeights& frozen, TrainedWeights& trained, TrainingArena& arena, const float* image,
                         int label, float learning_rate, float* output) {
    train_step::train_step(frozen, trained, arena, image, label, learning_rate, output);
  }
  static void predict(const FrozenWeights& frozen, const TrainedWeights& trained, InferenceArena& arena,
                      const float* image, float* output) {
    train_step::predict(frozen, trained, arena, image, output);
  }
  static void read_trained(const TrainedWeights& trained, Parameters& parameters) {
    train_step::read_trained(trained, parameters);
  }
};

}  // namespace train_step
