// Compares a generated network with the plain reference of its model, on every SIMD target that this machine has.
#pragma once

#include <algorithm>
#include <cmath>
#include <constnet/firmware/network.hpp>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "models/comparison.hpp"
#include "models/guarded.hpp"
#include "models/simd_targets.hpp"
#include "reference/make_network.hpp"

namespace constnet::comparison {

/// One target and one sample: predict, and then a training step in pieces.
template <runtime::GeneratedNetwork N>
class Comparison {
 public:
  Comparison(const Sample& sample, Complaints& complaints) : sample_(sample), complaints_(complaints) {
    std::copy(sample.parameters.begin(), sample.parameters.end(), parameters_.value().values);
  }

  void run() {
    const auto parameters_before = parameters_.bytes();
    predict();
    train();
    complaints_.expect(parameters_.bytes() == parameters_before && parameters_.is_intact(), "parameters were changed");
  }

 private:
  static constexpr int input_size = N::input_height * N::input_width * N::input_channels;
  static constexpr int output_size = N::output_size;
  static constexpr bool adds_to_loss = requires(typename N::TrainingArena& arena) { arena.activity_penalty; };
  static constexpr bool draws_numbers = requires(typename N::TrainingArena& arena) { arena.randomness; };

  std::span<const float> images(int first, int count) const {
    return std::span(sample_.images).subspan(std::size_t(first) * input_size, std::size_t(count) * input_size);
  }

  std::span<const float> d_outputs(int first, int count) const {
    return std::span(sample_.d_outputs).subspan(std::size_t(first) * output_size, std::size_t(count) * output_size);
  }

  void predict() {
    Guarded<typename N::Prepared> prepared;
    Guarded<typename N::InferenceArena> arena;
    N::prepare(parameters_.value(), prepared.value());
    const auto prepared_before = prepared.bytes();
    GuardedFloats first(output_size);
    for (int image = 0; image < sample_.count; ++image) {
      GuardedFloats outputs(output_size);
      predict_one(image, prepared.value(), arena.value(), outputs);
      compare_outputs("predict, image " + std::to_string(image), outputs.values(), image, sample_.count,
                      sample_.outputs, complaints_);
      if (image == 0) std::copy_n(outputs.data(), output_size, first.data());
    }
    GuardedFloats again(output_size);
    predict_one(0, prepared.value(), arena.value(), again);
    complaints_.expect(std::memcmp(first.data(), again.data(), output_size * sizeof(float)) == 0,
                       "predict gives other bits for the first image when it comes last");
    predict_all(prepared.value());
    complaints_.expect(prepared.bytes() == prepared_before, "predict changed the prepared parameters");
    complaints_.expect(prepared.is_intact(), "prepare wrote outside the prepared parameters");
    complaints_.expect(arena.is_intact(), "predict wrote outside its arena");
  }

  void predict_one(int image, typename N::Prepared& prepared, typename N::InferenceArena& arena,
                   GuardedFloats& outputs) {
    const ReadOnlyFloats in(images(image, 1));
    N::predict(prepared, arena, in.data(), outputs.data());
    complaints_.expect(outputs.is_intact(), "predict wrote outside the outputs");
    complaints_.expect(in.is(images(image, 1)), "predict changed its image");
  }

  /// All images at once: more than one whole batch, and a rest.
  void predict_all(typename N::Prepared& prepared) {
    Guarded<typename N::BatchArena> arena;
    const ReadOnlyFloats in(images(0, sample_.count));
    GuardedFloats outputs(sample_.count * output_size);
    N::predict(prepared, arena.value(), in.data(), sample_.count, outputs.data());
    complaints_.expect(outputs.is_intact(), "predict of a batch wrote outside the outputs");
    complaints_.expect(arena.is_intact(), "predict of a batch wrote outside its arena");
    compare_outputs("predict of a batch", outputs.values(), 0, sample_.count, sample_.outputs, complaints_);
  }

