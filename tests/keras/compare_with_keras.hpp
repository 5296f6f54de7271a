// Compares a generated network with a case of fixtures/layers.json, on every SIMD target that this machine has.
#pragma once

#include <algorithm>
#include <array>
#include <constnet/firmware/network.hpp>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "keras/layer_case.hpp"
#include "models/simd_targets.hpp"

namespace keras {

/// The arguments of one network's functions.
template <constnet::runtime::GeneratedNetwork N>
struct Memory {
  typename N::Parameters parameters;
  typename N::Parameters gradients;
  typename N::Prepared prepared;
  typename N::TrainingPrepared training_prepared;
  typename N::InferenceArena arena;
  typename N::TrainingArena training_arena;
};

/// Empty if network N, generated from the row of layers.hpp called `name`, does what Keras did; else a line for each
/// difference.
template <constnet::runtime::GeneratedNetwork N, typename Model>
std::string compare_with_keras(const std::string& name) {
  constexpr std::size_t output_size = N::output_size;
  const LayerCase expected(name);
  Differences differences;
  constexpr constnet::Shape output = Model::output_shape;
  const std::vector<int> shape = output.rank == 1 ? std::vector<int>{output.channels}
                                                  : std::vector<int>{output.height, output.width, output.channels};
  differences.expect(shape == expected.output_shape, "another output shape");
  differences.expect(N::output_size == output.size(), "the network has another output size than the model");
  // Either a layer feeds the one under test and has one value of its kernel for each input, or the images do.
  constexpr bool fed = N::input_height * N::input_width == 1;
  differences.expect(N::parameter_count == (fed ? expected.inputs.size() : 0) + expected.parameter_count() &&
                         N::parameter_count == Model::parameter_count,
                     "another parameter count");
  compare_tensors({&N::tensors[fed], N::tensor_count - fed}, expected, differences);
  differences.expect(N::micro_batch >= expected.batch(), "a micro-batch has no room for the batch");
  if (!differences.text().empty()) return differences.text();

  const auto memory = std::make_unique<Memory<N>>();
  const std::vector<float> parameters = expected.parameters(fed);
  const std::vector<float> d_outputs = expected.d_outputs(N::ends_in_softmax);
  const std::vector<float> images =
      fed ? expected.unit_images() : std::vector<float>(expected.inputs.begin(), expected.inputs.end());
  const std::size_t input_size = images.size() / expected.batch();
  std::copy(parameters.begin(), parameters.end(), memory->parameters.values);
  for (const std::int64_t target : constnet::comparison::simd_targets()) {
    const constnet::comparison::SelectedTarget selected(target);
    differences.set_place(selected.name());
    N::prepare(memory->parameters, memory->prepared);
    N::prepare(memory->parameters, memory->training_prepared);
    std::vector<float> outputs(expected.outputs.size());
    for (std::size_t image = 0; image < expected.batch(); ++image) {
      N::predict(memory->prepared, memory->arena, images.data() + image * input_size,
                 outputs.data() + image * output_size);
    }
    compare_values("predict", outputs, expected.outputs, output_tolerance, differences);
    if (expected.prediction_only) continue;
    N::clear_gradients(memory->training_arena);
    if constexpr (requires { memory->training_arena.activity_penalty; }) {
      memory->training_arena.activity_penalty = {1 / static_cast<float>(expected.batch()), 0};
    }
    N::forward(memory->training_prepared, memory->training_arena, images.data(), static_cast<int>(expected.batch()),
               outputs.data());
    compare_values("forward", outputs, expected.training_outputs, output_tolerance, differences);
    if constexpr (requires { memory->training_arena.activity_penalty; }) {
      const auto penalty =
          static_cast<float>(memory->training_arena.activity_penalty.loss / static_cast<double>(expected.batch()));
      compare_values("penalty", {&penalty, 1}, std::vector{expected.penalty}, output_tolerance, differences);
    } else {
      differences.expect(expected.penalty == 0, "no penalty");
    }
    N::backward(memory->training_prepared, memory->training_arena, d_outputs.data(),
                static_cast<int>(expected.batch()));
    std::fill_n(memory->gradients.values, N::parameter_count, 0.0f);
    N::add_gradients(memory->training_arena, memory->gradients);
    compare_gradients({memory->gradients.values, N::parameter_count}, fed, expected, differences);
  }
  return differences.text();
}

}  // namespace keras
