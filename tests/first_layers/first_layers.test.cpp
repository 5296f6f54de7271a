// Outputs of a layer inside of a network, filters by name, and a filter made by hand.
#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <vector>

#include "catch.hpp"
#include "constnet/desk/training/initialize.hpp"
#include "constnet/desk/weights/safetensors.hpp"
#include "constnet/desk/weights/transfer.hpp"
#include "first_features.gen.hpp"
#include "hand_made_filter.gen.hpp"
#include "whole_network.gen.hpp"

namespace constnet::runtime {
namespace {

// What network N makes of an image.
template <typename N>
std::vector<float> outputs_of(const std::vector<float>& parameters, const std::vector<float>& image) {
  const auto block = std::make_unique<typename N::Parameters>();
  const auto prepared = std::make_unique<typename N::Prepared>();
  const auto arena = std::make_unique<typename N::InferenceArena>();
  std::copy(parameters.begin(), parameters.end(), block->values);
  std::vector<float> outputs(N::output_size);
  N::prepare(*block, *prepared);
  N::predict(*prepared, *arena, image.data(), outputs.data());
  return outputs;
}

// A parameter tensor by its name, (row, column, channel, filter) of a kernel.
template <typename N>
std::span<float> tensor(std::vector<float>& parameters, const std::string& name) {
  for (const Tensor& one : N::tensors) {
    if (one.name == name) return {parameters.data() + one.offset, one.size};
  }
  FAIL("there is no tensor " << name);
  return {};
}

constexpr int height = 6;
constexpr int width = 5;

std::vector<float> an_image() {
  std::vector<float> image;
  for (int i = 0; i < height * width; ++i) image.push_back(static_cast<float>(i * 7 % 11) / 11);
  return image;
}

}  // namespace

TEST_CASE("the first layers of a network, with its weights, give what that layer puts out") {
  std::vector<float> trained(whole_network::parameter_count);
  initialize(whole_network::tensors, 5, trained);
  const std::vector<std::uint8_t> file = encode_weights(whole_network::tensors, trained, {}, "whole");
  std::vector<float> features(first_features::parameter_count);
  const Transfer transfer = transfer_weights(file, "whole", first_features::tensors, 1, features);
  CHECK(transfer.read == std::vector<std::string>{"conv2d_1"});

  const std::vector<float> image = an_image();
  const std::vector<float> found = outputs_of<first_features::Network>(features, image);
  const std::span<float> kernel = tensor<whole_network::Network>(trained, "conv2d_1/kernel");
  const std::span<float> bias = tensor<whole_network::Network>(trained, "conv2d_1/bias");
  REQUIRE(found.size() == 4 * 3 * 3);
  for (std::size_t i = 0; i < found.size(); ++i) {
    const int row = static_cast<int>(i) / 9, column = static_cast<int>(i) / 3 % 3;
    const std::size_t filter = i % 3;
    double sum = static_cast<double>(bias[filter]);
    for (int k = 0; k < 9; ++k) {
      const auto pixel = static_cast<std::size_t>((row + k / 3) * width + column + k % 3);
      sum += static_cast<double>(image[pixel]) * static_cast<double>(kernel[static_cast<std::size_t>(k) * 3 + filter]);
    }
    CHECK(std::abs(static_cast<double>(found[i]) - std::max(sum, 0.0)) < 1e-5);
  }
}

TEST_CASE("the vertical Sobel filter, set as a convolution's kernel, finds an upright edge and no level one") {
  std::vector<float> parameters(hand_made_filter::parameter_count);
  const std::span<float> kernel = tensor<hand_made_filter::Network>(parameters, "conv2d_1/kernel");
  const float sobel[] = {-1, 0, 1,  //
                         -2, 0, 2,  //
                         -1, 0, 1};
  std::ranges::copy(sobel, kernel.begin());

  std::vector<float> upright, level;
  for (int i = 0; i < height * width; ++i) {
    upright.push_back(i % width < 2 ? 0 : 1);
    level.push_back(i / width < 3 ? 0 : 1);
  }
  // The edge lies between columns 1 and 2: the windows of output columns 0 and 1 stand on it.
  for (int row = 0; row < 4; ++row) {
    const auto at = static_cast<std::size_t>(row) * 3;
    const std::vector<float> edges = outputs_of<hand_made_filter::Network>(parameters, upright);
    CHECK(std::vector<float>(edges.begin() + row * 3, edges.begin() + row * 3 + 3) == std::vector<float>{4, 4, 0});
    CHECK(outputs_of<hand_made_filter::Network>(parameters, level)[at] == 0);
  }
}

}  // namespace constnet::runtime
