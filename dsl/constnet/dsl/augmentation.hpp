// What augmentation layers have in common: bounds to draw from, how pixels are filled in, where the layers may stand.
//
// Augmentation layers change images at random while a network is trained, and nothing when it predicts (RandomCrop
// takes the middle of the image then). They stand directly behind Input, and their code is not in the generated
// network, which only says what is to be drawn: the training threads do it as they gather images.
#pragma once

#include <constnet/dsl/mistakes.hpp>
#include <constnet/dsl/number.hpp>
#include <constnet/dsl/shape.hpp>

namespace constnet {

/// A number with a fraction, for bounds.
template <typename T>
concept Bound = std::integral<T> || std::floating_point<T>;

/// Two bounds to draw a number between, `{-0.2, 0.3}`, in any order; one number f stands for {-f, f}.
struct Factor {
  Number lower = 0;
  Number upper = 0;
  bool is_given = false;
  bool is_one_number = false;

  constexpr Factor() = default;
  constexpr Factor(Bound auto f) : lower{f > 0 ? -f : f}, upper{f > 0 ? f : -f}, is_given{true}, is_one_number{true} {}
  constexpr Factor(Bound auto a, Bound auto b) : lower{a < b ? a : b}, upper{a < b ? b : a}, is_given{true} {}

  friend constexpr bool operator==(const Factor&, const Factor&) = default;
};

/// Whether a factor was given and lies between `smallest` and 1.
constexpr bool is_within(const Factor& factor, double smallest) {
  const double least = factor.is_one_number && smallest == 0 ? factor.upper.value() : factor.lower.value();
  return factor.is_given && least >= smallest && factor.upper.value() <= 1;
}

/// What stands outside of an image a b c d.
enum class FillMode {
  reflect,   ///< d c b a | a b c d | d c b a
  constant,  ///< k k k k | a b c d | k k k k, k being fill_value
  nearest,   ///< a a a a | a b c d | d d d d
  wrap,      ///< a b c d | a b c d | a b c d
};

/// What lies between four pixels.
enum class Interpolation { bilinear, nearest };

inline constexpr FillMode reflect = FillMode::reflect;
inline constexpr FillMode constant = FillMode::constant;
inline constexpr FillMode wrap = FillMode::wrap;
inline constexpr Interpolation bilinear = Interpolation::bilinear;

/// A fill mode or an interpolation, wherever it stands: `.fill_mode = nearest`, `.interpolation = nearest`.
struct Nearest {
  constexpr operator FillMode() const { return FillMode::nearest; }
  constexpr operator Interpolation() const { return Interpolation::nearest; }
};
inline constexpr Nearest nearest{};

/// The least and the greatest value of a pixel.
struct ValueRange {
  Number low = 0;
  Number high = 1;
};

/// A layer that changes images in training alone.
template <typename L>
concept IsAugmentation = requires { L::is_augmentation; };

template <IsAugmentation L>
constexpr Shape output_shape(const L&, Shape in) {
  return in;
}
template <IsAugmentation L>
constexpr std::int64_t parameter_count(const L&, Shape) {
  return 0;
}

namespace mistake {

struct AugmentationBehindOthers {
  template <typename L>
  static constexpr bool found(const L&, const Place& place) {
    return !place.at_the_images;
  }
  template <typename Layer, typename Receives>
  struct at {
    static_assert(accepted<Layer>,
                  "This layer changes images before the network sees them: move it directly behind Input");
  };
};

struct AugmentationAtTheEnd {
  template <typename L>
  static constexpr bool found(const L&, const Place& place) {
    return place.is_last;
  }
  template <typename Layer, typename Receives>
  struct at {
    static_assert(accepted<Layer>,
                  "A network needs a layer after those that change its images: add one, as in Flatten{}");
  };
};

struct FactorOutOfRange {
  template <typename L>
  static constexpr bool found(const L& layer, const Place&) {
    return !is_within(layer.factor, L::smallest_factor);
  }
  template <typename Layer, typename Receives>
  struct at {
    static_assert(
        accepted<Layer>,
        "This layer's factor must be given, from -1 (RandomContrast: 0) to 1: say .factor = 0.1 or {0.1, 0.3}");
  };
};

struct SideFactorOutOfRange {
  template <typename L>
  static constexpr bool found(const L& layer, const Place&) {
    const bool width_may_be_missing = L::width_follows_height && !layer.width_factor.is_given;
    return !is_within(layer.height_factor, -1) || !(width_may_be_missing || is_within(layer.width_factor, -1));
  }
  template <typename Layer, typename Receives>
  struct at {
    static_assert(accepted<Layer>,
                  "This layer's height_factor and width_factor must be given, from -1 to 1 (RandomZoom may leave out "
                  "width_factor): say .height_factor = 0.1 or {-0.1, 0.2}");
  };
};

struct ValueRangeIsEmpty {
  template <typename L>
  static constexpr bool found(const L& layer, const Place&) {
    return layer.value_range.low.value() >= layer.value_range.high.value();
  }
  template <typename Layer, typename Receives>
  struct at {
    static_assert(accepted<Layer>, "This layer's value_range must rise: leave it out for {0, 1}, or say {low, high}");
  };
};

}  // namespace mistake

/// What is looked for at every augmentation layer, before its own mistakes.
using AugmentationMistakes =
    MistakeList<mistake::ImageNeeded, mistake::AugmentationBehindOthers, mistake::AugmentationAtTheEnd>;

}  // namespace constnet
