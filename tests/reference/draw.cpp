// Draws parameters, images and gradients of the outputs.
#include "reference/draw.hpp"

#include <algorithm>
#include <cmath>

namespace constnet::reference {
namespace {

double as_float(double value) { return static_cast<float>(value); }

void fill(std::span<double> values, Random& random) {
  for (double& value : values) value = as_float(random.uniform(-1, 1));
}

}  // namespace

std::vector<double> draw_parameters(const ReferenceNetwork& network, Random& random) {
  std::vector<double> values;
  for (const PlacedTensor& tensor : network.tensors()) {
    const bool is_bias = tensor.shape.size() == 1;
    const double fan_in = static_cast<double>(tensor.size) / tensor.shape.back();
    const double limit = std::sqrt(6 / fan_in);
    for (std::size_t i = 0; i < tensor.size; ++i) {
      const double bias = random.uniform(0.05, 0.5) * (random.chance(0.5) ? 1 : -1);
      if (tensor.name.ends_with("/moving_variance")) {
        values.push_back(as_float(random.uniform(0.3, 2)));
        continue;
      }
      // Slopes of a PReLU are not summed over: steep ones would let a training diverge.
      if (tensor.name.ends_with("/alpha")) {
        values.push_back(as_float(random.uniform(-0.5, 0.5)));
        continue;
      }
      values.push_back(as_float(is_bias ? bias : random.uniform(-limit, limit)));
    }
  }
  return values;
}

std::optional<Batch> draw_images(ReferenceNetwork& network, int count, double margin, Random& random) {
  Batch images(network.input_shape(), count);
  Batch one(network.input_shape(), 1);
  for (int image = 0; image < count; ++image) {
    int tries = 0;
    do {
      if (++tries > 20'000) return std::nullopt;
      fill(one.values, random);
      network.forward(one);
    } while (network.smallest_margin(0) < margin);
    std::copy(one.values.begin(), one.values.end(), images.values.begin() + image * one.size_of_one());
  }
  return images;
}

Batch draw_d_outputs(const ReferenceNetwork& network, int count, Random& random) {
  Batch d_outputs(network.output_shape(), count);
  fill(d_outputs.values, random);
  return d_outputs;
}

}  // namespace constnet::reference
