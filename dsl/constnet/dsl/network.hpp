// Network: what a list of layers amounts to, with its shapes and its parameter counts.
#pragma once

#include <boost/hana/basic_tuple.hpp>
#include <constnet/dsl/check.hpp>
#include <constnet/dsl/shape.hpp>
#include <constnet/dsl/unknown.hpp>
#include <cstdint>

namespace constnet {

/// A network without a mistake; write `Sequential<...>` to get one. Layers are numbered from 0, the Input.
template <auto... Layers>
class Network {
  static constexpr auto findings = check(Layers...);

 public:
  /// The number of layers, the Input included.
  static constexpr int layer_count = sizeof...(Layers);

  /// The layers' values, a boost::hana::basic_tuple.
  static constexpr auto layers = boost::hana::make_basic_tuple(Layers...);

  /// The shape of one image, and of what the network makes of it.
  static constexpr Shape input_shape = findings.inputs[1];
  static constexpr Shape output_shape = findings.inputs[layer_count];

  /// The parameters of all layers.
  static constexpr std::int64_t parameter_count = findings.parameters_before[layer_count];

  /// The shape after layer number `number`.
  template <int number>
    requires(0 <= number && number < layer_count)
  static constexpr Shape output_shape_of = findings.inputs[number + 1];

  /// The parameters of layer number `number`.
  template <int number>
    requires(0 <= number && number < layer_count)
  static constexpr std::int64_t parameter_count_of =
      findings.parameters_before[number + 1] - findings.parameters_before[number];
};

/// Stands for a network with a mistake, which has been said: whatever is asked of it adds no further error.
template <auto... Layers>
struct RefusedNetwork {
  static constexpr int layer_count = sizeof...(Layers);
  static constexpr auto layers = boost::hana::make_basic_tuple(Layers...);
  static constexpr UnknownShape input_shape{};
  static constexpr UnknownShape output_shape{};
  static constexpr UnknownCount parameter_count{};
  template <int>
  static constexpr UnknownShape output_shape_of{};
  template <int>
  static constexpr UnknownCount parameter_count_of{};
};

}  // namespace constnet
