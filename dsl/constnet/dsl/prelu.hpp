// PReLU: relu with a slope below zero that is learnt.
#pragma once

#include <concepts>
#include <constnet/dsl/constraint.hpp>
#include <constnet/dsl/initializer.hpp>
#include <constnet/dsl/mistakes.hpp>
#include <constnet/dsl/regularizer.hpp>
#include <constnet/dsl/shape.hpp>
#include <cstdint>

namespace constnet {

/// Axes along which values have a parameter in common, counted as in Keras, where the batch is axis 0: `{1, 2}`, the
/// rows and columns of an image, or `3`, its channels.
struct SharedAxes {
  int first = 0;  ///< 0 for none
  int second = 0;
  int third = 0;

  constexpr SharedAxes() = default;
  constexpr SharedAxes(int a) : first{a} {}
  constexpr SharedAxes(int a, int b) : first{a}, second{b} {}
  constexpr SharedAxes(int a, int b, int c) : first{a}, second{b}, third{c} {}
  SharedAxes(std::floating_point auto) = delete;

  constexpr bool contains(int axis) const { return first == axis || second == axis || third == axis; }

  friend constexpr bool operator==(const SharedAxes&, const SharedAxes&) = default;
};

/// x where it is above 0, else alpha * x; alpha has the shape of the input, 1 along `shared_axes`. Any shape. Source:
/// keras/src/layers/activations/prelu.py. Example, one slope for each channel: `PReLU{.shared_axes = {1, 2}}`.
struct PReLU {
  Initializer alpha_initializer = zeros;
  Regularizer alpha_regularizer = Regularizer::none;
  Constraint alpha_constraint = Constraint::none;
  SharedAxes shared_axes = {};
  bool trainable = true;

  static constexpr const char* class_name = "PReLU";
  static constexpr const char* snake_name = "p_re_lu";
};

constexpr Shape output_shape(const PReLU&, Shape in) { return in; }

/// The shape of alpha.
constexpr Shape alpha_shape(const PReLU& layer, Shape in) {
  const auto length = [&](int axis, int n) { return layer.shared_axes.contains(axis) ? 1 : n; };
  return in.rank == 1 ? Shape{length(1, in.channels)}
                      : Shape{length(1, in.height), length(2, in.width), length(3, in.channels)};
}

constexpr std::int64_t parameter_count(const PReLU& layer, Shape in) { return alpha_shape(layer, in).size(); }

namespace mistake {

struct PReLUSharedAxes {
  static constexpr bool found(const PReLU& layer, const Place& place) {
    const SharedAxes& axes = layer.shared_axes;
    const auto wrong = [&](int axis) { return axis < 0 || axis > place.input.rank; };
    const bool zero = axes.first == 0 && (axes.second != 0 || axes.third != 0);
    return wrong(axes.first) || wrong(axes.second) || wrong(axes.third) || zero;
  }
  template <typename Layer, typename Receives>
  struct at {
    static_assert(
        accepted<Layer>,
        "PReLU's shared_axes are counted from 1: 1, 2 and 3 of an image (height, width, channels), 1 of a row "
        "of values, as in .shared_axes = {1, 2}");
  };
};

}  // namespace mistake

constexpr auto mistakes_of(const PReLU&) { return MistakeList<mistake::PReLUSharedAxes>{}; }

}  // namespace constnet
