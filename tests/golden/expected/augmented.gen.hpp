// Generated from tests/golden/models.hpp. Do not edit: change the model and build again.
//
// Model: "augmented"
// _________________________________________________________________
// Layer (type)                 Output Shape              Param #
// =================================================================
// random_flip_1 (RandomFlip)   (None, 1, 2, 1)           0
// _________________________________________________________________
// random_rotation_1 (RandomRot (None, 1, 2, 1)           0
// _________________________________________________________________
// random_translation_1 (Random (None, 1, 2, 1)           0
// _________________________________________________________________
// random_zoom_1 (RandomZoom)   (None, 1, 2, 1)           0
// _________________________________________________________________
// random_contrast_1 (RandomCon (None, 1, 2, 1)           0
// _________________________________________________________________
// random_brightness_1 (RandomB (None, 1, 2, 1)           0
// _________________________________________________________________
// flatten_1 (Flatten)          (None, 2)                 0
// _________________________________________________________________
// dense_1 (Dense)              (None, 1)                 3
// =================================================================
// Total params: 3
// Trainable params: 3
// Non-trainable params: 0
// _________________________________________________________________
//
// Multiply-adds per image: 2. Bytes: prepared weights 512, inference arena 4,
// batch arena 64 (16 images),
// prepared weights for training 512, training arena 1,344 (16 images).
// Code of the steps, about, in bytes: scalar 488.

#pragma once

#include <constnet/firmware/augmentation.hpp>
#include <constnet/firmware/network.hpp>
#include <cstddef>
#include <cstdint>

