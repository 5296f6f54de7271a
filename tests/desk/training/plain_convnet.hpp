// A convolution network written by hand in plain loops, as generated code offers it, with faults to choose from.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstring>

#include "constnet/firmware/network.hpp"

/// What is wrong with the backward code.
enum class Fault { none, sign_of_bias, one_tap_missing, last_row_missing, mean_instead_of_sum, pool_to_last };

/// Input size x size x 1; Conv2D `filters` kernel x kernel relu; MaxPooling2D 2; Flatten; Dense 10 softmax.
template <int size, int kernel, int filters, Fault fault = Fault::none>
struct PlainConvnet {
  static constexpr int conv = size - kernel + 1;
  static constexpr int pooled = conv / 2;
  static constexpr int flat = pooled * pooled * filters;
  static constexpr int classes = 10;
  static constexpr std::size_t kernel_size = static_cast<std::size_t>(kernel * kernel * filters);
  static constexpr std::size_t dense_at = kernel_size + filters;
  static constexpr std::size_t dense_size = static_cast<std::size_t>(flat * classes);
  using Initializer = constnet::runtime::Initializer;

  static constexpr const char* name = "plain_convnet";
  static constexpr const char* summary = "Model: \"plain_convnet\"\n";
  static constexpr int input_height = size;
  static constexpr int input_width = size;
  static constexpr int input_channels = 1;
  static constexpr int output_size = classes;
  static constexpr bool ends_in_softmax = true;
  static constexpr int micro_batch = 2;
  static constexpr std::size_t parameter_count = dense_at + dense_size + classes;
  static constexpr std::size_t tensor_count = 4;
  static constexpr long long multiply_adds = kernel * kernel * filters * conv * conv + flat * classes;
  static constexpr constnet::runtime::Tensor tensors[] = {
      {"conv2d_1/kernel",
       4,
       {kernel, kernel, 1, filters},
       0,
       kernel_size,
       kernel* kernel,
       kernel* kernel* filters,
       Initializer::glorot_uniform},
      {"conv2d_1/bias", 1, {filters, 1, 1, 1}, kernel_size, filters, filters, filters, Initializer::zeros},
      {"dense_1/kernel", 2, {flat, classes, 1, 1}, dense_at, dense_size, flat, classes, Initializer::glorot_uniform},
      {"dense_1/bias", 1, {classes, 1, 1, 1}, dense_at + dense_size, classes, classes, classes, Initializer::zeros}};

  struct Parameters {
    alignas(64) float values[parameter_count];
  };
  struct Prepared {
    alignas(64) float values[parameter_count];
  };
  struct TrainingPrepared {
    alignas(64) float values[parameter_count];
  };
  struct Image {
    float in[size * size];
    float pooled_map[flat];
    int winners[flat];
    float out[classes];
  };
  struct InferenceArena {
    Image image;
  };
  using BatchArena = InferenceArena;
  struct TrainingArena {
    float gradients[parameter_count];
    Image images[micro_batch];
  };

  static const char* simd_target() { return "plain C++"; }
  static void prepare(const Parameters& p, Prepared& prepared) { std::memcpy(&prepared, &p, sizeof p); }
  static void prepare(const Parameters& p, TrainingPrepared& prepared) { std::memcpy(&prepared, &p, sizeof p); }

  static void predict(const Prepared& prepared, InferenceArena& arena, const float* in, float* out) {
    run(prepared.values, in, arena.image);
    std::copy_n(arena.image.out, classes, out);
  }

  static void predict(const Prepared& prepared, BatchArena& arena, const float* in, int count, float* out) {
    for (int i = 0; i < count; ++i) {
      predict(prepared, arena, in + i * input_height * input_width * input_channels, out + i * output_size);
    }
  }

  static void clear_gradients(TrainingArena& arena) { std::fill_n(arena.gradients, parameter_count, 0.0f); }

  static void forward(const TrainingPrepared& prepared, TrainingArena& arena, const float* in, int count, float* out) {
    for (int n = 0; n < count; ++n) {
      run(prepared.values, in + n * size * size, arena.images[n]);
      std::copy_n(arena.images[n].out, classes, out + n * classes);
    }
  }

  static void backward(const TrainingPrepared& prepared, TrainingArena& arena, const float* d_out, int count) {
    const float share = fault == Fault::mean_instead_of_sum ? 1.0f / static_cast<float>(count) : 1.0f;
    for (int n = 0; n < count; ++n) back(prepared.values, arena.images[n], d_out + n * classes, share, arena.gradients);
  }

  static void add_gradients(const TrainingArena& arena, Parameters& gradients) {
    for (std::size_t i = 0; i < parameter_count; ++i) gradients.values[i] += arena.gradients[i];
  }

 private:
  static void run(const float* w, const float* in, Image& image) {
    std::copy_n(in, size * size, image.in);
    for (int unit = 0; unit < flat; ++unit) {
      const int f = unit % filters, px = unit / filters % pooled, py = unit / filters / pooled;
      image.pooled_map[unit] = 0;
      image.winners[unit] = -1;
      for (int place = 0; place < 4; ++place) {
        const int at = (2 * py + place / 2) * size + 2 * px + place % 2;
        float sum = w[kernel_size + static_cast<std::size_t>(f)];
        for (int k = 0; k < kernel * kernel; ++k) sum += in[at + k / kernel * size + k % kernel] * w[k * filters + f];
        const bool wins = fault == Fault::pool_to_last ? sum > 0 : sum > image.pooled_map[unit];
        image.pooled_map[unit] = std::max(image.pooled_map[unit], sum);
        if (wins) image.winners[unit] = at;
      }
    }
    const float* const dense = w + dense_at;
    for (int c = 0; c < classes; ++c) {
      image.out[c] = dense[flat * classes + c];
      for (int i = 0; i < flat; ++i) image.out[c] += image.pooled_map[i] * dense[i * classes + c];
    }
    const float largest = *std::max_element(image.out, image.out + classes);
    float sum = 0;
    for (float& x : image.out) sum += x = std::exp(x - largest);
    for (float& x : image.out) x /= sum;
  }

  static void back(const float* w, const Image& image, const float* d_logits, float share, float* gradients) {
    const float* const dense = w + dense_at;
    float* const d_dense = gradients + dense_at;
    for (int c = 0; c < classes; ++c) d_dense[flat * classes + c] += d_logits[c] * share;
    const int last = fault == Fault::last_row_missing ? (pooled - 1) * pooled * filters : flat;
    for (int i = 0; i < flat; ++i) {
      float d = 0;
      for (int c = 0; c < classes; ++c) {
        d_dense[i * classes + c] += d_logits[c] * image.pooled_map[i] * share;
        d += d_logits[c] * dense[i * classes + c] * share;
      }
      const int at = image.winners[i];
      if (at < 0 || i >= last) continue;
      const int f = i % filters;
      gradients[kernel_size + static_cast<std::size_t>(f)] += fault == Fault::sign_of_bias ? -d : d;
      for (int k = fault == Fault::one_tap_missing ? 1 : 0; k < kernel * kernel; ++k) {
        gradients[k * filters + f] += d * image.in[at + k / kernel * size + k % kernel];
      }
    }
  }
};
