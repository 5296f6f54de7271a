// A stand-in for a generated network, made from the reference, with faults to choose from: it shows what a comparison
// sees.
#pragma once

#include <hwy/targets.h>

#include <algorithm>
#include <constnet/firmware/network.hpp>
#include <span>
#include <string>
#include <vector>

#include "reference/make_network.hpp"

namespace constnet::comparison {

/// What is wrong with a FakeNetwork.
enum class Fault {
  none,
  output_off_by_a_little,
  output_not_a_number,
  writes_behind_outputs,
  changes_images,
  remembers_between_predictions,
  changes_prepared_parameters,
  expects_a_clear_arena,
  gradients_replace_the_block,
  forgets_the_piece_before,
  takes_a_whole_micro_batch,
  last_maximum_wins,
  transposed_kernel_gradient,
  one_target_only,
  wrong_tensor_name,
};

template <typename Model, Fault fault>
struct FakeNetwork {
  static constexpr const char* name = "fake";
  static constexpr const char* summary = "";
  static constexpr int input_height = Model::input_shape.height;
  static constexpr int input_width = Model::input_shape.width;
  static constexpr int input_channels = Model::input_shape.channels;
  static constexpr int input_size = input_height * input_width * input_channels;
  static constexpr int output_size = static_cast<int>(Model::output_shape.size());
  static constexpr bool ends_in_softmax = true;
  static constexpr int micro_batch = 2;
  static constexpr std::size_t parameter_count = Model::parameter_count;
  static constexpr std::size_t tensor_count = 4;
  static constexpr long long multiply_adds = 0;
  static constexpr const char* kernel_name = fault == Fault::wrong_tensor_name ? "conv2d/kernel" : "conv2d_1/kernel";
  static constexpr runtime::Tensor tensors[tensor_count] = {
      {kernel_name, 4, {2, 2, 1, 3}, 0, 12, 4, 12, runtime::Initializer::glorot_uniform},
      {"conv2d_1/bias", 1, {3, 1, 1, 1}, 12, 3, 4, 12, runtime::Initializer::zeros},
      {"dense_1/kernel", 2, {27, 3, 1, 1}, 15, 81, 27, 3, runtime::Initializer::glorot_uniform},
      {"dense_1/bias", 1, {3, 1, 1, 1}, 96, 3, 27, 3, runtime::Initializer::zeros},
  };

  struct alignas(64) Parameters {
    float values[parameter_count];
  };
  struct Prepared : Parameters {};
  struct TrainingPrepared : Parameters {};
  struct InferenceArena {
    float last_output;
  };
  using BatchArena = InferenceArena;
  struct alignas(64) TrainingArena {
    float gradients[parameter_count];
    float images[micro_batch * input_size];
  };

  static void prepare(const Parameters& from, Prepared& to) { std::copy_n(from.values, parameter_count, to.values); }
  static void prepare(const Parameters& from, TrainingPrepared& to) {
    std::copy_n(from.values, parameter_count, to.values);
  }

  static void predict(Prepared& prepared, InferenceArena& arena, const float* image, float* outputs) {
    auto network = with_parameters(prepared);
    copy(network.forward(batch(image, 1)).values, outputs);
    if (fault == Fault::output_off_by_a_little) outputs[output_size - 1] += 1e-4f;
    if (fault == Fault::output_not_a_number) outputs[0] = arena.last_output;
    if (fault == Fault::writes_behind_outputs) outputs[output_size] = 0;
    if (fault == Fault::changes_images) const_cast<float*>(image)[0] += 1;
    if (fault == Fault::changes_prepared_parameters) prepared.values[0] *= 1.0000002f;
    if (fault == Fault::remembers_between_predictions && arena.last_output > 0) outputs[0] *= 1.0000002f;
    arena.last_output = fault == Fault::output_not_a_number ? arena.last_output : 1;
  }

  static void predict(Prepared& prepared, BatchArena& arena, const float* in, int count, float* out) {
    for (int i = 0; i < count; ++i) {
      predict(prepared, arena, in + i * input_height * input_width * input_channels, out + i * output_size);
    }
  }

  static void clear_gradients(TrainingArena& arena) {
    if (fault != Fault::expects_a_clear_arena) std::fill_n(arena.gradients, parameter_count, 0.0f);
  }

  static void forward(const TrainingPrepared& prepared, TrainingArena& arena, const float* images, int count,
                      float* outputs) {
    auto network = with_parameters(prepared);
    std::copy_n(images, count * input_size, arena.images);
    copy(network.forward(batch(images, count)).values, outputs);
  }

  static void backward(const TrainingPrepared& prepared, TrainingArena& arena, const float* d_outputs, int count) {
    auto network = with_parameters(prepared);
    const int used = fault == Fault::takes_a_whole_micro_batch ? micro_batch : count;
    network.forward(batch(arena.images, used));
    reference::Batch d_out(Model::output_shape, used);
    std::copy_n(d_outputs, count * output_size, d_out.values.begin());
    if (used > count) std::fill(d_out.values.begin() + count * output_size, d_out.values.end(), 1.0);
    std::vector<double> gradients = network.backward(d_out).parameters;
    if (fault == Fault::transposed_kernel_gradient) std::swap(gradients[3], gradients[6]);
    for (std::size_t i = 0; i < parameter_count; ++i) {
      const float before = fault == Fault::forgets_the_piece_before ? 0 : arena.gradients[i];
      arena.gradients[i] = before + static_cast<float>(gradients[i]);
    }
  }

  static void add_gradients(const TrainingArena& arena, Parameters& gradients) {
    for (std::size_t i = 0; i < parameter_count; ++i) {
      const float before = fault == Fault::gradients_replace_the_block ? 0 : gradients.values[i];
      gradients.values[i] = before + arena.gradients[i];
    }
  }

  static const char* simd_target() {
    const std::int64_t targets = hwy::SupportedTargets();
    return fault == Fault::one_target_only ? "none" : hwy::TargetName(targets & -targets);
  }

 private:
  static reference::ReferenceNetwork with_parameters(const Parameters& parameters) {
    auto network = reference::make_network<Model>();
    network.set_parameters(std::vector<double>(parameters.values, parameters.values + parameter_count));
    return network;
  }

  static reference::Batch batch(const float* images, int count) {
    reference::Batch result(Model::input_shape, count);
    std::copy_n(images, count * input_size, result.values.begin());
    if (fault == Fault::last_maximum_wins) {
      // Too little for the tolerances, enough to make the later one of two equal values the larger one.
      for (std::size_t i = 0; i < result.values.size(); ++i) result.values[i] += 1e-8 * static_cast<double>(i);
    }
    return result;
  }

  static void copy(const std::vector<double>& from, float* to) {
    std::transform(from.begin(), from.end(), to, [](double value) { return static_cast<float>(value); });
  }
};

}  // namespace constnet::comparison
