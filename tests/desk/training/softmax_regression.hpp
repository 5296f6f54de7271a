// The smallest network that can be trained, written by hand: one dense layer and softmax, as generated code offers it.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "constnet/firmware/network.hpp"

/// `inputs` values (a row of an image), `classes` classes; at most three images in a forward pass.
template <int inputs, int classes>
struct SoftmaxRegression {
  static constexpr const char* name = "softmax_regression";
  static constexpr const char* summary = "Model: \"softmax_regression\"\n";
  static constexpr int input_height = 1;
  static constexpr int input_width = inputs;
  static constexpr int input_channels = 1;
  static constexpr int output_size = classes;
  static constexpr bool ends_in_softmax = true;
  static constexpr int micro_batch = 3;
  static constexpr std::size_t parameter_count = static_cast<std::size_t>((inputs + 1) * classes);
  static constexpr std::size_t tensor_count = 2;
  static constexpr long long multiply_adds = inputs * classes;
  static constexpr constnet::runtime::Tensor tensors[] = {{"dense_1/kernel",
                                                           2,
                                                           {inputs, classes, 1, 1},
                                                           0,
                                                           static_cast<std::size_t>(inputs* classes),
                                                           inputs,
                                                           classes,
                                                           constnet::runtime::Initializer::glorot_uniform},
                                                          {"dense_1/bias",
                                                           1,
                                                           {classes, 1, 1, 1},
                                                           static_cast<std::size_t>(inputs* classes),
                                                           classes,
                                                           classes,
                                                           classes,
                                                           constnet::runtime::Initializer::zeros}};

  struct Parameters {
    alignas(64) float values[parameter_count];
  };
  struct Prepared {
    alignas(64) float values[parameter_count];
  };
  struct TrainingPrepared {
    alignas(64) float values[parameter_count];
  };
  struct InferenceArena {
    float logits[classes];
  };
  using BatchArena = InferenceArena;
  struct TrainingArena {
    alignas(64) float gradients[parameter_count];
    float images[micro_batch * inputs];
  };

  static const char* simd_target() { return "plain C++"; }

  static void prepare(const Parameters& parameters, Prepared& prepared) {
    std::copy_n(parameters.values, parameter_count, prepared.values);
  }
  static void prepare(const Parameters& parameters, TrainingPrepared& prepared) {
    std::copy_n(parameters.values, parameter_count, prepared.values);
  }

  static void predict(const Prepared& prepared, InferenceArena&, const float* in, float* out) {
    outputs(prepared.values, in, out);
  }

  static void predict(const Prepared& prepared, BatchArena& arena, const float* in, int count, float* out) {
    for (int i = 0; i < count; ++i) {
      predict(prepared, arena, in + i * input_height * input_width * input_channels, out + i * output_size);
    }
  }

  static void clear_gradients(TrainingArena& arena) { std::fill_n(arena.gradients, parameter_count, 0.0f); }

  static void forward(const TrainingPrepared& prepared, TrainingArena& arena, const float* in, int count, float* out) {
    std::copy_n(in, count * inputs, arena.images);
    for (int n = 0; n < count; ++n) outputs(prepared.values, in + n * inputs, out + n * classes);
  }

  static void backward(const TrainingPrepared&, TrainingArena& arena, const float* d_logits, int count) {
    for (int n = 0; n < count; ++n) {
      for (int c = 0; c < classes; ++c) {
        const float d = d_logits[n * classes + c];
        for (int i = 0; i < inputs; ++i) arena.gradients[i * classes + c] += d * arena.images[n * inputs + i];
        arena.gradients[inputs * classes + c] += d;
      }
    }
  }

  static void add_gradients(const TrainingArena& arena, Parameters& gradients) {
    for (std::size_t i = 0; i < parameter_count; ++i) gradients.values[i] += arena.gradients[i];
  }

 private:
  static void outputs(const float* values, const float* in, float* out) {
    for (int c = 0; c < classes; ++c) {
      out[c] = values[inputs * classes + c];
      for (int i = 0; i < inputs; ++i) out[c] += in[i] * values[i * classes + c];
    }
    const float largest = *std::max_element(out, out + classes);
    float sum = 0;
    for (int c = 0; c < classes; ++c) sum += out[c] = std::exp(out[c] - largest);
    for (int c = 0; c < classes; ++c) out[c] /= sum;
  }
};
