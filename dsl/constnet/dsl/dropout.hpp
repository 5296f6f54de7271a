// Dropout and SpatialDropout2D: values, or whole channels, that are left out at random in training.
#pragma once

#include <constnet/dsl/mistakes.hpp>
#include <constnet/dsl/number.hpp>
#include <constnet/dsl/shape.hpp>
#include <cstdint>

namespace constnet {

/// In training each value becomes 0 with probability `rate`, and the others are divided by 1 - rate; in prediction
/// nothing happens. Any shape. Source: keras/src/layers/regularization/dropout.py. Example: `Dropout{0.5}`.
struct Dropout {
  OptionalNumber rate = {};

  static constexpr const char* class_name = "Dropout";
  static constexpr const char* snake_name = "dropout";
};

/// The same with whole channels of an image (height, width, channels) in place of values.
/// Source: keras/src/layers/regularization/spatial_dropout.py. Example: `SpatialDropout2D{.rate = 0.2}`.
struct SpatialDropout2D {
  OptionalNumber rate = {};

  static constexpr const char* class_name = "SpatialDropout2D";
  static constexpr const char* snake_name = "spatial_dropout2d";
};

constexpr Shape output_shape(const Dropout&, Shape in) { return in; }
constexpr Shape output_shape(const SpatialDropout2D&, Shape in) { return in; }
constexpr std::int64_t parameter_count(const Dropout&, Shape) { return 0; }
constexpr std::int64_t parameter_count(const SpatialDropout2D&, Shape) { return 0; }

namespace mistake {

struct DropoutWithoutRate {
  template <typename L>
  static constexpr bool found(const L& layer, const Place&) {
    return !layer.rate.is_given;
  }
  template <typename Layer, typename Receives>
  struct at {
    static_assert(accepted<Layer>,
                  "Dropout needs a rate, the part of what it receives that it leaves out: .rate = 0.5");
  };
};

struct DropoutRateOutOfRange {
  template <typename L>
  static constexpr bool found(const L& layer, const Place&) {
    return layer.rate.value() < 0 || layer.rate.value() > 1;
  }
  template <typename Layer, typename Receives>
  struct at {
    static_assert(accepted<Layer>, "Dropout's rate must be from 0 to 1: .rate = 0.5 leaves out half of the values");
  };
};

}  // namespace mistake

constexpr auto mistakes_of(const Dropout&) {
  return MistakeList<mistake::DropoutWithoutRate, mistake::DropoutRateOutOfRange>{};
}

constexpr auto mistakes_of(const SpatialDropout2D&) {
  return MistakeList<mistake::ImageNeeded, mistake::DropoutWithoutRate, mistake::DropoutRateOutOfRange>{};
}

}  // namespace constnet
