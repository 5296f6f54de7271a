// Generated from tests/golden/models.hpp. Do not edit: change the model and build again.
//
// Model: "train_step_adam"
// _________________________________________________________________
// Layer (type)                 Output Shape              Param #
// =================================================================
// conv2d_1 (Conv2D)            (None, 2, 2, 2)           10
// _________________________________________________________________
// flatten_1 (Flatten)          (None, 8)                 0
// _________________________________________________________________
// dense_1 (Dense)              (None, 1)                 9
// =================================================================
// Total params: 19
// Trainable params: 19
// Non-trainable params: 0
// _________________________________________________________________
//
// Multiply-adds per image: 40. Bytes: prepared weights 1,024, inference arena 80,
// batch arena 80 (1 images).
// Code of the steps, about, in bytes: 128 1,608.

#pragma once

#include <constnet/firmware/network.hpp>
#include <cstddef>
#include <cstdint>

namespace train_step_adam {

inline constexpr const char* name = "train_step_adam";
inline constexpr int input_height = 3;
inline constexpr int input_width = 3;
inline constexpr int input_channels = 1;
inline constexpr int input_size = 9;
inline constexpr int output_size = 1;
inline constexpr bool ends_in_softmax = false;
inline constexpr int micro_batch = 1;
inline constexpr int winograd_tile = 0;
inline constexpr std::size_t parameter_count = 19;
inline constexpr std::size_t tensor_count = 4;
inline constexpr long long multiply_adds = 40;
/// Another number for another network, or for another layout of Prepared.
inline constexpr std::uint64_t layout = 0xd9ab0812f3571b7b;

// Every parameter tensor: name, rank, shape, first float, floats, fan-in, fan-out, initializer.
inline constexpr constnet::runtime::Tensor tensors[] = {
    {"conv2d_1/kernel", 4, {2, 2, 1, 2}, 0, 8, 4, 8, constnet::runtime::Initializer::glorot_uniform},
    {"conv2d_1/bias", 1, {2, 1, 1, 1}, 8, 2, 2, 2, constnet::runtime::Initializer::zeros},
    {"dense_1/kernel", 2, {8, 1, 1, 1}, 10, 8, 8, 1, constnet::runtime::Initializer::glorot_uniform},
    {"dense_1/bias", 1, {1, 1, 1, 1}, 18, 1, 1, 1, constnet::runtime::Initializer::zeros},
};

/// What `summary` prints: Keras' table.
inline constexpr const char* summary =
    "Model: \"train_step_adam\"\n"
    "_________________________________________________________________\n"
    "Layer (type)                 Output Shape              Param #   \n"
    "=================================================================\n"
    "conv2d_1 (Conv2D)            (None, 2, 2, 2)           10        \n"
    "_________________________________________________________________\n"
    "flatten_1 (Flatten)          (None, 8)                 0         \n"
    "_________________________________________________________________\n"
    "dense_1 (Dense)              (None, 1)                 9         \n"
    "=================================================================\n"
    "Total params: 19\n"
    "Trainable params: 19\n"
    "Non-trainable params: 0\n"
    "_________________________________________________________________\n";

/// All parameters, in the order of `tensors`: the form for files and optimizers, and for gradients.
struct Parameters {
  alignas(64) float values[19];
};

/// Parameters of layers that are not trained, as the code reads them: flash can hold them.
struct FrozenWeights {
  alignas(64) float values[16];
};

/// Parameters of layers that are trained, as the code reads them; train_step changes them.
struct TrainedWeights {
  alignas(64) float values[256];
};

/// All of them; made by prepare.
struct Prepared {
  FrozenWeights frozen;
  TrainedWeights trained;
};

/// Activations of one image; needs no initial value.
struct InferenceArena {
  alignas(64) float floats[20];
};

/// Activations of `micro_batch` images; needs no initial value.
struct BatchArena {
  alignas(64) float floats[20];
};

/// Activations and their gradients of one image; needs no initial value.
struct TrainingArena {
  alignas(64) float floats[132];
  alignas(64) std::uint32_t words[4];
  alignas(64) std::uint8_t bytes[1];
};

/// The optimizer's settings, Keras' defaults.
struct Adam {
  float learning_rate = 0.001f;
  float beta_1 = 0.9f;
  float beta_2 = 0.999f;
  float epsilon = 1e-7f;
};

/// What Adam keeps from step to step: running averages of gradients and of their squares, and what these weigh. All
/// zeros before the first step.
struct AdamState {
  alignas(64) float first[256];
  alignas(64) float second[256];
  float first_weight;
  float second_weight;
};

/// The instruction set that the functions below use on this processor, as Highway names it.
const char* simd_target();

/// Brings parameters into the layout of this processor; again after each change.
void prepare(const Parameters& parameters, Prepared& prepared);

/// One image, (height, width, channels), to `output_size` values.
void predict(const Prepared& prepared, InferenceArena& arena, const float* image, float* output);

/// `count` images to `output_size` values each, `micro_batch` at a time: faster than one by one.
void predict(const Prepared& prepared, BatchArena& arena, const float* images, int count, float* outputs);

/// One step of Adam for one image: changes `trained` to lower the mean squared error against `target`. `output` gets
/// what predict gave before the step.
void train_step(const FrozenWeights& frozen, TrainedWeights& trained, AdamState& state, TrainingArena& arena,
                const float* image, const float* target, const Adam& adam, float* output);

/// predict for weights that are trained: `frozen` may lie in flash, `trained` lies in memory.
void predict(const FrozenWeights& frozen, const TrainedWeights& trained, InferenceArena& arena, const float* image,
             float* output);

/// Writes what was trained to where `parameters` has it, and leaves the others as they are.
void read_trained(const TrainedWeights& trained, Parameters& parameters);

/// All of the above under one name, for code that is written for any network.
struct Network {
  using Parameters = train_step_adam::Parameters;
  using Prepared = train_step_adam::Prepared;
  using InferenceArena = train_step_adam::InferenceArena;
  using BatchArena = train_step_adam::BatchArena;
  using FrozenWeights = train_step_adam::FrozenWeights;
  using TrainedWeights = train_step_adam::TrainedWeights;
  using TrainingArena = train_step_adam::TrainingArena;
  using Adam = train_step_adam::Adam;
  using AdamState = train_step_adam::AdamState;
  static constexpr auto name = train_step_adam::name;
  static constexpr auto summary = train_step_adam::summary;
  static constexpr auto input_height = train_step_adam::input_height;
  static constexpr auto input_width = train_step_adam::input_width;
  static constexpr auto input_channels = train_step_adam::input_channels;
  static constexpr auto input_size = train_step_adam::input_size;
  static constexpr auto output_size = train_step_adam::output_size;
  static constexpr auto ends_in_softmax = train_step_adam::ends_in_softmax;
  static constexpr auto micro_batch = train_step_adam::micro_batch;
  static constexpr auto winograd_tile = train_step_adam::winograd_tile;
  static constexpr auto parameter_count = train_step_adam::parameter_count;
  static constexpr auto tensor_count = train_step_adam::tensor_count;
  static constexpr auto multiply_adds = train_step_adam::multiply_adds;
  static constexpr auto layout = train_step_adam::layout;
  static constexpr const auto& tensors = train_step_adam::tensors;
  static const char* simd_target() { return train_step_adam::simd_target(); }
  static void prepare(const Parameters& parameters, Prepared& prepared) {
    train_step_adam::prepare(parameters, prepared);
  }
  static void predict(const Prepared& prepared, InferenceArena& arena, const float* image, float* output) {
    train_step_adam::predict(prepared, arena, image, output);
  }
  static void predict(const Prepared& prepared, BatchArena& arena, const float* images, int count, float* outputs) {
    train_step_adam::predict(prepared, arena, images, count, outputs);
  }
  static void train_step(const FrozenWeights& frozen, TrainedWeights& trained, AdamState& state, TrainingArena& arena,
                         const float* image, const float* target, const Adam& adam, float* output) {
    train_step_adam::train_step(frozen, trained, state, arena, image, target, adam, output);
  }
  static void predict(const FrozenWeights& frozen, const TrainedWeights& trained, InferenceArena& arena,
                      const float* image, float* output) {
    train_step_adam::predict(frozen, trained, arena, image, output);
  }
  static void read_trained(const TrainedWeights& trained, Parameters& parameters) {
    train_step_adam::read_trained(trained, parameters);
  }
};

}  // namespace train_step_adam
