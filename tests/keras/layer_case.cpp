// Reads cases of fixtures/layers.json and compares numbers with them.
#include "keras/layer_case.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <sstream>

#include "keras/fixture.hpp"

namespace keras {
namespace {

const nlohmann::json& cases() {
  static const nlohmann::json cases = keras_fixture("layers");
  return cases;
}

}  // namespace

LayerCase::LayerCase(const std::string& name) {
  const auto found =
      std::find_if(cases().begin(), cases().end(), [&](const nlohmann::json& one) { return one.at("name") == name; });
  if (found == cases().end()) throw std::runtime_error("fixtures/layers.json has no case " + name);
  inputs = found->at("inputs").get<std::vector<double>>();
  for (const nlohmann::json& weight : found->at("weights")) {
    weights.push_back({weight.at("shape"), weight.at("values"), weight.at("gradient")});
  }
  output_shape = found->at("output_shape").get<std::vector<int>>();
  outputs = found->at("outputs").get<std::vector<double>>();
  training_outputs = found->value("training_outputs", outputs);
  penalty = found->value("penalty", 0.0);
  prediction_only = found->value("prediction_only", false);
  factors = found->at("factors").get<std::vector<double>>();
  d_inputs = found->at("d_inputs").get<std::vector<double>>();
}

std::size_t LayerCase::batch() const {
  std::size_t values = 1;
  for (const int length : output_shape) values *= static_cast<std::size_t>(length);
  return outputs.size() / values;
}

std::size_t LayerCase::parameter_count() const {
  std::size_t count = 0;
  for (const Weight& weight : weights) count += weight.values.size();
  return count;
}

std::vector<float> LayerCase::parameters(bool fed) const {
  std::vector<float> values;
  if (fed) values.assign(inputs.begin(), inputs.end());
  for (const Weight& weight : weights) values.insert(values.end(), weight.values.begin(), weight.values.end());
  return values;
}

std::vector<float> LayerCase::unit_images() const {
  std::vector<float> images(batch() * batch());
  for (std::size_t i = 0; i < batch(); ++i) images[i * batch() + i] = 1;
  return images;
}

std::vector<float> LayerCase::d_outputs(bool through_softmax) const {
  std::vector<float> d(factors.begin(), factors.end());
  const auto channels = static_cast<std::ptrdiff_t>(output_shape.back());
  for (std::ptrdiff_t first = 0; through_softmax && first < std::ssize(outputs); first += channels) {
    const double mean =
        std::inner_product(outputs.begin() + first, outputs.begin() + first + channels, factors.begin() + first, 0.0);
    for (auto i = static_cast<std::size_t>(first); i < static_cast<std::size_t>(first + channels); ++i) {
      d[i] = static_cast<float>(outputs[i] * (factors[i] - mean));
    }
  }
  return d;
}

std::vector<std::string> layer_case_names() {
  std::vector<std::string> names;
  for (const nlohmann::json& one : cases()) names.push_back(one.at("name"));
  return names;
}

void compare_tensors(std::span<const constnet::runtime::Tensor> tensors, const LayerCase& expected,
                     Differences& differences) {
  differences.expect(tensors.size() == expected.weights.size(), "another number of tensors");
  for (std::size_t i = 0; i < std::min(tensors.size(), expected.weights.size()); ++i) {
    const constnet::runtime::Tensor& tensor = tensors[i];
    const std::vector<int>& shape = expected.weights[i].shape;
    const bool same =
        tensor.rank == static_cast<int>(shape.size()) && std::equal(shape.begin(), shape.end(), tensor.shape);
    differences.expect(same, "another shape of " + std::string(tensor.name));
  }
}

void compare_values(const std::string& what, std::span<const float> found, std::span<const double> expected,
                    double tolerance, Differences& differences) {
  double greatest = 0;
  for (const double value : expected) greatest = std::max(greatest, std::abs(value));
  for (std::size_t i = 0; i < expected.size(); ++i) {
    if (std::abs(found[i] - expected[i]) <= tolerance * greatest) continue;
    std::ostringstream words;
    words.precision(9);
    words << what << ": value " << i << " is " << found[i] << ", Keras says " << expected[i] << "; an error of "
          << tolerance * greatest << " is allowed";
    differences.expect(false, words.str());
    return;
  }
}

void compare_gradients(std::span<const float> found, bool fed, const LayerCase& expected, Differences& differences) {
  std::size_t at = fed ? expected.d_inputs.size() : 0;
  if (fed)
    compare_values("gradient of the inputs", found.first(at), expected.d_inputs, gradient_tolerance, differences);
  for (std::size_t i = 0; i < expected.weights.size(); ++i) {
    const std::vector<double>& gradient = expected.weights[i].gradient;
    compare_values("gradient of weight " + std::to_string(i), found.subspan(at, gradient.size()), gradient,
                   gradient_tolerance, differences);
    at += gradient.size();
  }
}

}  // namespace keras
