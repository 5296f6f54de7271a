// Generated from tests/golden/models.hpp. Do not edit: change the model and build again.
//
// Model: "frames"
// _________________________________________________________________
// Layer (type)                 Output Shape              Param #
// =================================================================
// random_crop_1 (RandomCrop)   (None, 4, 4, 1)           0
// _________________________________________________________________
// zero_padding2d_1 (ZeroPaddin (None, 5, 5, 1)           0
// _________________________________________________________________
// conv2d_1 (Conv2D)            (None, 2, 2, 2)           20
// _________________________________________________________________
// zero_padding2d_2 (ZeroPaddin (None, 4, 4, 2)           0
// _________________________________________________________________
// max_pooling2d_1 (MaxPooling2 (None, 2, 2, 2)           0
// _________________________________________________________________
// cropping2d_1 (Cropping2D)    (None, 1, 2, 2)           0
// =================================================================
// Total params: 20
// Trainable params: 20
// Non-trainable params: 0
// _________________________________________________________________
//
// Multiply-adds per image: 72. Bytes: prepared weights 512, inference arena 512,
// batch arena 1,344 (16 images),
// prepared weights for training 512, training arena 23,872 (16 images).
// Code of the steps, about, in bytes: 128 3,362.

#pragma once

#include <constnet/firmware/augmentation.hpp>
#include <constnet/firmware/network.hpp>
#include <cstddef>
#include <cstdint>

namespace frames {

inline constexpr const char* name = "frames";
inline constexpr int input_height = 5;
inline constexpr int input_width = 4;
inline constexpr int input_channels = 1;
inline constexpr int input_size = 20;
inline constexpr int output_size = 4;
inline constexpr bool ends_in_softmax = false;
inline constexpr int micro_batch = 16;
inline constexpr int winograd_tile = 0;
inline constexpr std::size_t parameter_count = 20;
inline constexpr std::size_t tensor_count = 2;
inline constexpr long long multiply_adds = 72;
inline constexpr int prepare_parts = 1;
/// Another number for another network, or for another layout of Prepared.
inline constexpr std::uint64_t layout = 0xeefc000dcf8b7339;

// Every parameter tensor: name, rank, shape, first float, floats, fan-in, fan-out, initializer.
inline constexpr constnet::runtime::Tensor tensors[] = {
    {"conv2d_1/kernel", 4, {3, 3, 1, 2}, 0, 18, 9, 18, constnet::runtime::Initializer::glorot_uniform},
    {"conv2d_1/bias", 1, {2, 1, 1, 1}, 18, 2, 2, 2, constnet::runtime::Initializer::zeros},
};

// What training draws for each image, in this order; predict, forward and backward know nothing of it.
inline constexpr constnet::runtime::Augmentation augmentations[] = {
    {.kind = constnet::runtime::Augmentation::Kind::crop,
     .factor = {0, 2},
     .width_factor = {0, 1},
     .height = 4,
     .width = 4},
};

/// What `summary` prints: Keras' table.
inline constexpr const char* summary =
    "Model: \"frames\"\n"
    "_________________________________________________________________\n"
    "Layer (type)                 Output Shape              Param #   \n"
    "=================================================================\n"
    "random_crop_1 (RandomCrop)   (None, 4, 4, 1)           0         \n"
    "_________________________________________________________________\n"
    "zero_padding2d_1 (ZeroPaddin (None, 5, 5, 1)           0         \n"
    "_________________________________________________________________\n"
    "conv2d_1 (Conv2D)            (None, 2, 2, 2)           20        \n"
    "_________________________________________________________________\n"
    "zero_padding2d_2 (ZeroPaddin (None, 4, 4, 2)           0         \n"
    "_________________________________________________________________\n"
    "max_pooling2d_1 (MaxPooling2 (None, 2, 2, 2)           0         \n"
    "_________________________________________________________________\n"
    "cropping2d_1 (Cropping2D)    (None, 1, 2, 2)           0         \n"
    "=================================================================\n"
    "Total params: 20\n"
    "Trainable params: 20\n"
    "Non-trainable params: 0\n"
    "_________________________________________________________________\n";

/// All parameters, in the order of `tensors`: the form for files and optimizers, and for gradients.
struct Parameters {
  alignas(64) float values[20];
};

/// Parameters as the code for this processor reads them; made by prepare.
struct Prepared {
  alignas(64) float values[128];
};

/// Activations of one image; needs no initial value.
struct InferenceArena {
  alignas(64) float floats[128];
};

/// Activations of `micro_batch` images; needs no initial value.
struct BatchArena {
  alignas(64) float floats[336];
};

/// Prepared parameters for forward and backward.
struct TrainingPrepared {
  alignas(64) float values[128];
};

/// Activations, their gradients and sums of parameter gradients for `micro_batch` images; needs no initial value but
/// clear_gradients.
struct TrainingArena {
  bool cleared;  ///< the sums of gradients are zero, whatever they hold
  alignas(64) float floats[5568];
  alignas(64) float gradients[128];
  alignas(64) std::uint32_t words[256];
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
  using Parameters = frames::Parameters;
  using Prepared = frames::Prepared;
  using InferenceArena = frames::InferenceArena;
  using BatchArena = frames::BatchArena;
  using TrainingPrepared = frames::TrainingPrepared;
  using TrainingArena = frames::TrainingArena;
  static constexpr auto name = frames::name;
  static constexpr auto summary = frames::summary;
  static constexpr auto input_height = frames::input_height;
  static constexpr auto input_width = frames::input_width;
  static constexpr auto input_channels = frames::input_channels;
  static constexpr auto input_size = frames::input_size;
  static constexpr auto output_size = frames::output_size;
  static constexpr auto ends_in_softmax = frames::ends_in_softmax;
  static constexpr auto micro_batch = frames::micro_batch;
  static constexpr auto winograd_tile = frames::winograd_tile;
  static constexpr auto parameter_count = frames::parameter_count;
  static constexpr auto tensor_count = frames::tensor_count;
  static constexpr auto multiply_adds = frames::multiply_adds;
  static constexpr auto layout = frames::layout;
  static constexpr const auto& tensors = frames::tensors;
  static constexpr auto prepare_parts = frames::prepare_parts;
  static constexpr const auto& augmentations = frames::augmentations;
  static const char* simd_target() { return frames::simd_target(); }
  static void prepare(const Parameters& parameters, Prepared& prepared) { frames::prepare(parameters, prepared); }
  static void predict(const Prepared& prepared, InferenceArena& arena, const float* image, float* output) {
    frames::predict(prepared, arena, image, output);
  }
  static void predict(const Prepared& prepared, BatchArena& arena, const float* images, int count, float* outputs) {
    frames::predict(prepared, arena, images, count, outputs);
  }
  static void prepare(const Parameters& parameters, TrainingPrepared& prepared) {
    frames::prepare(parameters, prepared);
  }
  static void prepare_part(const Parameters& parameters, TrainingPrepared& prepared, int part) {
    frames::prepare_part(parameters, prepared, part);
  }
  static void clear_gradients(TrainingArena& arena) { frames::clear_gradients(arena); }
  static void forward(const TrainingPrepared& prepared, TrainingArena& arena, const float* images, int count,
                      float* outputs) {
    frames::forward(prepared, arena, images, count, outputs);
  }
  static void backward(const TrainingPrepared& prepared, TrainingArena& arena, const float* d_outputs, int count) {
    frames::backward(prepared, arena, d_outputs, count);
  }
  static void add_gradients(const TrainingArena& arena, Parameters& gradients) {
    frames::add_gradients(arena, gradients);
  }
};

}  // namespace frames
