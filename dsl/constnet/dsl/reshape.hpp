// Reshape: the same values as an image or a row of another shape.
#pragma once

#include <concepts>
#include <constnet/dsl/mistakes.hpp>
#include <constnet/dsl/shape.hpp>
#include <cstdint>

namespace constnet {

/// What Reshape makes: `{7, 7, 16}` an image, `784` a row of values. One length may be -1: what the others leave.
struct TargetShape {
  int first = 0;
  int second = 0;
  int third = 0;
  int rank = 0;

  constexpr TargetShape() = default;
  constexpr TargetShape(int channels) : first{channels}, rank{1} {}
  constexpr TargetShape(int height, int width, int channels) : first{height}, second{width}, third{channels}, rank{3} {}
  TargetShape(std::floating_point auto) = delete;

  friend constexpr bool operator==(const TargetShape&, const TargetShape&) = default;
};

/// The same values in the same order, row after row, the channels of a pixel side by side. Input any shape, output
/// `target_shape`: (height, width, channels) or (channels). Source: keras/src/layers/reshaping/reshape.py.
/// Example: `Reshape{.target_shape = {7, 7, -1}}`.
struct Reshape {
  TargetShape target_shape = {};

  static constexpr const char* class_name = "Reshape";
  static constexpr const char* snake_name = "reshape";
};

/// `target_shape`, its -1 as 1.
constexpr Shape known_part(const Reshape& layer) {
  const TargetShape& target = layer.target_shape;
  const auto known = [](int length) { return length == -1 ? 1 : length; };
  return target.rank == 3 ? Shape{known(target.first), known(target.second), known(target.third)}
                          : Shape{known(target.first)};
}

/// How many lengths of `target_shape` are -1.
constexpr int unknown_lengths(const Reshape& layer) {
  const TargetShape& target = layer.target_shape;
  return (target.first == -1) + (target.second == -1) + (target.third == -1);
}

constexpr Shape output_shape(const Reshape& layer, Shape in) {
  Shape out = known_part(layer);
  const int rest = static_cast<int>(in.size() / out.size());
  const TargetShape& target = layer.target_shape;
  if (target.rank == 1 && target.first == -1) out.channels = rest;
  if (target.rank == 3 && target.first == -1) out.height = rest;
  if (target.rank == 3 && target.second == -1) out.width = rest;
  if (target.rank == 3 && target.third == -1) out.channels = rest;
  return out;
}

constexpr std::int64_t parameter_count(const Reshape&, Shape) { return 0; }

namespace mistake {

struct ReshapeWithoutShape {
  static constexpr bool found(const Reshape& layer, const Place&) {
    const Shape known = known_part(layer);
    return known.height < 1 || known.width < 1 || known.channels < 1 || unknown_lengths(layer) > 1;
  }
  template <typename Layer, typename Receives>
  struct at {
    static_assert(accepted<Layer>,
                  "Reshape's target_shape must be lengths of 1 or more, one of which may be -1: "
                  "say it, as in .target_shape = {7, 7, -1} or 784");
  };
};

struct ReshapeOfAnotherSize {
  static constexpr bool found(const Reshape& layer, const Place& place) {
    const std::int64_t known = known_part(layer).size();
    return unknown_lengths(layer) == 0 ? place.input.size() != known : place.input.size() % known != 0;
  }
  template <typename Layer, typename Receives>
  struct at {
    static_assert(accepted<Layer>,
                  "Reshape keeps every value: the lengths of its target_shape must multiply to the number of values "
                  "that it receives, or divide it where one of them is -1");
  };
};

}  // namespace mistake

constexpr auto mistakes_of(const Reshape&) {
  return MistakeList<mistake::ReshapeWithoutShape, mistake::ReshapeOfAnotherSize>{};
}

}  // namespace constnet
