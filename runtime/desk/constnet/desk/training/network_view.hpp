// A generated network without its type: constants, sizes and function pointers, so that the desk is compiled once.
#pragma once

#include <cstddef>
#include <span>
#include <type_traits>

#include "constnet/firmware/activity_penalty.hpp"
#include "constnet/firmware/augmentation.hpp"
#include "constnet/firmware/batch_statistics.hpp"
#include "constnet/firmware/network.hpp"
#include "constnet/firmware/randomness.hpp"
#include "constnet/firmware/steps.hpp"

namespace constnet::runtime {

/// What has to be allocated for one of a network's structs.
struct StorageSize {
  std::size_t bytes;
  std::size_t alignment;
};

/// The statistics of a batch in a training arena (firmware/batch_statistics.hpp).
struct StatisticsView {
  float* mean;
  float* variance;
  float* d_beta;
  float* d_gamma;
  int* images;
};

/// The members of a GeneratedNetwork (firmware/network.hpp says what each does). The structs are passed as pointers to
/// zeroed storage of the given size; parameters and gradients are `parameter_count` floats at the start of storage of
/// size `parameters`. Nothing is owned: a view can be copied and lives as long as the program.
struct NetworkView {
  const char* name;
  const char* summary;
  int input_height;
  int input_width;
  int input_channels;
  int output_size;
  bool ends_in_softmax;
  int micro_batch;
  std::size_t parameter_count;
  long long multiply_adds;
  std::span<const Tensor> tensors;
  std::span<const Augmentation> augmentations;  ///< what training draws for each image

  StorageSize parameters;
  StorageSize prepared;
  StorageSize training_prepared;
  StorageSize inference_arena;
  StorageSize batch_arena;
  StorageSize training_arena;

  const char* (*simd_target)();
  void (*prepare)(const float* parameters, void* prepared);
  void (*prepare_training)(const float* parameters, void* training_prepared);
  void (*predict)(const void* prepared, void* inference_arena, const float* image, float* outputs);
  void (*predict_batch)(const void* prepared, void* batch_arena, const float* images, int count, float* outputs);
  void (*clear_gradients)(void* training_arena);
  void (*forward)(const void* training_prepared, void* training_arena, const float* images, int count, float* outputs);
  void (*backward)(const void* training_prepared, void* training_arena, const float* d_outputs, int count);
  void (*add_gradients)(void* training_arena, float* gradients);
  void (*set_randomness)(void* training_arena, Randomness numbers);  ///< null where nothing is drawn
  ActivityPenalty* (*activity_penalty)(void* training_arena);        ///< null where no layer adds to the loss

  /// prepare_training in parts, which can be done at the same time.
  int prepare_parts = 1;
  void (*prepare_part)(const float* parameters, void* training_prepared, int part) = nullptr;

  /// Of a network that normalizes with the statistics of the batch: forward and backward in parts. Nothing of others.
  std::span<const NormalizedChannels> normalized = {};
  StatisticsView (*statistics)(void* training_arena) = nullptr;
  void (*forward_part)(const void* training_prepared, void* training_arena, const float* images, int count,
                       float* outputs, int part) = nullptr;
  void (*backward_part)(const void* training_prepared, void* training_arena, const float* d_outputs, int count,
                        int part) = nullptr;
  void (*update_moving_statistics)(const void* training_arena, float* parameters) = nullptr;

  /// Of a network generated with DEVICE: what it would need on a microcontroller; null of others.
  const char* device = nullptr;

  /// Of a network generated with STEP_TIMES; null of others.
  StepTable (*steps)() = nullptr;
  void (*predict_observed)(const void* prepared, void* inference_arena, const float* image, float* outputs,
                           const StepObserver& observer) = nullptr;
  void (*predict_batch_observed)(const void* prepared, void* batch_arena, const float* images, int count,
                                 float* outputs, const StepObserver& observer) = nullptr;
  void (*forward_observed)(const void* training_prepared, void* training_arena, const float* images, int count,
                           float* outputs, const StepObserver& observer) = nullptr;
  void (*backward_observed)(const void* training_prepared, void* training_arena, const float* d_outputs, int count,
                            const StepObserver& observer) = nullptr;

