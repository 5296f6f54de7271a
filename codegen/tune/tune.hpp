// Measuring candidates for a network's steps on this machine, in place of the cost model.
#pragma once

#include <constnet/codegen/network.hpp>
#include <string>
#include <vector>

#include "plan/plan.hpp"

namespace constnet::codegen {

struct Compiler {
  std::string program = "c++";
  std::vector<std::string> flags;  ///< behind the sources: folders of headers, and the library of Highway
};

/// Measures, for each wide target of `options` that this machine has, the cheapest tiles by the cost model for each
/// product of each step, and direct convolution against Winograd's; what is better by more than kGain is kept. Reports
/// on standard output. Returns the choices; those for targets that this machine lacks are absent. Throws
/// std::runtime_error where nothing can be compiled or run.
Tuning tune(const NetworkDescription& network, Options options, const Compiler& compiler);

}  // namespace constnet::codegen
