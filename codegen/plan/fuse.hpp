// From layers to steps: which layers one step computes, and which maps it reads.
#pragma once

#include <constnet/codegen/network.hpp>
#include <memory>
#include <vector>

#include "steps/step.hpp"

namespace constnet::codegen {

/// A step and the maps that it reads, as the numbers of the steps that write them.
struct PlannedStep {
  static constexpr int image = -1;  ///< the network's input

  std::unique_ptr<Step> step;
  std::vector<int> inputs;
};

/// The steps of the layers behind the Input, in order. `around` is what holds for all of them.
std::vector<PlannedStep> fuse(const NetworkDescription& network, const Surroundings& around);

}  // namespace constnet::codegen