  /// Begins a batch, or a part of one, whose images count `scale` each.
  void start_penalty(void* training_arena, float scale) const {
    if (activity_penalty != nullptr) *activity_penalty(training_arena) = {scale, 0};
  }
  /// What layers have added to the sum of the images' losses since.
  double penalty(void* training_arena) const {
    return activity_penalty != nullptr ? activity_penalty(training_arena)->loss : 0;
  }

  /// Floats per image.
  std::size_t input_size() const {
    return static_cast<std::size_t>(input_height) * static_cast<std::size_t>(input_width) *
           static_cast<std::size_t>(input_channels);
  }
};

/// Whether N was generated with STEP_TIMES.
template <typename N>
concept ObservedNetwork = requires { N::steps(); };

/// How a training arena is given what random numbers depend on; null where there is none to give.
template <typename TrainingArena>
constexpr auto set_randomness_of() -> void (*)(void*, Randomness) {
  if constexpr (requires(TrainingArena& arena) { arena.randomness; }) {
    return [](void* arena, Randomness numbers) { static_cast<TrainingArena*>(arena)->randomness = numbers; };
  }
  return nullptr;
}

/// Where a training arena keeps what layers add to the loss; null where none does.
template <typename TrainingArena>
constexpr auto activity_penalty_of() -> ActivityPenalty* (*)(void*) {
  if constexpr (requires(TrainingArena& arena) { arena.activity_penalty; }) {
    return [](void* arena) { return &static_cast<TrainingArena*>(arena)->activity_penalty; };
  }
  return nullptr;
}

/// The view of network `N`.
template <GeneratedNetwork N>
NetworkView view_of() {
  using Parameters = typename N::Parameters;
  using Prepared = typename N::Prepared;
  using TrainingPrepared = typename N::TrainingPrepared;
  using InferenceArena = typename N::InferenceArena;
  using BatchArena = typename N::BatchArena;
  using TrainingArena = typename N::TrainingArena;
  static_assert(std::is_standard_layout_v<Parameters> && std::is_trivially_copyable_v<Parameters> &&
                    sizeof(Parameters) >= sizeof(float) * N::parameter_count,
                "Parameters must be a plain struct that begins with parameter_count floats");
  static_assert(std::is_trivially_copyable_v<Prepared> && std::is_trivially_copyable_v<TrainingPrepared> &&
                    std::is_trivially_copyable_v<InferenceArena> && std::is_trivially_copyable_v<BatchArena> &&
                    std::is_trivially_copyable_v<TrainingArena>,
                "prepared parameters and arenas must be plain structs: they live in zeroed memory");

  std::span<const Augmentation> augmentations;
  if constexpr (requires { N::augmentations[0]; }) augmentations = N::augmentations;

  NetworkView view{
      .name = N::name,
      .summary = N::summary,
      .input_height = N::input_height,
      .input_width = N::input_width,
      .input_channels = N::input_channels,
      .output_size = N::output_size,
      .ends_in_softmax = N::ends_in_softmax,
      .micro_batch = N::micro_batch,
      .parameter_count = N::parameter_count,
      .multiply_adds = N::multiply_adds,
      .tensors = {&N::tensors[0], static_cast<std::size_t>(N::tensor_count)},
      .augmentations = augmentations,
      .parameters = {sizeof(Parameters), alignof(Parameters)},
      .prepared = {sizeof(Prepared), alignof(Prepared)},
      .training_prepared = {sizeof(TrainingPrepared), alignof(TrainingPrepared)},
      .inference_arena = {sizeof(InferenceArena), alignof(InferenceArena)},
      .batch_arena = {sizeof(BatchArena), alignof(BatchArena)},
      .training_arena = {sizeof(TrainingArena), alignof(TrainingArena)},
      .simd_target = [] { return static_cast<const char*>(N::simd_target()); },
      .prepare =
          [](const float* parameters, void* prepared) {
            N::prepare(*reinterpret_cast<const Parameters*>(parameters), *static_cast<Prepared*>(prepared));
          },
      .prepare_training =
          [](const float* parameters, void* prepared) {
            N::prepare(*reinterpret_cast<const Parameters*>(parameters), *static_cast<TrainingPrepared*>(prepared));
          },
      .predict =
          [](const void* prepared, void* arena, const float* image, float* outputs) {
            N::predict(*static_cast<const Prepared*>(prepared), *static_cast<InferenceArena*>(arena), image, outputs);
          },
      .predict_batch =
          [](const void* prepared, void* arena, const float* images, int count, float* outputs) {
            N::predict(*static_cast<const Prepared*>(prepared), *static_cast<BatchArena*>(arena), images, count,
                       outputs);
          },
      .clear_gradients = [](void* arena) { N::clear_gradients(*static_cast<TrainingArena*>(arena)); },
      .forward =
          [](const void* prepared, void* arena, const float* images, int count, float* outputs) {
            N::forward(*static_cast<const TrainingPrepared*>(prepared), *static_cast<TrainingArena*>(arena), images,
                       count, outputs);
          },
      .backward =
          [](const void* prepared, void* arena, const float* d_outputs, int count) {
            N::backward(*static_cast<const TrainingPrepared*>(prepared), *static_cast<TrainingArena*>(arena), d_outputs,
                        count);
          },
      .add_gradients =
          [](void* arena, float* gradients) {
            N::add_gradients(*static_cast<TrainingArena*>(arena), *reinterpret_cast<Parameters*>(gradients));
          },
      .set_randomness = set_randomness_of<TrainingArena>(),
      .activity_penalty = activity_penalty_of<TrainingArena>(),
      .prepare_part =
          [](const float* parameters, void* prepared, int) {
            N::prepare(*reinterpret_cast<const Parameters*>(parameters), *static_cast<TrainingPrepared*>(prepared));
          },
  };
  if constexpr (requires { N::prepare_parts; }) {
    view.prepare_parts = N::prepare_parts;
    view.prepare_part = [](const float* parameters, void* prepared, int part) {
      N::prepare_part(*reinterpret_cast<const Parameters*>(parameters), *static_cast<TrainingPrepared*>(prepared),
                      part);
    };
  }
  if constexpr (requires { N::parts; }) {
    view.normalized = N::normalized;
    view.statistics = [](void* arena) {
      auto& statistics = static_cast<TrainingArena*>(arena)->statistics;
      return StatisticsView{statistics.mean, statistics.variance, statistics.d_beta, statistics.d_gamma,
                            &statistics.images};
    };
    view.forward_part = [](const void* prepared, void* arena, const float* images, int count, float* outputs,
                           int part) {
      N::forward_part(*static_cast<const TrainingPrepared*>(prepared), *static_cast<TrainingArena*>(arena), images,
                      count, outputs, part);
    };
    view.backward_part = [](const void* prepared, void* arena, const float* d_outputs, int count, int part) {
      N::backward_part(*static_cast<const TrainingPrepared*>(prepared), *static_cast<TrainingArena*>(arena), d_outputs,
                       count, part);
    };
    view.update_moving_statistics = [](const void* arena, float* parameters) {
      N::update_moving_statistics(*static_cast<const TrainingArena*>(arena),
                                  *reinterpret_cast<Parameters*>(parameters));
    };
  }
  if constexpr (requires { N::device; }) view.device = N::device;
  if constexpr (ObservedNetwork<N>) {
    view.steps = [] { return N::steps(); };
    view.predict_observed = [](const void* prepared, void* arena, const float* image, float* outputs,
                               const StepObserver& observer) {
      N::predict(*static_cast<const Prepared*>(prepared), *static_cast<InferenceArena*>(arena), image, outputs,
                 observer);
    };
    view.predict_batch_observed = [](const void* prepared, void* arena, const float* images, int count, float* outputs,
                                     const StepObserver& observer) {
      N::predict(*static_cast<const Prepared*>(prepared), *static_cast<BatchArena*>(arena), images, count, outputs,
                 observer);
    };
    view.forward_observed = [](const void* prepared, void* arena, const float* images, int count, float* outputs,
                               const StepObserver& observer) {
      N::forward(*static_cast<const TrainingPrepared*>(prepared), *static_cast<TrainingArena*>(arena), images, count,
                 outputs, observer);
    };
    view.backward_observed = [](const void* prepared, void* arena, const float* d_outputs, int count,
                                const StepObserver& observer) {
      N::backward(*static_cast<const TrainingPrepared*>(prepared), *static_cast<TrainingArena*>(arena), d_outputs,
                  count, observer);
    };
  }
  return view;
}

}  // namespace constnet::runtime
