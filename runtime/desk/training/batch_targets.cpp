// Gathers targets, and compares a data set with a network.
#include "constnet/desk/training/batch_targets.hpp"

#include <algorithm>
#include <string>

#include "constnet/desk/base/error.hpp"

namespace constnet::runtime {

Targets BatchTargets::gather(const Dataset& data, std::span<const std::uint32_t> indices,
                             std::span<const float> weights) {
  Targets targets;
  if (data.target_kind == TargetKind::classes) {
    gather_labels(data, indices, labels_.data());
    targets.classes = labels_.data();
  } else {
    gather_targets(data, indices, rows_.data());
    targets.values = rows_.data();
  }
  if (!weights.empty()) {
    std::ranges::transform(indices, weights_.begin(), [&](std::uint32_t index) { return weights[index]; });
    targets.weights = weights_.data();
  }
  return targets;
}

void check_fits(const NetworkView& network, const Dataset& data, std::span<const float> weights) {
  const auto expect = [&](const char* what, std::size_t found, std::size_t expected) {
    if (found == expected) return;
    throw Error(std::string(network.name) + ": found " + what + " " + std::to_string(found) + ", expected " +
                std::to_string(expected));
  };
  if (data.size() == 0) throw Error(std::string(network.name) + ": found no images, expected one or more");
  expect("data whose images have a height of", static_cast<std::size_t>(data.height),
         static_cast<std::size_t>(network.input_height));
  expect("data whose images have a width of", static_cast<std::size_t>(data.width),
         static_cast<std::size_t>(network.input_width));
  expect("data whose number of channels is", static_cast<std::size_t>(data.channels),
         static_cast<std::size_t>(network.input_channels));
  const auto outputs = static_cast<std::size_t>(network.output_size);
  if (data.target_kind == TargetKind::rows) {
    expect("targets whose size is", static_cast<std::size_t>(data.target_size), outputs);
  } else if (data.target_kind == TargetKind::images) {
    expect("images as targets, whose size is", data.image_size(), outputs);
  } else if (data.classes > std::max(network.output_size, 2)) {
    throw Error(std::string(network.name) + ": found data of " + std::to_string(data.classes) +
                " classes, expected at most " + std::to_string(std::max(network.output_size, 2)));
  }
  if (!weights.empty()) expect("sample weights, in number", weights.size(), data.size());
}

}  // namespace constnet::runtime
