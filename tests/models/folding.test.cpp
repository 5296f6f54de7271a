// The networks of MLPerf Tiny as they are trained predict what the folded ones predict with weights folded by hand.
#include <algorithm>
#include <cmath>
#include <constnet/desk/training/initialize.hpp>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "anomaly_detection.gen.hpp"
#include "anomaly_detection_folded.gen.hpp"
#include "catch.hpp"
#include "image_classification.gen.hpp"
#include "image_classification_folded.gen.hpp"
#include "keyword_spotting.gen.hpp"
#include "keyword_spotting_folded.gen.hpp"
#include "reference/random.hpp"
#include "visual_wake_words.gen.hpp"
#include "visual_wake_words_folded.gen.hpp"

namespace {

using constnet::runtime::Tensor;

bool is(const Tensor& tensor, const char* role) { return std::string(tensor.name).ends_with(role); }

/// First weights, biases that are not 0, and statistics as training leaves them.
std::vector<float> trained_parameters(std::span<const Tensor> tensors, std::size_t count) {
  std::vector<float> values(count);
  constnet::runtime::initialize(tensors, 5, values);
  constnet::reference::Random random(6);
  for (const Tensor& tensor : tensors) {
    if (tensor.rank > 1) continue;
    const bool around_1 = is(tensor, "/gamma") || is(tensor, "/moving_variance");
    for (std::size_t i = 0; i < tensor.size; ++i) {
      values[tensor.offset + i] = static_cast<float>(around_1 ? random.uniform(0.5, 2) : random.uniform(-0.5, 0.5));
    }
  }
  return values;
}

/// The parameters without normalization: each kernel and bias whose next tensors normalize takes them in, in double.
std::vector<float> folded(std::span<const Tensor> tensors, const std::vector<float>& values) {
  constexpr double epsilon = 1e-3;
  std::vector<float> result;
  for (std::size_t t = 0; t < tensors.size(); ++t) {
    REQUIRE(is(tensors[t], "kernel"));
    const float* const kernel = &values[tensors[t].offset];
    const Tensor& bias = tensors[t + 1];
    const bool normalized = t + 2 < tensors.size() && is(tensors[t + 2], "/gamma");
    const auto channels = bias.size;
    std::vector<double> factors(channels, 1);
    std::vector<double> biases(&values[bias.offset], &values[bias.offset] + channels);
    for (std::size_t c = 0; normalized && c < channels; ++c) {
      const auto of = [&](std::size_t tensor) { return double{values[tensors[t + 2 + tensor].offset + c]}; };
      const double gamma = of(0);
      const double beta = of(1);
      const double mean = of(2);
      const double variance = of(3);
      factors[c] = gamma / std::sqrt(variance + epsilon);
      biases[c] = beta + (biases[c] - mean) * factors[c];
    }
    // Filters are the last axis of a kernel; a depthwise one has each channel's only filter there.
    for (std::size_t i = 0; i < tensors[t].size; ++i) {
      result.push_back(static_cast<float>(kernel[i] * factors[i % channels]));
    }
    result.insert(result.end(), biases.begin(), biases.end());
    t += normalized ? 5 : 1;
  }
  return result;
}

template <typename N>
std::vector<float> predicted(const std::vector<float>& parameters, const std::vector<float>& image) {
  const auto block = std::make_unique<typename N::Parameters>();
  const auto prepared = std::make_unique<typename N::Prepared>();
  const auto arena = std::make_unique<typename N::InferenceArena>();
  std::ranges::copy(parameters, block->values);
  N::prepare(*block, *prepared);
  std::vector<float> outputs(N::output_size);
  N::predict(*prepared, *arena, image.data(), outputs.data());
  return outputs;
}

template <typename Trainable, typename Folded>
void check_folding() {
  const std::span<const Tensor> tensors(Trainable::tensors);
  const std::vector<float> trained = trained_parameters(tensors, Trainable::parameter_count);
  const std::vector<float> without = folded(tensors, trained);
  REQUIRE(without.size() == Folded::parameter_count);
  CHECK(sizeof(typename Trainable::Prepared) == sizeof(typename Folded::Prepared));
  CHECK(sizeof(typename Trainable::InferenceArena) == sizeof(typename Folded::InferenceArena));
  constnet::reference::Random random(7);
  for (int image_number = 0; image_number < 3; ++image_number) {
    std::vector<float> image(Trainable::input_size);
    for (float& value : image) value = static_cast<float>(random.uniform(0, 1));
    const std::vector<float> found = predicted<Trainable>(trained, image);
    const std::vector<float> expected = predicted<Folded>(without, image);
    float largest = 0;
    for (const float value : expected) largest = std::max(largest, std::abs(value));
    REQUIRE(std::ranges::minmax(expected).min < 0.9f * largest);
    for (std::size_t i = 0; i < expected.size(); ++i) {
      INFO("image " << image_number << ", output " << i);
      CHECK(std::abs(found[i] - expected[i]) <= 1e-5f * largest);
    }
  }
}

}  // namespace

TEST_CASE("keyword_spotting folds its normalization") {
  check_folding<keyword_spotting::Network, keyword_spotting_folded::Network>();
}

TEST_CASE("image_classification folds its normalization") {
  check_folding<image_classification::Network, image_classification_folded::Network>();
}

TEST_CASE("visual_wake_words folds its normalization") {
  check_folding<visual_wake_words::Network, visual_wake_words_folded::Network>();
}

TEST_CASE("anomaly_detection folds its normalization") {
  check_folding<anomaly_detection::Network, anomaly_detection_folded::Network>();
}