  /// All images in pieces of micro_batch, the last piece shorter; then the first image alone, added to the same block.
  void train() {
    N::prepare(parameters_.value(), prepared_.value());
    const auto prepared_before = prepared_.bytes();
    Guarded<typename N::Parameters> block;
    const auto gradients = std::span<const float>(block.value().values, N::parameter_count);
    std::fill_n(block.value().values, N::parameter_count, 0.0f);

    N::clear_gradients(arena_.value());
    if constexpr (adds_to_loss) arena_.value().activity_penalty = {1, 0};
    for (int first = 0; first < sample_.count; first += N::micro_batch) {
      train_piece(first, std::min<int>(N::micro_batch, sample_.count - first));
    }
    N::add_gradients(arena_.value(), block.value());
    if constexpr (adds_to_loss) {
      const double found = arena_.value().activity_penalty.loss;
      complaints_.expect(std::abs(found - sample_.penalty) <= 1e-5 * sample_.penalty,
                         "penalties of " + std::to_string(found) + ", expected " + std::to_string(sample_.penalty));
    }
    compare_gradients("gradient", gradients, sample_.gradients, N::tensors, complaints_);

    N::clear_gradients(arena_.value());
    train_piece(0, 1, true);
    N::add_gradients(arena_.value(), block.value());
    std::vector<double> sum = sample_.gradients;
    for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += sample_.first_gradients[i];
    compare_gradients("gradient added to what was there", gradients, sum, N::tensors, complaints_);

    const auto block_before = block.bytes();
    N::clear_gradients(arena_.value());
    N::add_gradients(arena_.value(), block.value());
    complaints_.expect(block.bytes() == block_before, "gradients that were cleared still add something");
    complaints_.expect(block.is_intact(), "add_gradients wrote outside the block");
    complaints_.expect(prepared_.bytes() == prepared_before, "training changed the prepared parameters");
    complaints_.expect(prepared_.is_intact(), "prepare wrote outside the prepared parameters for training");
    complaints_.expect(arena_.is_intact(), "training wrote outside its arena");
  }

  void train_piece(int first, int count, bool alone = false) {
    if constexpr (draws_numbers) {
      arena_.value().randomness = {sample_numbers.seed, sample_numbers.step, static_cast<std::uint32_t>(first)};
    }
    const std::string piece = "images " + std::to_string(first) + " to " + std::to_string(first + count - 1);
    {
      // The images are gone before backward: the arena keeps what backward needs.
      const ReadOnlyFloats in(images(first, count));
      GuardedFloats outputs(std::size_t(count) * output_size);
      N::forward(prepared_.value(), arena_.value(), in.data(), count, outputs.data());
      compare_outputs("forward, " + piece, outputs.values(), alone ? 0 : first, alone ? 1 : sample_.count,
                      alone ? sample_.first_training_outputs : sample_.training_outputs, complaints_);
      complaints_.expect(outputs.is_intact(), "forward wrote outside the outputs, " + piece);
      complaints_.expect(in.is(images(first, count)), "forward changed its images, " + piece);
    }
    const ReadOnlyFloats d_out(d_outputs(first, count));
    N::backward(prepared_.value(), arena_.value(), d_out.data(), count);
    complaints_.expect(d_out.is(d_outputs(first, count)), "backward changed the gradient of the outputs, " + piece);
  }

  const Sample& sample_;
  Complaints& complaints_;
  Guarded<typename N::Parameters> parameters_;
  Guarded<typename N::TrainingPrepared> prepared_;
  Guarded<typename N::TrainingArena> arena_;
};

/// Whether sums of small whole numbers come out exactly, so that ties stay ties: larger Winograd tiles multiply by
/// thirds, dropout divides by what it keeps, and normalization by a root.
template <typename N>
constexpr bool sums_are_exact = [] {
  if constexpr (requires(typename N::TrainingArena& arena) { arena.randomness; }) return false;
  for (const runtime::Tensor& tensor : N::tensors) {
    if (tensor.name != nullptr && std::string_view(tensor.name).ends_with("/moving_variance")) return false;
  }
  if constexpr (requires { N::winograd_tile; }) return N::winograd_tile <= 2;
  return true;
}();

/// Empty if network N, generated from Model, does what the reference does; else one line for each complaint.
template <runtime::GeneratedNetwork N, typename Model>
std::string compare_with_reference(std::uint64_t seed) {
  Complaints complaints;
  reference::ReferenceNetwork network = reference::make_network<Model>();
  complaints.set_place("description");
  compare_descriptions({N::name,
                        N::input_height,
                        N::input_width,
                        N::input_channels,
                        N::output_size,
                        N::ends_in_softmax,
                        N::micro_batch,
                        N::parameter_count,
                        {&N::tensors[0], N::tensor_count}},
                       network, complaints);
  if (!complaints.text().empty()) return complaints.text();

  const int count = N::micro_batch + 3;
  const Sample sample = draw_sample(network, count, N::micro_batch, seed);
  const Sample tied = draw_tied_sample(network, count, N::micro_batch, seed);
  for (const std::int64_t target : simd_targets()) {
    const SelectedTarget selected(target);
    complaints.set_place(selected.name());
    complaints.expect(N::simd_target() == selected.name(),
                      "the code that runs is for " + std::string(N::simd_target()));
    Comparison<N>(sample, complaints).run();
    if (!sums_are_exact<N>) continue;
    complaints.set_place(selected.name() + ", tied sample");
    Comparison<N>(tied, complaints).run();
  }
  return complaints.text();
}

}  // namespace constnet::comparison