namespace augmented {

inline constexpr const char* name = "augmented";
inline constexpr int input_height = 1;
inline constexpr int input_width = 2;
inline constexpr int input_channels = 1;
inline constexpr int input_size = 2;
inline constexpr int output_size = 1;
inline constexpr bool ends_in_softmax = false;
inline constexpr int micro_batch = 16;
inline constexpr int winograd_tile = 0;
inline constexpr std::size_t parameter_count = 3;
inline constexpr std::size_t tensor_count = 2;
inline constexpr long long multiply_adds = 2;
inline constexpr int prepare_parts = 1;
/// Another number for another network, or for another layout of Prepared.
inline constexpr std::uint64_t layout = 0x90c736caab079ff5;

// Every parameter tensor: name, rank, shape, first float, floats, fan-in, fan-out, initializer.
inline constexpr constnet::runtime::Tensor tensors[] = {
    {"dense_1/kernel", 2, {2, 1, 1, 1}, 0, 2, 2, 1, constnet::runtime::Initializer::glorot_uniform},
    {"dense_1/bias", 1, {1, 1, 1, 1}, 2, 1, 1, 1, constnet::runtime::Initializer::zeros},
};

// What training draws for each image, in this order; predict, forward and backward know nothing of it.
inline constexpr constnet::runtime::Augmentation augmentations[] = {
    {.kind = constnet::runtime::Augmentation::Kind::flip, .horizontal = true},
    {.kind = constnet::runtime::Augmentation::Kind::rotation, .factor = {-0.05f, 0.05f}},
    {.kind = constnet::runtime::Augmentation::Kind::translation,
     .factor = {-0.1f, 0.1f},
     .width_factor = {0, 0.2f},
     .fill_mode = constnet::runtime::FillMode::constant,
     .fill_value = 1},
    {.kind = constnet::runtime::Augmentation::Kind::zoom,
     .factor = {0.9f, 1.1f},
     .one_factor = true,
     .interpolation = constnet::runtime::Interpolation::nearest,
     .fill_mode = constnet::runtime::FillMode::nearest},
    {.kind = constnet::runtime::Augmentation::Kind::contrast, .factor = {1, 1.3f}, .value_range = {0, 1}},
    {.kind = constnet::runtime::Augmentation::Kind::brightness, .factor = {-0.2f, 0.2f}, .value_range = {0, 1}},
};

/// What `summary` prints: Keras' table.
inline constexpr const char* summary =
    "Model: \"augmented\"\n"
    "_________________________________________________________________\n"
    "Layer (type)                 Output Shape              Param #   \n"
    "=================================================================\n"
    "random_flip_1 (RandomFlip)   (None, 1, 2, 1)           0         \n"
    "_________________________________________________________________\n"
    "random_rotation_1 (RandomRot (None, 1, 2, 1)           0         \n"
    "_________________________________________________________________\n"
    "random_translation_1 (Random (None, 1, 2, 1)           0         \n"
    "_________________________________________________________________\n"
    "random_zoom_1 (RandomZoom)   (None, 1, 2, 1)           0         \n"
    "_________________________________________________________________\n"
    "random_contrast_1 (RandomCon (None, 1, 2, 1)           0         \n"
    "_________________________________________________________________\n"
    "random_brightness_1 (RandomB (None, 1, 2, 1)           0         \n"
    "_________________________________________________________________\n"
    "flatten_1 (Flatten)          (None, 2)                 0         \n"
    "_________________________________________________________________\n"
    "dense_1 (Dense)              (None, 1)                 3         \n"
    "=================================================================\n"
    "Total params: 3\n"
    "Trainable params: 3\n"
    "Non-trainable params: 0\n"
    "_________________________________________________________________\n";

/// All parameters, in the order of `tensors`: the form for files and optimizers, and for gradients.
struct Parameters {
  alignas(64) float values[3];
};

/// Parameters as the code for this processor reads them; made by prepare.
struct Prepared {
  alignas(64) float values[128];
};

/// Activations of one image; needs no initial value.
struct InferenceArena {
  alignas(64) float floats[1];
};

/// Activations of `micro_batch` images; needs no initial value.
struct BatchArena {
  alignas(64) float floats[16];
};

/// Prepared parameters for forward and backward.
struct TrainingPrepared {
  alignas(64) float values[128];
};

/// Activations, their gradients and sums of parameter gradients for `micro_batch` images; needs no initial value but
/// clear_gradients.
struct TrainingArena {
  bool cleared;  ///< the sums of gradients are zero, whatever they hold
  alignas(64) float floats[192];
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
  using Parameters = augmented::Parameters;
  using Prepared = augmented::Prepared;
  using InferenceArena = augmented::InferenceArena;
  using BatchArena = augmented::BatchArena;
  using TrainingPrepared = augmented::TrainingPrepared;
  using TrainingArena = augmented::TrainingArena;
  static constexpr auto name = augmented::name;
  static constexpr auto summary = augmented::summary;
  static constexpr auto input_height = augmented::input_height;
  static constexpr auto input_width = augmented::input_width;
  static constexpr auto input_channels = augmented::input_channels;
  static constexpr auto input_size = augmented::input_size;
  static constexpr auto output_size = augmented::output_size;
  static constexpr auto ends_in_softmax = augmented::ends_in_softmax;
  static constexpr auto micro_batch = augmented::micro_batch;
  static constexpr auto winograd_tile = augmented::winograd_tile;
  static constexpr auto parameter_count = augmented::parameter_count;
  static constexpr auto tensor_count = augmented::tensor_count;
  static constexpr auto multiply_adds = augmented::multiply_adds;
  static constexpr auto layout = augmented::layout;
  static constexpr const auto& tensors = augmented::tensors;
  static constexpr auto prepare_parts = augmented::prepare_parts;
  static constexpr const auto& augmentations = augmented::augmentations;
  static const char* simd_target() { return augmented::simd_target(); }
  static void prepare(const Parameters& parameters, Prepared& prepared) { augmented::prepare(parameters, prepared); }
  static void predict(const Prepared& prepared, InferenceArena& arena, const float* image, float* output) {
    augmented::predict(prepared, arena, image, output);
  }
  static void predict(const Prepared& prepared, BatchArena& arena, const float* images, int count, float* outputs) {
    augmented::predict(prepared, arena, images, count, outputs);
  }
  static void prepare(const Parameters& parameters, TrainingPrepared& prepared) {
    augmented::prepare(parameters, prepared);
  }
  static void prepare_part(const Parameters& parameters, TrainingPrepared& prepared, int part) {
    augmented::prepare_part(parameters, prepared, part);
  }
  static void clear_gradients(TrainingArena& arena) { augmented::clear_gradients(arena); }
  static void forward(const TrainingPrepared& prepared, TrainingArena& arena, const float* images, int count,
                      float* outputs) {
    augmented::forward(prepared, arena, images, count, outputs);
  }
  static void backward(const TrainingPrepared& prepared, TrainingArena& arena, const float* d_outputs, int count) {
    augmented::backward(prepared, arena, d_outputs, count);
  }
  static void add_gradients(const TrainingArena& arena, Parameters& gradients) {
    augmented::add_gradients(arena, gradients);
  }
};

}  // namespace augmented
