// Concatenate: several branches that read the same image, their channels side by side.
#pragma once

#include <boost/hana/basic_tuple.hpp>
#include <boost/hana/for_each.hpp>
#include <constnet/dsl/branch.hpp>
#include <type_traits>

namespace constnet {

/// The outputs of all branches, channel after channel: `Concatenate<Branch<Conv2D{...}>{}, Branch<>{}>{}` puts a
/// convolution's filters before the image's own channels. In Keras: layers.Concatenate(axis=-1).
/// Input (height, width, channels) or (channels); the branches agree in height and width.
template <auto... Branches>
struct Concatenate {
  static constexpr const char* class_name = "Concatenate";
  static constexpr const char* snake_name = "concatenate";

  static constexpr bool all_are_branches = (is_branch<std::remove_const_t<decltype(Branches)>> && ...);
  static constexpr auto branches = [] {
    if constexpr (all_are_branches) {
      return boost::hana::make_basic_tuple(Branches...);
    } else {
      return boost::hana::make_basic_tuple();
    }
  }();

  /// Whether the outputs of all branches differ in their channels alone.
  static constexpr bool fit(Shape in) {
    Shape before;
    bool fit = true;
    bool is_first = true;
    boost::hana::for_each(branches, [&](const auto& branch) {
      const Shape shape = output_shape(branch, in);
      fit = fit &&
            (is_first || (shape.height == before.height && shape.width == before.width && shape.rank == before.rank));
      before = shape;
      is_first = false;
    });
    return fit;
  }
};

template <auto... Branches>
constexpr Shape output_shape(const Concatenate<Branches...>& layer, Shape in) {
  Shape out;
  int channels = 0;
  boost::hana::for_each(layer.branches, [&](const auto& branch) {
    out = output_shape(branch, in);
    channels += out.channels;
  });
  out.channels = channels;
  return out;
}

template <auto... Branches>
constexpr auto mistakes_of(const Concatenate<Branches...>&) {
  return MistakeList<mistake::NotABranch, mistake::InABranch, mistake::ConcatenateOfDifferentSizes>{};
}

}  // namespace constnet
