// Networks made of the first layers of another one: to look inside of it, to freeze them, to put a new head on them.
#pragma once

#include <boost/hana/at.hpp>
#include <constnet/dsl/branch.hpp>
#include <constnet/dsl/concatenate.hpp>
#include <constnet/dsl/residual.hpp>
#include <constnet/dsl/sequential.hpp>
#include <type_traits>
#include <utility>

namespace constnet {

/// The layer with `.trainable = false`, and so all layers inside of it; layers without parameters stay as they are.
template <typename L>
constexpr L frozen(L layer) {
  if constexpr (requires { layer.trainable; }) layer.trainable = false;
  return layer;
}
template <auto... Layers>
constexpr auto frozen(Branch<Layers...>) {
  return Branch<frozen(Layers)...>{};
}
template <auto... Layers>
constexpr auto frozen(Residual<Layers...>) {
  return Residual<frozen(Layers)...>{};
}
template <auto... Branches>
constexpr auto frozen(Concatenate<Branches...>) {
  return Concatenate<frozen(Branches)...>{};
}

/// Says that a model of `layers` layers has not so many first layers. Only numbers: compilers print what they are
/// given.
template <int count, int layers>
struct CountOfFirstLayers : NoComplaint {
  static_assert(2 <= count && count <= layers,
                "The first layers of a model are at least the Input and one more, and at most all that it has");
};

/// Makes networks of the layers of `Model`, the first `count` of which are meant; as std::type_identity.
template <typename Model, int count>
struct Prefix {
  static constexpr bool is_good = 2 <= count && count <= Model::layer_count;

  template <int number>
  static constexpr auto layer() {
    return boost::hana::at_c<number>(Model::layers);
  }
  template <int number>
  static constexpr auto layer_frozen_before() {
    if constexpr (number < count) {
      return frozen(layer<number>());
    } else {
      return layer<number>();
    }
  }

  template <auto... Head, int... numbers>
  static constexpr auto with_head(std::integer_sequence<int, numbers...>) {
    if constexpr (is_good) {
      return std::type_identity<Sequential<layer<numbers>()..., Head...>>{};
    } else {
      return std::type_identity<RefusedNetwork<Head...>>{};
    }
  }
  template <int... numbers>
  static constexpr auto with_frozen(std::integer_sequence<int, numbers...>) {
    if constexpr (is_good) {
      return std::type_identity<Sequential<layer_frozen_before<numbers>()...>>{};
    } else {
      return std::type_identity<RefusedNetwork<>>{};
    }
  }
};

/// `Made::type`, once the count was looked at; by a built-in trait, as in Sequential.
template <typename Model, int count, typename Made>
using WithCountChecked =
    typename std::conditional_t<__is_base_of(NoComplaint, CountOfFirstLayers<count, Model::layer_count>), Made,
                                Made>::type;

/// The first `count` layers of `Model`, the Input being one of them: its outputs are those of layer `count - 1`. As
/// keras.Model(inputs, model.layers[count - 1].output).
template <typename Model, int count>
using FirstLayers =
    WithCountChecked<Model, count, decltype(Prefix<Model, count>::with_head(std::make_integer_sequence<int, count>{}))>;

/// The first `count` layers of `Model` with other layers behind them.
template <typename Model, int count, auto... Head>
using WithHead = WithCountChecked<Model, count,
                                  decltype(Prefix<Model, count>::template with_head<Head...>(
                                      std::make_integer_sequence<int, count>{}))>;

/// `Model`, of whose first `count` layers nothing is trained, as with `layer.trainable = False` for those in Keras: no
/// gradient code is generated for them.
template <typename Model, int count>
using FreezeFirst = WithCountChecked<
    Model, count, decltype(Prefix<Model, count>::with_frozen(std::make_integer_sequence<int, Model::layer_count>{}))>;

}  // namespace constnet
