// Draws samples and asks the reference for its answers.
#include "models/sample.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <stdexcept>

#include "reference/draw.hpp"

namespace constnet::comparison {
namespace {

using reference::Batch;
using reference::Random;
using reference::ReferenceNetwork;

std::vector<float> as_floats(const std::vector<double>& values) { return {values.begin(), values.end()}; }

Batch part_of(const Batch& all, int first, int count) {
  Batch part(all.shape, count);
  std::copy_n(all.values.begin() + first * all.size_of_one(), part.values.size(), part.values.begin());
  return part;
}

/// One forward and backward of training. Returns the smallest margin.
double train(ReferenceNetwork& network, const Batch& images, const Batch& d_outputs, int first,
             std::vector<double>& outputs, std::vector<double>& gradients, double& penalty) {
  reference::Numbers numbers = sample_numbers;
  numbers.first_image = static_cast<std::uint32_t>(first);
  const Batch& found = network.forward_in_training(images, numbers);
  outputs.insert(outputs.end(), found.values.begin(), found.values.end());
  penalty += network.penalty();
  double margin = std::numeric_limits<double>::infinity();
  for (int image = 0; image < images.count; ++image) margin = std::min(margin, network.smallest_margin(image));
  const std::vector<double> own = network.backward(d_outputs).parameters;
  gradients.resize(own.size());
  for (std::size_t i = 0; i < own.size(); ++i) gradients[i] += own[i];
  return margin;
}

/// The network's parameters are those given. `margin` is the smallest one in training.
Sample answer(ReferenceNetwork& network, const std::vector<double>& parameters, const Batch& images,
              const Batch& d_outputs, int piece, double& margin) {
  Sample sample{};
  sample.count = images.count;
  sample.parameters = as_floats(parameters);
  sample.images = as_floats(images.values);
  sample.d_outputs = as_floats(d_outputs.values);
  sample.outputs = network.forward(images).values;
  margin = train(network, part_of(images, 0, 1), part_of(d_outputs, 0, 1), 0, sample.first_training_outputs,
                 sample.first_gradients, sample.penalty);
  sample.penalty = 0;
  for (int first = 0; first < images.count; first += piece) {
    const int count = std::min(piece, images.count - first);
    margin = std::min(margin, train(network, part_of(images, first, count), part_of(d_outputs, first, count), first,
                                    sample.training_outputs, sample.gradients, sample.penalty));
  }
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

Sample draw_sample(ReferenceNetwork& network, int count, int piece, std::uint64_t seed) {
  Random random(seed);
  int without_images = 0;
  for (int tries = 0; tries < 1'000; ++tries) {
    const std::vector<double> parameters = reference::draw_parameters(network, random);
    network.set_parameters(parameters);
    const std::optional<Batch> images = reference::draw_images(network, count, decision_margin, random);
    if (!images) {
      if (++without_images == 3) throw std::runtime_error("no image keeps the margin: the network is too large for it");
      continue;
    }
    const Batch d_outputs = reference::draw_d_outputs(network, count, random);
    double margin = 0;
    Sample sample = answer(network, parameters, *images, d_outputs, piece, margin);
    if (margin >= decision_margin && is_worth_comparing(network, sample)) return sample;
  }
  throw std::runtime_error("no parameters give every tensor a gradient");
}

Sample draw_tied_sample(ReferenceNetwork& network, int count, int piece, std::uint64_t seed) {
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
  double margin = 0;
  return answer(network, parameters, images, d_outputs, piece, margin);
}

}  // namespace constnet::comparison
