// Draws samples and asks the reference for its answers.
#include "models/sample.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "reference/draw.hpp"

namespace constnet::comparison {
namespace {

using reference::Batch;
using reference::Random;
using reference::ReferenceNetwork;

std::vector<float> as_floats(const std::vector<double>& values) { return {values.begin(), values.end()}; }

Batch first_of(const Batch& all) {
  Batch first(all.shape, 1);
  std::copy_n(all.values.begin(), first.values.size(), first.values.begin());
  return first;
}

/// The network's parameters are those given.
Sample answer(ReferenceNetwork& network, const std::vector<double>& parameters, const Batch& images,
              const Batch& d_outputs) {
  Sample sample{.count = images.count,
                .parameters = as_floats(parameters),
                .images = as_floats(images.values),
                .d_outputs = as_floats(d_outputs.values),
                .outputs = {},
                .gradients = {},
                .first_gradients = {}};
  network.forward(first_of(images));
  sample.first_gradients = network.backward(first_of(d_outputs)).parameters;
  sample.outputs = network.forward(images).values;
  sample.gradients = network.backward(d_outputs).parameters;
  return sample;
}

/// Whether no tensor's gradient is 0 throughout (behind a relu that is never alive) or nearly cancels out, neither over
/// the images nor with the first image counted twice, as a comparison does.
bool is_worth_comparing(const ReferenceNetwork& network, const Sample& sample) {
  constexpr double least = 0.05;
  return std::all_of(network.tensors().begin(), network.tensors().end(), [&](const reference::PlacedTensor& tensor) {
    if (!tensor.trainable) return true;
    double once = 0;
    double twice = 0;
    for (std::size_t i = tensor.offset; i < tensor.offset + tensor.size; ++i) {
      once = std::max(once, std::abs(sample.gradients[i]));
      twice = std::max(twice, std::abs(sample.gradients[i] + sample.first_gradients[i]));
    }
    return once > least && twice > least;
  });
}

}  // namespace

Sample draw_sample(ReferenceNetwork& network, int count, std::uint64_t seed) {
  Random random(seed);
  for (int tries = 0; tries < 1'000; ++tries) {
    const std::vector<double> parameters = reference::draw_parameters(network, random);
    network.set_parameters(parameters);
    const Batch images = reference::draw_images(network, count, decision_margin, random);
    const Batch d_outputs = reference::draw_d_outputs(network, count, random);
    Sample sample = answer(network, parameters, images, d_outputs);
    if (is_worth_comparing(network, sample)) return sample;
  }
  throw std::runtime_error("no parameters give every tensor a gradient");
}

Sample draw_tied_sample(ReferenceNetwork& network, int count, std::uint64_t seed) {
  Random random(seed);
  std::vector<double> parameters;
  for (const reference::PlacedTensor& tensor : network.tensors()) {
    const bool is_bias = tensor.shape.size() == 1;
    const double fan_in = static_cast<double>(tensor.size) / tensor.shape.back();
    // About four weights of an output are not 0, so that sums stay far below 2^24 through any number of layers.
    const double chance = is_bias ? 0.5 : std::min(1.0, 4 / fan_in);
    for (std::size_t i = 0; i < tensor.size; ++i) {
      parameters.push_back(random.chance(chance) ? (random.chance(0.6) ? 1 : -1) : 0);
    }
  }
  network.set_parameters(parameters);
  Batch images(network.input_shape(), count);
  for (double& value : images.values) value = random.integer(-1, 2);
  Batch d_outputs(network.output_shape(), count);
  for (double& value : d_outputs.values) value = random.integer(-2, 2);
  return answer(network, parameters, images, d_outputs);
}

}  // namespace constnet::comparison
