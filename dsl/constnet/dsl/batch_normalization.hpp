// BatchNormalization: each channel brought to a mean and a spread of its own.
#pragma once

#include <constnet/dsl/constraint.hpp>
#include <constnet/dsl/initializer.hpp>
#include <constnet/dsl/mistakes.hpp>
#include <constnet/dsl/number.hpp>
#include <constnet/dsl/regularizer.hpp>
#include <constnet/dsl/shape.hpp>
#include <cstdint>

namespace constnet {

/// (x - mean) / sqrt(variance + epsilon) * gamma + beta for each channel. In training, mean and (biased) variance are
/// those of the whole batch, and moving_mean and moving_variance follow them: moving * momentum + batch's * (1 -
/// momentum). Prediction takes the moving ones, and so does training with `.trainable = false`. Any shape. Source:
/// keras/src/layers/normalization/batch_normalization.py. Example: `BatchNormalization{.momentum = 0.9}`.
struct BatchNormalization {
  Number momentum = 0.99;
  Number epsilon = 1e-3;
  bool center = true;  ///< whether there is a beta
  bool scale = true;   ///< whether there is a gamma
  Initializer beta_initializer = zeros;
  Initializer gamma_initializer = ones;
  Initializer moving_mean_initializer = zeros;
  Initializer moving_variance_initializer = ones;
  Regularizer beta_regularizer = Regularizer::none;
  Regularizer gamma_regularizer = Regularizer::none;
  Constraint beta_constraint = Constraint::none;
  Constraint gamma_constraint = Constraint::none;
  bool trainable = true;

  static constexpr const char* class_name = "BatchNormalization";
  static constexpr const char* snake_name = "batch_normalization";
};

constexpr Shape output_shape(const BatchNormalization&, Shape in) { return in; }

/// Of each channel: gamma, beta, moving_mean, moving_variance.
constexpr std::int64_t parameter_count(const BatchNormalization& layer, Shape in) {
  return std::int64_t{in.channels} * (2 + (layer.scale ? 1 : 0) + (layer.center ? 1 : 0));
}

namespace mistake {

struct BatchNormalizationMomentum {
  static constexpr bool found(const BatchNormalization& layer, const Place&) {
    return layer.momentum.value() < 0 || layer.momentum.value() > 1;
  }
  template <typename Layer, typename Receives>
  struct at {
    static_assert(accepted<Layer>,
                  "BatchNormalization's momentum must be from 0 to 1: .momentum = 0.99 moves the statistics by a "
                  "hundredth");
  };
};

struct BatchNormalizationEpsilon {
  static constexpr bool found(const BatchNormalization& layer, const Place&) { return layer.epsilon.digits <= 0; }
  template <typename Layer, typename Receives>
  struct at {
    static_assert(accepted<Layer>,
                  "BatchNormalization's epsilon must be above 0, or a channel that never changes divides by it: "
                  ".epsilon = 0.001");
  };
};

}  // namespace mistake

constexpr auto mistakes_of(const BatchNormalization&) {
  return MistakeList<mistake::BatchNormalizationMomentum, mistake::BatchNormalizationEpsilon>{};
}

}  // namespace constnet
