// The options of `train` that are arguments and callbacks of fit.
#pragma once

#include <string>

#include "arguments.hpp"
#include "option_maker.hpp"

namespace constnet::runtime {

/// Adds them to `train`; `options` must outlive the parsing.
void add_fit_options(CLI::App& train, OptionMaker& make, FitOptions& options);

/// The sentence about options of `train` that do not go together; empty if all is well.
std::string fault_in_fit(const Arguments& arguments);

}  // namespace constnet::runtime
