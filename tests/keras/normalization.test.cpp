// Three steps of training with BatchNormalization, generated, against Keras': outputs, gradients, moving statistics.
#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <vector>

#include "catch.hpp"
#include "fixture.hpp"
#include "normalized_network.gen.hpp"

namespace {

/// Complains about the value that is furthest from Keras', measured by the largest of Keras' or 1.
void compare(const std::string& what, const float* found, const std::vector<double>& expected, double allowed) {
  INFO(what);
  double largest = 1;
  for (const double value : expected) largest = std::max(largest, std::abs(value));
  double error = 0;
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const double difference = std::abs(found[i] - expected[i]);
    if (!(difference <= error)) error = difference;
  }
  CHECK(error <= allowed * largest);
}

}  // namespace

TEST_CASE("normalization trains as Keras' does") {
  using N = normalized_network::Network;
  const nlohmann::json cases = keras_fixture("normalization");
  const auto parameters = std::make_unique<N::Parameters>();
  const std::vector<float> start = cases.at("start");
  REQUIRE(start.size() == N::parameter_count);
  std::copy(start.begin(), start.end(), parameters->values);
  const auto prepared = std::make_unique<N::TrainingPrepared>();
  const auto predicting = std::make_unique<N::Prepared>();
  const auto arena = std::make_unique<N::TrainingArena>();
  const auto batch = std::make_unique<N::BatchArena>();
  const float rate = cases.at("rate");
  for (const nlohmann::json& step : cases.at("steps")) {
    const std::vector<float> images = step.at("images");
    const std::vector<float> d_outputs = step.at("d_outputs");
    const int count = static_cast<int>(d_outputs.size()) / normalized_network::output_size;
    REQUIRE(count <= N::micro_batch);
    std::vector<float> outputs(d_outputs.size());
    N::prepare(*parameters, *prepared);
    N::clear_gradients(*arena);
    N::forward(*prepared, *arena, images.data(), count, outputs.data());
    compare("outputs in training", outputs.data(), step.at("outputs"), 2e-6);
    N::backward(*prepared, *arena, d_outputs.data(), count);
    N::Parameters gradients{};
    N::add_gradients(*arena, gradients);
    compare("gradients", gradients.values, step.at("gradients"), 1e-5);
    for (const auto& tensor : N::tensors) {
      if (!tensor.trainable) continue;
      float* const values = parameters->values + tensor.offset;
      for (std::size_t i = 0; i < tensor.size; ++i) values[i] -= rate * gradients.values[tensor.offset + i];
    }
    N::update_moving_statistics(*arena, *parameters);
    compare("weights and moving statistics", parameters->values, step.at("weights"), 2e-6);
    N::prepare(*parameters, *predicting);
    N::predict(*predicting, *batch, images.data(), count, outputs.data());
    compare("predictions", outputs.data(), step.at("predictions"), 2e-6);
  }
}
