// Training of networks that normalize with the statistics of the batch: how many images pass through which steps
// together. Between two such layers stands a part of the network; all images of the batch pass one part before the
// next.
#pragma once

#include <vector>

#include "plan/plan.hpp"

namespace constnet::codegen {

/// Images that the training arena of such a network holds. Its maps are read anew in each part, from whichever cache
/// holds those of the whole batch; the weights are read, and their gradients summed, once for the images that pass
/// together. So there is no reason for small arenas, as there is in other networks.
inline constexpr int kNormalizedArenaImages = 16;

/// Whether images pass in groups: networks with such a layer, unless they are for a small processor, whose memory is
/// dear, or become straight-line code.
bool trains_in_groups(const NetworkDescription& network, const Options& options);

/// For each part of `plan`, made for one image, how many images pass through its steps together.
std::vector<int> choose_groups(const Plan& plan);

/// The blocks of the gradients of all maps, which take turns: most hold only the images that pass together.
std::vector<Lifetime> gradient_lifetimes(const Plan& plan);

}  // namespace constnet::codegen
