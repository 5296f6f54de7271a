// Residual: a block of layers whose output is added to its input.
#pragma once

#include <boost/hana/at.hpp>
#include <boost/hana/basic_tuple.hpp>
#include <constnet/dsl/branch.hpp>
#include <type_traits>

namespace constnet {

/// x + F(x), where F is the list of layers: `Residual<Conv2D{...}, Conv2D{...}>{}`. With two branches F(x) + P(x),
/// where the second one brings x to the shape of F(x): `Residual<Branch<Conv2D{...}, Conv2D{...}>{},
/// Branch<Conv2D{...}>{}>{}`. In Keras: layers.Add()([F(x), x]). Input and output (height, width, channels) or
/// (channels).
template <auto... Layers>
struct Residual {
  static constexpr const char* class_name = "Add";
  static constexpr const char* snake_name = "add";

  static constexpr bool has_projection =
      sizeof...(Layers) == 2 && (is_branch<std::remove_const_t<decltype(Layers)>> && ...);
  static constexpr auto branches = [] {
    if constexpr (has_projection) {
      return boost::hana::make_basic_tuple(Layers...);
    } else {
      return boost::hana::make_basic_tuple(Branch<Layers...>{}, Branch<>{});
    }
  }();

  /// Whether both branches make the same shape of `in`.
  static constexpr bool fit(Shape in) {
    return output_shape(boost::hana::at_c<0>(branches), in) == output_shape(boost::hana::at_c<1>(branches), in);
  }
};

template <auto... Layers>
constexpr Shape output_shape(const Residual<Layers...>& layer, Shape in) {
  return output_shape(boost::hana::at_c<0>(layer.branches), in);
}

template <auto... Layers>
constexpr auto mistakes_of(const Residual<Layers...>&) {
  return MistakeList<mistake::InABranch, mistake::ResidualOfDifferentShapes>{};
}

}  // namespace constnet
