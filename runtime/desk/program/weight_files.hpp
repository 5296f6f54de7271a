// The weight files that commands read and write.
#pragma once

#include <string>
#include <vector>

#include "commands.hpp"

namespace constnet::runtime {

/// Throws Error if a file at `path`, said with `option`, could not be written: before long work, not after it.
void check_writable(const std::string& path, const std::string& option = "--out");

/// Saves the network's parameters to `path` and says so on `out`.
void save_parameters(const Session& session, std::span<const float> parameters, const std::string& path);

/// The weight file of --weights, by default the one that `train` writes. Throws Error if there is none.
std::string weight_file(const Session& session);

}  // namespace constnet::runtime
