// The weight files that commands read and write.
#pragma once

#include <string>
#include <vector>

#include "commands.hpp"
#include "constnet/desk/data/normalization.hpp"

namespace constnet::runtime {

/// Throws Error if a file at `path`, said with `option`, could not be written: before long work, not after it.
void check_writable(const std::string& path, const std::string& option = "--out");

/// Saves the network's parameters to `path`, with the normalisation of the images that they were trained on, and says
/// so on `out`.
void save_parameters(const Session& session, std::span<const float> parameters, const std::string& path,
                     const Normalization& normalization = {});

/// Parameters, and the normalisation of the images that they were trained on.
struct SavedNetwork {
  std::vector<float> parameters;
  Normalization normalization;
};

/// Both from a weight file or a checkpoint.
SavedNetwork load_network(const Session& session, const std::string& file);

/// The weight file of --weights, by default the one that `train` writes. Throws Error if there is none.
std::string weight_file(const Session& session);

}  // namespace constnet::runtime
