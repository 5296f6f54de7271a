// Where the time of a network goes: each step of its generated code, measured.
#pragma once

#include "commands.hpp"

namespace constnet::runtime {

/// Prints two tables for one thread: predict of one image, and a training step. `peak` is what a core can do at most,
/// in GFLOP/s; 0 if it is not known. Of a network without a table of steps, one sentence says how to get one.
void print_step_times(const Session& session, double peak);

}  // namespace constnet::runtime
