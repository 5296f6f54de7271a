// What every layer of the reference can do, forward and backward.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "reference/batch.hpp"

namespace constnet::reference {

/// A parameter tensor of a layer, row-major: "kernel" (row, column, channel, filter) or (input, unit), "bias".
struct ParameterTensor {
  std::string name;
  std::vector<int> shape;
  bool learned = true;  ///< by gradients
  std::size_t size() const {
    std::size_t product = 1;
    for (const int length : shape) product *= static_cast<std::size_t>(length);
    return product;
  }
};

/// What random numbers depend on: a seed, the number of the batch, and the place in it of the first image.
struct Numbers {
  std::uint32_t seed = 0;
  std::uint32_t step = 0;
  std::uint32_t first_image = 0;
};

/// One step of the network. It remembers its last forward, which backward and smallest_margin need.
class Layer {
 public:
  virtual ~Layer() = default;

  virtual Shape output_shape() const = 0;

  /// In Keras' order: the kernel, then the bias.
  virtual std::vector<ParameterTensor> tensors() const { return {}; }

  /// Takes the values of all `tensors()`, one after another.
  virtual void set_parameters(std::span<const double>) {}

  virtual Batch forward(const Batch& inputs) = 0;

  /// The same where a layer does something else in training.
  virtual Batch forward_in_training(const Batch& inputs, const Numbers& /*numbers*/) { return forward(inputs); }

  /// Adds the gradient of the parameters to `d_parameters` and returns the gradient of the inputs of the last forward.
  virtual Batch backward(const Batch& d_outputs, std::span<double> d_parameters) = 0;

  /// How far one image of the last forward is from a place where the derivative jumps: every decision of the layer
  /// stays as it is while no input moves by half of that. `next` is the layer that reads the outputs, or null.
  virtual double smallest_margin(int /*image*/, const Layer* /*next*/) const {
    return std::numeric_limits<double>::infinity();
  }

  /// What the layer adds to the loss of the images of the last forward, and the factor that it has.
  virtual double penalty() const { return 0; }
  virtual void set_penalty_scale(double /*scale*/) {}
};

}  // namespace constnet::reference
