// How a layer says what can be wrong with it, and the mistakes that many kinds of layers share.
//
// A mistake is a struct with
//   static constexpr bool found(const SomeLayer& layer, const Place& place)   whether it was made, and
//   template <typename Layer, typename Receives> struct at                   a failing static_assert with the words.
// A layer lists its mistakes in the order in which they are looked for: `mistakes_of(const SomeLayer&)` returns a
// MistakeList. Each may rely on those before it not having been made. The words name the thing at fault and what to do;
// the compiler adds the numbers when it prints `at<layer<3, Dense, Dense{10}>, receives<24, 24, 16>>`.
#pragma once

#include <constnet/dsl/shape.hpp>
#include <cstddef>
#include <cstdint>
#include <tuple>

namespace constnet {

/// Where a layer stands in its network, and what reaches it.
struct Place {
  int number;  ///< counted from 0, the Input; in a branch from 1, as if the Input stood before it
  bool is_last;
  Shape input;
  std::int64_t parameters_before;  ///< of all layers in front of it
  bool at_the_images = false;      ///< nothing but Input and layers that change its images stands in front of it
};

/// The mistakes of one kind of layer, in the order in which they are looked for.
template <typename... Mistakes>
struct MistakeList {
  static constexpr int none = -1;

  template <std::size_t index>
  using Nth = std::tuple_element_t<index, std::tuple<Mistakes...>>;

  /// The first mistake that was made, as an index into the list, or `none`.
  template <typename Layer>
  static constexpr int first(const Layer& layer, const Place& place) {
    int index = 0;
    const bool found = ((Mistakes::found(layer, place) || (++index, false)) || ...);
    return found ? index : none;
  }
};

/// One list after the other.
template <typename... First, typename... Second>
constexpr MistakeList<First..., Second...> operator+(MistakeList<First...>, MistakeList<Second...>) {
  return {};
}

/// Words that the compiler prints with an error: the layer's number, its kind and its arguments; for a layer of a
/// branch, then which branch of which layer it is in. What holds branches has no arguments besides its kind.
template <int number, typename Kind, auto arguments, typename... Within>
struct layer;

/// Words that the compiler prints with an error: branch `branch`, from 1, of layer number `number`.
template <int branch, int number>
struct in_branch;

/// Words that the compiler prints with an error: the shape that reaches the layer.
template <int... shape>
struct receives;

/// Words that the compiler prints with an error: how many layers there are.
template <int count>
struct layer_count;

/// False; it depends on a template argument, so that a static_assert fails only where a mistake was made.
template <typename Layer>
inline constexpr bool accepted = false;

namespace mistake {

/// A layer that works on (height, width, channels) stands where there are only (channels).
struct ImageNeeded {
  template <typename L>
  static constexpr bool found(const L&, const Place& place) {
    return place.input.rank != 3;
  }
  template <typename Layer, typename Receives>
  struct at {
    static_assert(accepted<Layer>,
                  "This layer takes an image (height, width, channels), not a flat row of values: "
                  "move it before Flatten{}");
  };
};

}  // namespace mistake
}  // namespace constnet
