// Trains a generated network with train_step beside the plain reference, and compares all weights.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <string>
#include <vector>

#include "models/comparison.hpp"
#include "models/guarded.hpp"
#include "models/simd_targets.hpp"
#include "reference/make_network.hpp"
#include "reference/optimizer.hpp"

namespace constnet::comparison {

inline constexpr int kSteps = 10;
/// Largest difference of a weight after all steps, over the largest change that a weight of its tensor went through;
/// what rounding each changed weight to a float costs comes on top.
inline constexpr double kTrainingTolerance = 1e-3;

/// One optimizer state, or none.
template <typename N>
struct StateOf {};
template <typename N>
  requires requires { typename N::AdamState; }
struct StateOf<N> {
  Guarded<typename N::AdamState> block;
  StateOf() { std::memset(&block.value(), 0, sizeof(block.value())); }
};

/// Runs one training step with whatever the network's train_step takes.
template <typename N, typename Target>
void train_step(const typename N::Prepared& prepared, typename N::TrainedWeights& trained, StateOf<N>& state,
                typename N::TrainingArena& arena, const float* image, const Target& target, float learning_rate,
                float* output) {
  if constexpr (requires { typename N::AdamState; }) {
    N::train_step(prepared.frozen, trained, state.block.value(), arena, image, target,
                  typename N::Adam{.learning_rate = learning_rate}, output);
  } else {
    N::train_step(prepared.frozen, trained, arena, image, target, learning_rate, output);
  }
}

template <typename N>
class Training {
 public:
  Training(reference::ReferenceNetwork& network, std::uint64_t seed, double learning_rate, Complaints& complaints)
      : network_(network),
        sample_(draw_sample(network, kSteps, 1, seed)),
        learning_rate_(learning_rate),
        complaints_(complaints) {}

  void run() {
    const std::vector<double> expected = train_reference();
    const auto first = train();
    const auto second = train();
    complaints_.expect(first == second, "the same steps give other bits the second time");
    compare(first, expected);
  }

 private:
  static constexpr bool adam = requires { typename N::AdamState; };
  static constexpr bool label = N::ends_in_softmax;
  static constexpr int input_size = N::input_size;

  int label_of(int step) const { return (step * 7 + 3) % N::output_size; }
  std::vector<float> target_of(int step) const {
    std::vector<float> target(N::output_size);
    for (int i = 0; i < N::output_size; ++i) target[i] = std::sin(float(step * N::output_size + i));
    return target;
  }

  std::vector<double> train_reference() {
    std::vector<double> parameters(sample_.parameters.begin(), sample_.parameters.end());
    reference::Optimizer optimizer(adam, learning_rate_);
    for (int step = 0; step < kSteps; ++step) {
      network_.set_parameters(parameters);
      reference::Batch image(network_.input_shape(), 1);
      std::copy_n(sample_.images.begin() + step * input_size, input_size, image.values.begin());
      reference::Batch d = network_.forward(image);
      outputs_.assign(d.values.begin(), d.values.end());
      const std::vector<float> target = target_of(step);
      for (int i = 0; i < N::output_size; ++i) {
        d.values[i] = label ? d.values[i] - (i == label_of(step)) : 2 * (d.values[i] - target[i]) / N::output_size;
      }
      optimizer.step(network_.backward(d).parameters, network_.tensors(), parameters);
    }
    return parameters;
  }

