// Generated from tests/golden/models.hpp. Do not edit: change the model and build again.
//
// Model: "normalizing"
// _________________________________________________________________
// Layer (type)                 Output Shape              Param #
// =================================================================
// conv2d_1 (Conv2D)            (None, 2, 3, 2)           4
// _________________________________________________________________
// batch_normalization_1 (Batch (None, 2, 3, 2)           8
// _________________________________________________________________
// activation_1 (Activation)    (None, 2, 3, 2)           0
// =================================================================
// Total params: 12
// Trainable params: 8
// Non-trainable params: 4
// _________________________________________________________________
//
// Multiply-adds per image: 12. Bytes: prepared weights 512, inference arena 96,
// batch arena 1,536 (16 images),
// prepared weights for training 1,024, training arena 9,664 (16 images).
// Code of the steps, about, in bytes: 128 2,854.

#pragma once

#include <constnet/firmware/batch_statistics.hpp>
#include <constnet/firmware/network.hpp>
#include <cstddef>
#include <cstdint>

namespace normalizing {

inline constexpr const char* name = "normalizing";
inline constexpr int input_height = 2;
inline constexpr int input_width = 3;
inline constexpr int input_channels = 1;
inline constexpr int input_size = 6;
inline constexpr int output_size = 12;
inline constexpr bool ends_in_softmax = false;
inline constexpr int micro_batch = 16;
inline constexpr int winograd_tile = 0;
inline constexpr std::size_t parameter_count = 12;
inline constexpr std::size_t tensor_count = 6;
inline constexpr long long multiply_adds = 12;
inline constexpr int prepare_parts = 2;
/// Another number for another network, or for another layout of Prepared.
inline constexpr std::uint64_t layout = 0xc73ded72cc28a1ec;

// Every parameter tensor: name, rank, shape, first float, floats, fan-in, fan-out, initializer.
inline constexpr constnet::runtime::Tensor tensors[] = {
    {"conv2d_1/kernel", 4, {1, 1, 1, 2}, 0, 2, 1, 2, constnet::runtime::Initializer::glorot_uniform},
    {"conv2d_1/bias", 1, {2, 1, 1, 1}, 2, 2, 2, 2, constnet::runtime::Initializer::zeros},
    {"batch_normalization_1/gamma", 1, {2, 1, 1, 1}, 4, 2, 2, 2, constnet::runtime::Initializer::ones},
    {"batch_normalization_1/beta", 1, {2, 1, 1, 1}, 6, 2, 2, 2, constnet::runtime::Initializer::zeros},
    {"batch_normalization_1/moving_mean",
     1,
     {2, 1, 1, 1},
     8,
     2,
     2,
     2,
     constnet::runtime::Initializer::zeros,
     {},
     {},
     false},
    {"batch_normalization_1/moving_variance",
     1,
     {2, 1, 1, 1},
     10,
     2,
     2,
     2,
     constnet::runtime::Initializer::ones,
     {},
     {},
     false},
};

/// What `summary` prints: Keras' table.
inline constexpr const char* summary =
    "Model: \"normalizing\"\n"
    "_________________________________________________________________\n"
    "Layer (type)                 Output Shape              Param #   \n"
    "=================================================================\n"
    "conv2d_1 (Conv2D)            (None, 2, 3, 2)           4         \n"
    "_________________________________________________________________\n"
    "batch_normalization_1 (Batch (None, 2, 3, 2)           8         \n"
    "_________________________________________________________________\n"
    "activation_1 (Activation)    (None, 2, 3, 2)           0         \n"
    "=================================================================\n"
    "Total params: 12\n"
    "Trainable params: 8\n"
    "Non-trainable params: 4\n"
    "_________________________________________________________________\n";

/// All parameters, in the order of `tensors`: the form for files and optimizers, and for gradients.
struct Parameters {
  alignas(64) float values[12];
};

/// Parameters as the code for this processor reads them; made by prepare.
struct Prepared {
  alignas(64) float values[128];
};

/// Activations of one image; needs no initial value.
struct InferenceArena {
  alignas(64) float floats[24];
};

/// Activations of `micro_batch` images; needs no initial value.
struct BatchArena {
  alignas(64) float floats[384];
};

/// The channels that each layer normalizes with the statistics of the batch.
inline constexpr constnet::runtime::NormalizedChannels normalized[] = {{0, 2}};
/// Forward and backward have so many parts: one more than such layers.
inline constexpr int parts = 2;

/// Prepared parameters for forward and backward.
struct TrainingPrepared {
  alignas(64) float values[256];
};

/// Activations, their gradients and sums of parameter gradients for `micro_batch` images; needs no initial value but
/// clear_gradients.
struct TrainingArena {
  constnet::runtime::BatchStatistics<16> statistics;  ///< of the last forward
  bool cleared;                                       ///< the sums of gradients are zero, whatever they hold
  alignas(64) float floats[2048];
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

/// Part `part` of forward, for images of a batch whose other images have arenas of their own. Each part but the last
/// ends with the statistics of one normalized layer in arena.statistics: combine those of the whole batch, and its
/// number of images, into all arenas before the next part.
void forward_part(const TrainingPrepared& prepared, TrainingArena& arena, const float* images, int count,
                  float* outputs, int part);

/// Part `part` of backward. Each part but the last ends with sums of one normalized layer, from the last one on, in
/// arena.statistics.d_beta and d_gamma: add up those of the whole batch.
void backward_part(const TrainingPrepared& prepared, TrainingArena& arena, const float* d_outputs, int count, int part);

/// Moves the moving statistics towards those of the last batch; once for each batch, prepare after it.
void update_moving_statistics(const TrainingArena& arena, Parameters& parameters);

/// All of the above under one name, for code that is written for any network.
struct Network {
  using Parameters = normalizing::Parameters;
  using Prepared = normalizing::Prepared;
  using InferenceArena = normalizing::InferenceArena;
  using BatchArena = normalizing::BatchArena;
  using TrainingPrepared = normalizing::TrainingPrepared;
  using TrainingArena = normalizing::TrainingArena;
  static constexpr auto name = normalizing::name;
  static constexpr auto summary = normalizing::summary;
  static constexpr auto input_height = normalizing::input_height;
  static constexpr auto input_width = normalizing::input_width;
  static constexpr auto input_channels = normalizing::input_channels;
  static constexpr auto input_size = normalizing::input_size;
  static constexpr auto output_size = normalizing::output_size;
  static constexpr auto ends_in_softmax = normalizing::ends_in_softmax;
  static constexpr auto micro_batch = normalizing::micro_batch;
  static constexpr auto winograd_tile = normalizing::winograd_tile;
  static constexpr auto parameter_count = normalizing::parameter_count;
  static constexpr auto tensor_count = normalizing::tensor_count;
  static constexpr auto multiply_adds = normalizing::multiply_adds;
  static constexpr auto layout = normalizing::layout;
  static constexpr const auto& tensors = normalizing::tensors;
  static constexpr auto prepare_parts = normalizing::prepare_parts;
  static const char* simd_target() { return normalizing::simd_target(); }
  static void prepare(const Parameters& parameters, Prepared& prepared) { normalizing::prepare(parameters, prepared); }
  static void predict(const Prepared& prepared, InferenceArena& arena, const float* image, float* output) {
    normalizing::predict(prepared, arena, image, output);
  }
  static void predict(const Prepared& prepared, BatchArena& arena, const float* images, int count, float* outputs) {
    normalizing::predict(prepared, arena, images, count, outputs);
  }
  static void prepare(const Parameters& parameters, TrainingPrepared& prepared) {
    normalizing::prepare(parameters, prepared);
  }
  static void prepare_part(const Parameters& parameters, TrainingPrepared& prepared, int part) {
    normalizing::prepare_part(parameters, prepared, part);
  }
  static void clear_gradients(TrainingArena& arena) { normalizing::clear_gradients(arena); }
  static void forward(const TrainingPrepared& prepared, TrainingArena& arena, const float* images, int count,
                      float* outputs) {
    normalizing::forward(prepared, arena, images, count, outputs);
  }
  static void backward(const TrainingPrepared& prepared, TrainingArena& arena, const float* d_outputs, int count) {
    normalizing::backward(prepared, arena, d_outputs, count);
  }
  static constexpr const auto& normalized = normalizing::normalized;
  static constexpr int parts = normalizing::parts;
  static void forward_part(const TrainingPrepared& prepared, TrainingArena& arena, const float* images, int count,
                           float* outputs, int part) {
    normalizing::forward_part(prepared, arena, images, count, outputs, part);
  }
  static void backward_part(const TrainingPrepared& prepared, TrainingArena& arena, const float* d_outputs, int count,
                            int part) {
    normalizing::backward_part(prepared, arena, d_outputs, count, part);
  }
  static void update_moving_statistics(const TrainingArena& arena, Parameters& parameters) {
    normalizing::update_moving_statistics(arena, parameters);
  }
  static void add_gradients(const TrainingArena& arena, Parameters& gradients) {
    normalizing::add_gradients(arena, gradients);
  }
};

}  // namespace normalizing
