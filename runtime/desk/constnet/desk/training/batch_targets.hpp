// The targets and weights of a few images, as losses and metrics take them.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "constnet/desk/data/dataset.hpp"
#include "constnet/desk/losses/loss.hpp"
#include "constnet/desk/training/network_view.hpp"

namespace constnet::runtime {

/// Room for the targets of at most so many images, so that gathering them allocates nothing.
class BatchTargets {
 public:
  BatchTargets(std::size_t images, int output_size)
      : labels_(images), rows_(images * static_cast<std::size_t>(output_size)), weights_(images) {}

  /// Those of the images with these indices; `weights` has one for each image of the data set, or none at all. Valid
  /// until the next call.
  Targets gather(const Dataset& data, std::span<const std::uint32_t> indices, std::span<const float> weights);

 private:
  std::vector<int> labels_;
  std::vector<float> rows_;
  std::vector<float> weights_;
};

/// Throws Error unless the network can be trained or evaluated on these data with these weights: sizes of images and of
/// targets, number of weights.
void check_fits(const NetworkView& network, const Dataset& data, std::span<const float> weights);

}  // namespace constnet::runtime
