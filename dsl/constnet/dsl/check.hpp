// The check of a network: one pass over its layers that notes every shape and stops at the first mistake.
#pragma once

#include <concepts>
#include <constnet/dsl/augmentation.hpp>
#include <constnet/dsl/input.hpp>
#include <constnet/dsl/mistakes.hpp>
#include <constnet/dsl/shape.hpp>
#include <cstddef>
#include <cstdint>
#include <type_traits>

namespace constnet {

/// Keras' name of a layer's kind, "Conv2D", and the one that its own name is made of, "conv2d".
template <typename L>
constexpr auto class_name_of(const L&) -> decltype(L::class_name) {
  return L::class_name;
}
template <typename L>
constexpr auto snake_name_of(const L&) -> decltype(L::snake_name) {
  return L::snake_name;
}

/// What can stand in a network: a structural value with these names and functions, found beside its type.
template <typename L>
concept IsLayer = requires(const L& layer, Shape in) {
  { class_name_of(layer) } -> std::convertible_to<const char*>;
  { snake_name_of(layer) } -> std::convertible_to<const char*>;
  { output_shape(layer, in) } -> std::same_as<Shape>;
  { parameter_count(layer, in) } -> std::same_as<std::int64_t>;
  mistakes_of(layer);
};

/// A layer with lists of layers inside: Residual, Concatenate.
template <typename L>
concept HasBranches = requires { L::branches; };

namespace mistake {

struct EmptyList {
  template <typename LayerCount>
  struct at {
    static_assert(
        accepted<LayerCount>,
        "Sequential needs layers: begin with the shape of its images, as in Sequential<Input{28, 28, 1}, ...>");
  };
};

struct NotALayer {
  template <typename L>
  static constexpr bool found(const L&, const Place&) {
    return true;
  }
  template <typename Layer, typename Receives>
  struct at {
    static_assert(accepted<Layer>,
                  "This is not a layer: Sequential takes layers, as in Flatten{} or Dense{.units = 10}");
  };
};

struct InputMissing {
  template <typename L>
  static constexpr bool found(const L&, const Place& place) {
    return place.number == 0 && !std::is_same_v<L, Input>;
  }
  template <typename Layer, typename Receives>
  struct at {
    static_assert(
        accepted<Layer>,
        "A network begins with the shape of its images: put Input{height, width, channels} before this layer");
  };
};

struct TooManyOutputs {
  template <typename L>
  static constexpr bool found(const L& layer, const Place& place) {
    return output_shape(layer, place.input).size() > max_count;
  }
  template <typename Layer, typename Receives>
  struct at {
    static_assert(accepted<Layer>,
                  "The output of this layer exceeds 2'147'483'647 values: make the image or the layer smaller");
  };
};

struct TooManyParameters {
  template <typename L>
  static constexpr bool found(const L& layer, const Place& place) {
    return place.parameters_before + parameter_count(layer, place.input) > max_count;
  }
  template <typename Layer, typename Receives>
  struct at {
    static_assert(accepted<Layer>,
                  "The network exceeds 2'147'483'647 parameters with this layer: make it or its input smaller");
  };
};

}  // namespace mistake

/// Everything that is looked for at a layer: what holds for any layer, and in between what its own file says.
template <typename L>
constexpr auto all_mistakes_of(const L& layer) {
  if constexpr (IsLayer<L>) {
    return MistakeList<mistake::InputMissing>{} + mistakes_of(layer) +
           MistakeList<mistake::TooManyOutputs, mistake::TooManyParameters>{};
  } else {
    return MistakeList<mistake::NotALayer>{};
  }
}

/// What the check of a network found, layer by layer, up to the first mistake.
template <std::size_t layer_count>
struct Findings {
  Shape inputs[layer_count + 1] = {};                    ///< of each layer; the last one is the network's output
  std::int64_t parameters_before[layer_count + 1] = {};  ///< each layer; the last one is of the whole network
  int checked = 0;                                       ///< how many layers are without a mistake
  int mistake = MistakeList<>::none;                     ///< of the layer after those, as an index into its list
  bool at_the_images = false;                            ///< of the layer after those, as in Place

  constexpr bool is_good() const { return layer_count > 0 && mistake == MistakeList<>::none; }
};

template <std::size_t layer_count, typename L>
constexpr void check_next(Findings<layer_count>& findings, const Place& start, const L& layer) {
  if (!findings.is_good()) return;
  const int number = findings.checked;
  const bool is_last = start.is_last && number + 1 == static_cast<int>(layer_count);
  const Place place{start.number + number, is_last, findings.inputs[number], findings.parameters_before[number],
                    findings.at_the_images};
  findings.mistake = decltype(all_mistakes_of(layer))::first(layer, place);
  if constexpr (IsLayer<L>) {
    if (!findings.is_good()) return;
    findings.inputs[number + 1] = output_shape(layer, place.input);
    findings.parameters_before[number + 1] = place.parameters_before + parameter_count(layer, place.input);
    findings.at_the_images = findings.at_the_images && (number == 0 || IsAugmentation<L>);
    ++findings.checked;
  }
}

/// The findings of a list of layers, the first of which stands at `start`; `start.is_last` says whether the network
/// ends with the list.
template <typename... Layers>
constexpr auto check_from(const Place& start, const Layers&... layers) {
  Findings<sizeof...(Layers)> findings;
  findings.inputs[0] = start.input;
  findings.parameters_before[0] = start.parameters_before;
  findings.at_the_images = start.at_the_images;
  (check_next(findings, start, layers), ...);
  return findings;
}

/// The findings of a network.
template <typename... Layers>
consteval auto check(const Layers&... layers) {
  return check_from({0, true, {}, 0, true}, layers...);
}

}  // namespace constnet