  /// All parameters after the steps.
  std::vector<float> train() {
    Guarded<typename N::Parameters> parameters;
    std::copy(sample_.parameters.begin(), sample_.parameters.end(), parameters.value().values);
    Guarded<typename N::Prepared> prepared;
    N::prepare(parameters.value(), prepared.value());
    const auto prepared_before = prepared.bytes();
    Guarded<typename N::TrainedWeights> trained;
    trained.value() = prepared.value().trained;
    Guarded<typename N::TrainingArena> arena;
    StateOf<N> state;
    GuardedFloats output(N::output_size);
    for (int step = 0; step < kSteps; ++step) {
      const std::span<const float> pixels =
          std::span(sample_.images).subspan(std::size_t(step) * input_size, input_size);
      const ReadOnlyFloats image(pixels);
      const auto one = [&](const auto& target) {
        train_step<N>(prepared.value(), trained.value(), state, arena.value(), image.data(), target,
                      static_cast<float>(learning_rate_), output.data());
      };
      if constexpr (label) {
        one(label_of(step));
      } else {
        one(target_of(step).data());
      }
      complaints_.expect(image.is(pixels), "train_step changed its image");
    }
    for (int i = 0; i < N::output_size; ++i) {
      complaints_.expect(std::abs(output.data()[i] - outputs_[i]) <= 1e-3 * std::max(1.0, std::abs(outputs_[i])),
                         "the last step's output " + std::to_string(i) + " is off");
    }
    N::read_trained(trained.value(), parameters.value());
    complaints_.expect(prepared.bytes() == prepared_before, "train_step changed the prepared parameters");
    complaints_.expect(parameters.is_intact(), "read_trained wrote outside the parameters");
    complaints_.expect(trained.is_intact(), "train_step wrote outside the trained weights");
    complaints_.expect(arena.is_intact(), "train_step wrote outside its arena");
    complaints_.expect(output.is_intact(), "train_step wrote outside the output");
    if constexpr (adam) complaints_.expect(state.block.is_intact(), "train_step wrote outside its state");
    check_prediction(prepared.value(), trained.value(), parameters.value());
    return {parameters.value().values, parameters.value().values + N::parameter_count};
  }

  /// What is predicted with trained weights is what is predicted with all of them prepared anew.
  void check_prediction(const typename N::Prepared& prepared, const typename N::TrainedWeights& trained,
                        const typename N::Parameters& parameters) {
    Guarded<typename N::Prepared> anew;
    N::prepare(parameters, anew.value());
    Guarded<typename N::InferenceArena> arena;
    GuardedFloats found(N::output_size);
    GuardedFloats expected(N::output_size);
    N::predict(prepared.frozen, trained, arena.value(), sample_.images.data(), found.data());
    N::predict(anew.value(), arena.value(), sample_.images.data(), expected.data());
    complaints_.expect(std::memcmp(found.data(), expected.data(), N::output_size * sizeof(float)) == 0,
                       "trained weights predict something else than when they are prepared anew");
  }

  void compare(const std::vector<float>& found, const std::vector<double>& expected) {
    for (const reference::PlacedTensor& tensor : network_.tensors()) {
      double change = 0;
      double error = 0;
      double largest = 0;
      for (std::size_t i = tensor.offset; i < tensor.offset + tensor.size; ++i) {
        change = std::max(change, std::abs(expected[i] - sample_.parameters[i]));
        error = std::max(error, std::abs(expected[i] - found[i]));
        largest = std::max(largest, std::abs(expected[i]));
      }
      const double rounding = kSteps * std::ldexp(largest, -24);
      complaints_.expect(
          error <= kTrainingTolerance * change + rounding,
          tensor.name + " is off by " + std::to_string(error) + " after a change of " + std::to_string(change));
    }
  }

  reference::ReferenceNetwork& network_;
  Sample sample_;
  double learning_rate_;
  Complaints& complaints_;
  std::vector<double> outputs_;
};

/// Empty if network N, generated from Model with TRAIN_STEP, trains as the reference does; else one line for each
/// complaint. With Highway on every target of this machine, else on the one it was generated for.
template <typename N, typename Model>
std::string train_in_steps(std::uint64_t seed, double learning_rate, bool highway) {
  Complaints complaints;
  auto network = reference::make_network<Model>();
  if (!highway) {
    complaints.set_place(N::simd_target());
    Training<N>(network, seed, learning_rate, complaints).run();
    return complaints.text();
  }
  for (const std::int64_t target : simd_targets()) {
    const SelectedTarget selected(target);
    complaints.set_place(selected.name());
    Training<N>(network, seed, learning_rate, complaints).run();
  }
  return complaints.text();
}

}  // namespace constnet::comparison
