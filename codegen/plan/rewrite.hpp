// Layers that do something else in training than in prediction, and the network as one of the two sees it.
#pragma once

#include <constnet/codegen/network.hpp>

namespace constnet::codegen {

/// What a plan is for.
enum class Purpose { both, prediction, training };

/// Whether a layer of `network` does something else in training than in prediction.
bool differs_in_training(const NetworkDescription& network);

/// `network` without what does nothing: in prediction layers of dropout, in training those of rate 0.
NetworkDescription rewritten(const NetworkDescription& network, Purpose purpose);

}  // namespace constnet::codegen
