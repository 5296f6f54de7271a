// Generated from tests/golden/models.hpp. Do not edit: change the model and build again.
//
// Model: "observed"
// _________________________________________________________________
// Layer (type)                 Output Shape              Param #
// =================================================================
// conv2d_1 (Conv2D)            (None, 2, 2, 1)           5
// _________________________________________________________________
// flatten_1 (Flatten)          (None, 4)                 0
// _________________________________________________________________
// dense_1 (Dense)              (None, 2)                 10
// =================================================================
// Total params: 15
// Trainable params: 15
// Non-trainable params: 0
// _________________________________________________________________
//
// Multiply-adds per image: 24. Bytes: prepared weights 1,024, inference arena 100,
// batch arena 1,280 (16 images),
// prepared weights for training 1,280, training arena 5,440 (16 images).
// Code of the steps, about, in bytes: 128 3,254.

#pragma once

#include <constnet/firmware/network.hpp>
#include <constnet/firmware/steps.hpp>
#include <cstddef>
#include <cstdint>

namespace observed {

inline constexpr const char* name = "observed";
inline constexpr int input_height = 2;
inline constexpr int input_width = 2;
inline constexpr int input_channels = 1;
inline constexpr int input_size = 4;
inline constexpr int output_size = 2;
inline constexpr bool ends_in_softmax = false;
inline constexpr int micro_batch = 16;
inline constexpr int winograd_tile = 0;
inline constexpr std::size_t parameter_count = 15;
inline constexpr std::size_t tensor_count = 4;
inline constexpr long long multiply_adds = 24;
inline constexpr int prepare_parts = 3;
/// Another number for another network, or for another layout of Prepared.
inline constexpr std::uint64_t layout = 0xf707681855c117f0;

// Every parameter tensor: name, rank, shape, first float, floats, fan-in, fan-out, initializer.
inline constexpr constnet::runtime::Tensor tensors[] = {
    {"conv2d_1/kernel", 4, {2, 2, 1, 1}, 0, 4, 4, 4, constnet::runtime::Initializer::glorot_uniform},
    {"conv2d_1/bias", 1, {1, 1, 1, 1}, 4, 1, 1, 1, constnet::runtime::Initializer::zeros},
    {"dense_1/kernel", 2, {4, 2, 1, 1}, 5, 8, 4, 2, constnet::runtime::Initializer::glorot_uniform},
    {"dense_1/bias", 1, {2, 1, 1, 1}, 13, 2, 2, 2, constnet::runtime::Initializer::zeros},
};

/// What `summary` prints: Keras' table.
inline constexpr const char* summary =
    "Model: \"observed\"\n"
    "_________________________________________________________________\n"
    "Layer (type)                 Output Shape              Param #   \n"
    "=================================================================\n"
    "conv2d_1 (Conv2D)            (None, 2, 2, 1)           5         \n"
    "_________________________________________________________________\n"
    "flatten_1 (Flatten)          (None, 4)                 0         \n"
    "_________________________________________________________________\n"
    "dense_1 (Dense)              (None, 2)                 10        \n"
    "=================================================================\n"
    "Total params: 15\n"
    "Trainable params: 15\n"
    "Non-trainable params: 0\n"
    "_________________________________________________________________\n";

/// All parameters, in the order of `tensors`: the form for files and optimizers, and for gradients.
struct Parameters {
  alignas(64) float values[15];
};

/// Parameters as the code for this processor reads them; made by prepare.
struct Prepared {
  alignas(64) float values[256];
};

/// Activations of one image; needs no initial value.
struct InferenceArena {
  alignas(64) float floats[25];
};

/// Activations of `micro_batch` images; needs no initial value.
struct BatchArena {
  alignas(64) float floats[320];
};

/// Prepared parameters for forward and backward.
struct TrainingPrepared {
  alignas(64) float values[320];
};

/// Activations, their gradients and sums of parameter gradients for `micro_batch` images; needs no initial value but
/// clear_gradients.
struct TrainingArena {
  bool cleared;  ///< the sums of gradients are zero, whatever they hold
  alignas(64) float floats[1088];
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

/// The steps that the functions below tell of, on this processor.
constnet::runtime::StepTable steps();

/// The functions above with an observer, which is told of each step behind it: to measure them.
void predict(const Prepared& prepared, InferenceArena& arena, const float* image, float* output,
             const constnet::runtime::StepObserver& observer);
void predict(const Prepared& prepared, BatchArena& arena, const float* images, int count, float* outputs,
             const constnet::runtime::StepObserver& observer);
void forward(const TrainingPrepared& prepared, TrainingArena& arena, const float* images, int count, float* outputs,
             const constnet::runtime::StepObserver& observer);
void backward(const TrainingPrepared& prepared, TrainingArena& arena, const float* d_outputs, int count,
              const constnet::runtime::StepObserver& observer);

/// All of the above under one name, for code that is written for any network.
struct Network {
  using Parameters = observed::Parameters;
  using Prepared = observed::Prepared;
  using InferenceArena = observed::InferenceArena;
  using BatchArena = observed::BatchArena;
  using TrainingPrepared = observed::TrainingPrepared;
  using TrainingArena = observed::TrainingArena;
  static constexpr auto name = observed::name;
  static constexpr auto summary = observed::summary;
  static constexpr auto input_height = observed::input_height;
  static constexpr auto input_width = observed::input_width;
  static constexpr auto input_channels = observed::input_channels;
  static constexpr auto input_size = observed::input_size;
  static constexpr auto output_size = observed::output_size;
  static constexpr auto ends_in_softmax = observed::ends_in_softmax;
  static constexpr auto micro_batch = observed::micro_batch;
  static constexpr auto winograd_tile = observed::winograd_tile;
  static constexpr auto parameter_count = observed::parameter_count;
  static constexpr auto tensor_count = observed::tensor_count;
  static constexpr auto multiply_adds = observed::multiply_adds;
  static constexpr auto layout = observed::layout;
  static constexpr const auto& tensors = observed::tensors;
  static constexpr auto prepare_parts = observed::prepare_parts;
  static const char* simd_target() { return observed::simd_target(); }
  static void prepare(const Parameters& parameters, Prepared& prepared) { observed::prepare(parameters, prepared); }
  static void predict(const Prepared& prepared, InferenceArena& arena, const float* image, float* output) {
    observed::predict(prepared, arena, image, output);
  }
  static void predict(const Prepared& prepared, BatchArena& arena, const float* images, int count, float* outputs) {
    observed::predict(prepared, arena, images, count, outputs);
  }
  static void prepare(const Parameters& parameters, TrainingPrepared& prepared) {
    observed::prepare(parameters, prepared);
  }
  static void prepare_part(const Parameters& parameters, TrainingPrepared& prepared, int part) {
    observed::prepare_part(parameters, prepared, part);
  }
  static void clear_gradients(TrainingArena& arena) { observed::clear_gradients(arena); }
  static void forward(const TrainingPrepared& prepared, TrainingArena& arena, const float* images, int count,
                      float* outputs) {
    observed::forward(prepared, arena, images, count, outputs);
  }
  static void backward(const TrainingPrepared& prepared, TrainingArena& arena, const float* d_outputs, int count) {
    observed::backward(prepared, arena, d_outputs, count);
  }
  static void add_gradients(const TrainingArena& arena, Parameters& gradients) {
    observed::add_gradients(arena, gradients);
  }
  static constnet::runtime::StepTable steps() { return observed::steps(); }
  static void predict(const Prepared& prepared, InferenceArena& arena, const float* image, float* output,
                      const constnet::runtime::StepObserver& observer) {
    observed::predict(prepared, arena, image, output, observer);
  }
  static void predict(const Prepared& prepared, BatchArena& arena, const float* images, int count, float* outputs,
                      const constnet::runtime::StepObserver& observer) {
    observed::predict(prepared, arena, images, count, outputs, observer);
  }
  static void forward(const TrainingPrepared& prepared, TrainingArena& arena, const float* images, int count,
                      float* outputs, const constnet::runtime::StepObserver& observer) {
    observed::forward(prepared, arena, images, count, outputs, observer);
  }
  static void backward(const TrainingPrepared& prepared, TrainingArena& arena, const float* d_outputs, int count,
                       const constnet::runtime::StepObserver& observer) {
    observed::backward(prepared, arena, d_outputs, count, observer);
  }
};

}  // namespace observed
