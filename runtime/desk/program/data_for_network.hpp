// The data set that a command works with.
#pragma once

#include "commands.hpp"
#include "constnet/desk/data/dataset.hpp"

namespace constnet::runtime {

/// Finds the data set, says on `out` what it is, and throws Error if its images or classes do not fit the network.
DataSplits data_for_network(const Session& session);

}  // namespace constnet::runtime
