// What every generated network offers, as data types that firmware can hold and as a concept that desk code is written
// against.
#pragma once

#include <concepts>
#include <constnet/firmware/tensor.hpp>
#include <cstddef>

namespace constnet::runtime {

/// A generated network. Images are float, (height, width, channels), without gaps; `Parameters` holds `parameter_count`
/// floats in the order of `tensors`. No function allocates, throws or keeps state: everything is passed in, so calls
/// with different arenas may run at the same time.
///
/// predict:          one image in, `output_size` floats out; or `count` images, with an arena for batches.
/// prepare:          brings parameters into the layout that the code for this processor reads; again after each update.
///                   Generated networks also have prepare_part, one of prepare_parts parts of this for training, which
///                   touch different places.
/// clear_gradients:  sets the arena's gradient sums to zero.
/// forward:          at most `micro_batch` images; keeps in the arena what backward needs.
/// backward:         for the images of the last forward; `d_outputs` is the gradient of the loss with respect to the
///                   outputs, or, where the network ends in softmax, with respect to what goes into the softmax.
///                   Adds to the arena's gradient sums.
/// add_gradients:    adds the arena's gradient sums to a block in the layout of `Parameters`.
template <typename N>
concept GeneratedNetwork = requires(const typename N::Parameters& parameters, typename N::Parameters& gradients,
                                    typename N::Prepared& prepared, typename N::TrainingPrepared& training_prepared,
                                    typename N::InferenceArena& arena, typename N::BatchArena& batch_arena,
                                    typename N::TrainingArena& training_arena, const float* in, float* out, int count) {
  { N::name } -> std::convertible_to<const char*>;
  { N::summary } -> std::convertible_to<const char*>;
  { N::input_height } -> std::convertible_to<int>;
  { N::input_width } -> std::convertible_to<int>;
  { N::input_channels } -> std::convertible_to<int>;
  { N::output_size } -> std::convertible_to<int>;
  { N::ends_in_softmax } -> std::convertible_to<bool>;
  { N::micro_batch } -> std::convertible_to<int>;
  { N::parameter_count } -> std::convertible_to<std::size_t>;
  { N::tensor_count } -> std::convertible_to<std::size_t>;
  { N::multiply_adds } -> std::convertible_to<long long>;
  { N::tensors[0] } -> std::convertible_to<const Tensor&>;
  { N::simd_target() } -> std::convertible_to<const char*>;
  N::prepare(parameters, prepared);
  N::prepare(parameters, training_prepared);
  N::predict(prepared, arena, in, out);
  N::predict(prepared, batch_arena, in, count, out);
  N::clear_gradients(training_arena);
  N::forward(training_prepared, training_arena, in, count, out);
  N::backward(training_prepared, training_arena, in, count);
  N::add_gradients(training_arena, gradients);
};

}  // namespace constnet::runtime
