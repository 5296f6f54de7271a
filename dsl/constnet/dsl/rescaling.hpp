// Rescaling: every value times one number, and another one added.
#pragma once

#include <constnet/dsl/mistakes.hpp>
#include <constnet/dsl/number.hpp>
#include <constnet/dsl/shape.hpp>
#include <cstdint>

namespace constnet {

/// x * scale + offset. Any shape. Source: keras/src/layers/preprocessing/rescaling.py.
/// Example: `Rescaling{.scale = 1.0 / 127.5, .offset = -1}`.
struct Rescaling {
  OptionalNumber scale = {};  ///< to be given, as in Keras
  Number offset = 0;

  static constexpr const char* class_name = "Rescaling";
  static constexpr const char* snake_name = "rescaling";
};

constexpr Shape output_shape(const Rescaling&, Shape in) { return in; }

constexpr std::int64_t parameter_count(const Rescaling&, Shape) { return 0; }

namespace mistake {

struct RescalingWithoutScale {
  static constexpr bool found(const Rescaling& layer, const Place&) {
    return !layer.scale.is_given || layer.scale.digits == 0;
  }
  template <typename Layer, typename Receives>
  struct at {
    static_assert(
        accepted<Layer>,
        "Rescaling's scale must be given and not be 0: say it, as in .scale = 1.0 / 255 (1 / 255 is 0 in C++)");
  };
};

}  // namespace mistake

constexpr auto mistakes_of(const Rescaling&) { return MistakeList<mistake::RescalingWithoutScale>{}; }

}  // namespace constnet
