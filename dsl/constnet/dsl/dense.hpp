// Dense: every output is a weighted sum of every input.
#pragma once

#include <constnet/dsl/activation.hpp>
#include <constnet/dsl/constraint.hpp>
#include <constnet/dsl/initializer.hpp>
#include <constnet/dsl/mistakes.hpp>
#include <constnet/dsl/regularizer.hpp>
#include <constnet/dsl/shape.hpp>
#include <cstdint>

namespace constnet {

/// output(u) = activation(bias(u) + sum over i of input(i) * kernel(i, u)).
/// Input (channels), output (units). Source: keras/src/layers/core/dense.py.
/// Example: `Dense{.units = 10, .activation = softmax}`.
struct Dense {
  int units = 0;
  Activation activation = linear;
  bool use_bias = true;
  Initializer kernel_initializer = glorot_uniform;
  Initializer bias_initializer = zeros;
  Regularizer kernel_regularizer = Regularizer::none;
  Regularizer bias_regularizer = Regularizer::none;
  Regularizer activity_regularizer = Regularizer::none;  ///< of the outputs, behind the activation
  Constraint kernel_constraint = Constraint::none;
  Constraint bias_constraint = Constraint::none;
  bool trainable = true;

  static constexpr const char* class_name = "Dense";
  static constexpr const char* snake_name = "dense";
};

constexpr Shape output_shape(const Dense& layer, Shape) { return Shape{layer.units}; }

/// One weight per input and unit, and one bias per unit.
constexpr std::int64_t parameter_count(const Dense& layer, Shape in) {
  return capped_product(in.channels, layer.units) + (layer.use_bias ? layer.units : 0);
}

namespace mistake {

struct DenseOnAnImage {
  static constexpr bool found(const Dense&, const Place& place) { return place.input.rank != 1; }
  template <typename Layer, typename Receives>
  struct at {
    static_assert(accepted<Layer>, "Dense takes one row of values, not an image: insert Flatten{} before it");
  };
};

struct DenseWithoutUnits {
  static constexpr bool found(const Dense& layer, const Place&) { return layer.units < 1; }
  template <typename Layer, typename Receives>
  struct at {
    static_assert(accepted<Layer>, "Dense's units must be 1 or more: say how many, as in .units = 10");
  };
};

}  // namespace mistake

constexpr auto mistakes_of(const Dense&) {
  return MistakeList<mistake::DenseOnAnImage, mistake::DenseWithoutUnits, mistake::SoftmaxBeforeTheEnd,
                     mistake::ActivityRegularizerOfSoftmax>{};
}

}  // namespace constnet
