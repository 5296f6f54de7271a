// Input: the shape of what a network takes. The first element of every network.
#pragma once

#include <constnet/dsl/mistakes.hpp>
#include <constnet/dsl/shape.hpp>
#include <cstdint>

namespace constnet {

/// The images that a network takes, (height, width, channels): `Input{28, 28, 1}`; or rows of values, (channels):
/// `Input{640}`.
struct Input {
  int height = 0;
  int width = 0;
  int channels = 0;
  int rank = 3;  ///< 3 for images; 1 for rows of values, whose height and width are 1

  constexpr Input() = default;
  constexpr explicit Input(int values) : height{1}, width{1}, channels{values}, rank{1} {}
  constexpr Input(int h, int w) : height{h}, width{w} {}  ///< without channels: a mistake
  constexpr Input(int h, int w, int c) : height{h}, width{w}, channels{c} {}

  static constexpr const char* class_name = "Input";
  static constexpr const char* snake_name = "input";
};

constexpr Shape output_shape(const Input& input, Shape) {
  return input.rank == 1 ? Shape{input.channels} : Shape{input.height, input.width, input.channels};
}

constexpr std::int64_t parameter_count(const Input&, Shape) { return 0; }

namespace mistake {

struct InputAgain {
  static constexpr bool found(const Input&, const Place& place) { return place.number != 0; }
  template <typename Layer, typename Receives>
  struct at {
    static_assert(accepted<Layer>, "Input stands only at the beginning of a network: remove this one");
  };
};

struct InputIsEmpty {
  static constexpr bool found(const Input& input, const Place&) {
    return input.height < 1 || input.width < 1 || input.channels < 1;
  }
  template <typename Layer, typename Receives>
  struct at {
    static_assert(accepted<Layer>,
                  "Input's height, width and channels must each be 1 or more, as in Input{28, 28, 1}, "
                  "or Input{640} for rows of values");
  };
};

struct NothingAfterInput {
  static constexpr bool found(const Input&, const Place& place) { return place.is_last; }
  template <typename Layer, typename Receives>
  struct at {
    static_assert(accepted<Layer>, "A network needs a layer after Input: add one, as in Flatten{}");
  };
};

}  // namespace mistake

constexpr auto mistakes_of(const Input&) {
  return MistakeList<mistake::InputAgain, mistake::InputIsEmpty, mistake::NothingAfterInput>{};
}

}  // namespace constnet
