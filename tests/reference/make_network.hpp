// The reference of a model type.
#pragma once

#include <boost/hana/for_each.hpp>

#include "reference/network.hpp"

namespace constnet::reference {

/// The layers are those of `Model`; the parameters are 0 until set_parameters.
template <typename Model>
ReferenceNetwork make_network() {
  ReferenceNetwork network;
  boost::hana::for_each(Model::layers, [&network](const auto& layer) { network.add(layer); });
  return network;
}

}  // namespace constnet::reference
