// UpSampling2D: each pixel of an image as a block of equal ones.
#pragma once

#include <constnet/dsl/mistakes.hpp>
#include <constnet/dsl/shape.hpp>
#include <constnet/dsl/size2.hpp>
#include <cstdint>

namespace constnet {

/// output(y, x, d) = input(y / size.height, x / size.width, d), rounded down: Keras' interpolation = "nearest". Input
/// (height, width, channels), output (height * size.height, width * size.width, channels). Source:
/// keras/src/layers/reshaping/up_sampling2d.py. Example: `UpSampling2D{.size = 2}`.
struct UpSampling2D {
  Size2 size = 2;

  static constexpr const char* class_name = "UpSampling2D";
  static constexpr const char* snake_name = "up_sampling2d";
};

/// Lengths above `max_count` are cut off there.
constexpr Shape output_shape(const UpSampling2D& layer, Shape in) {
  const auto times = [](int length, int factor) {
    const std::int64_t product = capped_product(length, factor);
    return static_cast<int>(product < max_count ? product : max_count);
  };
  return {times(in.height, layer.size.height), times(in.width, layer.size.width), in.channels};
}

constexpr std::int64_t parameter_count(const UpSampling2D&, Shape) { return 0; }

namespace mistake {

struct UpSampling2DWithoutSize {
  static constexpr bool found(const UpSampling2D& layer, const Place&) { return !is_positive(layer.size); }
  template <typename Layer, typename Receives>
  struct at {
    static_assert(accepted<Layer>,
                  "UpSampling2D's size must be 1 or more: leave it out for 2, or say .size = 3 or {2, 1}");
  };
};

}  // namespace mistake

constexpr auto mistakes_of(const UpSampling2D&) {
  return MistakeList<mistake::ImageNeeded, mistake::UpSampling2DWithoutSize>{};
}

}  // namespace constnet
