// How far the mnist network's generated code is from double precision, tensor by tensor.
//
// To be included where the networks of mnist_prefixes.hpp are generated as mnist (with TRAINING), up_to_conv2d_1,
// up_to_conv2d_2, up_to_conv2d_3 and up_to_dense_1.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "mnist.gen.hpp"
#include "models/mnist_prefixes.hpp"
#include "reference/make_network.hpp"
#include "up_to_conv2d_1.gen.hpp"
#include "up_to_conv2d_2.gen.hpp"
#include "up_to_conv2d_3.gen.hpp"
#include "up_to_dense_1.gen.hpp"

namespace constnet::comparison {

/// The largest error of a tensor over its largest value.
struct TensorError {
  std::string tensor;  ///< "conv2d_1 outputs", "conv2d_1/kernel gradient"
  double error;
};

inline double relative_error(std::span<const float> found, std::span<const double> expected) {
  double error = 0;
  double largest = 0;
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const double difference = std::abs(found[i] - expected[i]);
    if (!(difference <= error)) error = std::isnan(difference) ? std::numeric_limits<double>::infinity() : difference;
    largest = std::max(largest, std::abs(expected[i]));
  }
  return error / largest;
}

/// Parameters, `count` images and their classes.
struct MnistSample {
  std::span<const float> parameters;
  std::span<const float> images;
  std::span<const int> labels;
  int count;
};

/// Outputs of network N for the images one by one and as a batch, against what the reference says; the larger error.
template <typename N>
TensorError output_error(const std::string& tensor, const MnistSample& sample, const reference::Batch& expected) {
  const auto parameters = std::make_unique<typename N::Parameters>();
  std::copy_n(sample.parameters.begin(), N::parameter_count, parameters->values);
  const auto prepared = std::make_unique<typename N::Prepared>();
  N::prepare(*parameters, *prepared);
  const auto arena = std::make_unique<typename N::InferenceArena>();
  const auto batch_arena = std::make_unique<typename N::BatchArena>();
  std::vector<float> outputs(expected.values.size());
  for (int image = 0; image < sample.count; ++image) {
    N::predict(*prepared, *arena, sample.images.data() + image * N::input_size,
               outputs.data() + image * N::output_size);
  }
  const double one_by_one = relative_error(outputs, expected.values);
  N::predict(*prepared, *batch_arena, sample.images.data(), sample.count, outputs.data());
  return {tensor + " outputs", std::max(one_by_one, relative_error(outputs, expected.values))};
}

/// Every layer's outputs, and the gradient of every parameter tensor by the mean cross-entropy over the images.
inline std::vector<TensorError> mnist_errors(const MnistSample& sample) {
  reference::ReferenceNetwork network = reference::make_network<models::Mnist>();
  network.set_parameters(std::vector<double>(sample.parameters.begin(), sample.parameters.end()));
  reference::Batch images(network.input_shape(), sample.count);
  std::copy_n(sample.images.begin(), images.values.size(), images.values.begin());
  const reference::Batch outputs = network.forward(images);

  std::vector<TensorError> errors{output_error<up_to_conv2d_1::Network>("conv2d_1", sample, network.outputs_of(2)),
                                  output_error<up_to_conv2d_2::Network>("conv2d_2", sample, network.outputs_of(4)),
                                  output_error<up_to_conv2d_3::Network>("conv2d_3", sample, network.outputs_of(5)),
                                  output_error<up_to_dense_1::Network>("dense_1", sample, network.outputs_of(7)),
                                  output_error<mnist::Network>("dense_2", sample, outputs)};

  // The gradient before the softmax, the same floats for both.
  constexpr int classes = mnist::output_size;
  std::vector<float> d_outputs(outputs.values.begin(), outputs.values.end());
  for (int image = 0; image < sample.count; ++image) {
    d_outputs[static_cast<std::size_t>(image * classes + sample.labels[static_cast<std::size_t>(image)])] -= 1;
  }
  for (float& value : d_outputs) value /= static_cast<float>(sample.count);
  reference::Batch d_expected(network.output_shape(), sample.count);
  std::copy(d_outputs.begin(), d_outputs.end(), d_expected.values.begin());
  const std::vector<double> expected = network.backward(d_expected).parameters;

  const auto parameters = std::make_unique<mnist::Parameters>();
  std::copy_n(sample.parameters.begin(), mnist::parameter_count, parameters->values);
  const auto prepared = std::make_unique<mnist::TrainingPrepared>();
  mnist::prepare(*parameters, *prepared);
  const auto arena = std::make_unique<mnist::TrainingArena>();
  mnist::clear_gradients(*arena);
  std::vector<float> ignored(d_outputs.size());
  for (int first = 0; first < sample.count; first += mnist::micro_batch) {
    const int count = std::min(mnist::micro_batch, sample.count - first);
    mnist::forward(*prepared, *arena, sample.images.data() + first * mnist::input_size, count, ignored.data());
    mnist::backward(*prepared, *arena, d_outputs.data() + first * classes, count);
  }
  const auto gradients = std::make_unique<mnist::Parameters>();
  std::fill(std::begin(gradients->values), std::end(gradients->values), 0.0f);
  mnist::add_gradients(*arena, *gradients);
  for (const runtime::Tensor& tensor : mnist::tensors) {
    errors.push_back({std::string(tensor.name) + " gradient",
                      relative_error(std::span<const float>(gradients->values).subspan(tensor.offset, tensor.size),
                                     std::span(expected).subspan(tensor.offset, tensor.size))});
  }
  return errors;
}

}  // namespace constnet::comparison
