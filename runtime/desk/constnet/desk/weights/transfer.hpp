// Weights of one network in another: the layers that they have in common.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "constnet/firmware/network.hpp"

namespace constnet::runtime {

/// The layers with parameters, by name, in the network's order.
struct Transfer {
  std::vector<std::string> read;
  std::vector<std::string> left;
};

/// Puts parameters from a weight file, of any network, into `values` (laid out as `tensors` say), layer by layer: a
/// layer is read if the file holds all of its tensors, by name, with the same shapes; the values of the other layers
/// stay as they are. What the file holds besides is not looked at. With `first_layers` the first so many layers are
/// read, and have to fit; the others are left. Throws Error if the file is damaged, if one of the first layers does not
/// fit, or if no layer does; `values` are then unchanged.
Transfer transfer_weights(const std::filesystem::path& path, std::span<const Tensor> tensors,
                          std::optional<int> first_layers, std::span<float> values);

/// The same for a file that is already in memory; `name` is what errors call it.
Transfer transfer_weights(std::span<const std::uint8_t> bytes, const std::string& name, std::span<const Tensor> tensors,
                          std::optional<int> first_layers, std::span<float> values);

}  // namespace constnet::runtime
