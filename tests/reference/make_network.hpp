// The reference of a model type.
#pragma once

#include <boost/hana/for_each.hpp>
#include <vector>

#include "reference/network.hpp"

namespace constnet::reference {

/// Adds the layers of a list, and those of their branches.
template <typename Layers>
void add_layers(ReferenceNetwork& network, const Layers& layers) {
  boost::hana::for_each(layers, [&network]<typename L>(const L& layer) {
    if constexpr (HasBranches<L>) {
      const std::size_t start = network.here();
      std::vector<std::size_t> ends;
      boost::hana::for_each(L::branches, [&](const auto& branch) {
        network.continue_from(start);
        add_layers(network, branch.layers);
        ends.push_back(network.here());
      });
      network.add_join(requires { L::has_projection; } ? Join::sum : Join::concatenation, ends);
    } else {
      network.add(layer);
    }
  });
}

/// The layers are those of `Model`; the parameters are 0 until set_parameters.
template <typename Model>
ReferenceNetwork make_network() {
  ReferenceNetwork network;
  add_layers(network, Model::layers);
  return network;
}

}  // namespace constnet::reference
