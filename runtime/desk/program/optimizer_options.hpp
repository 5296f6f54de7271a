// Options that say how weights are changed: the optimizer, its arguments, its learning rates.
#pragma once

#include <memory>
#include <string>

#include "arguments.hpp"
#include "constnet/desk/optimizers/optimizer.hpp"
#include "option_maker.hpp"

namespace constnet::runtime {

/// --optimizer with all arguments in one text, --schedule, and an option for each argument that is said often.
void add_optimizer_options(CLI::App& command, OptionMaker& make, const ProgramDefaults& defaults,
                           OptimizerOptions& options);

/// The sentence about words that do not fit together; empty if all is well.
std::string fault_in_optimizer(const OptimizerOptions& options);

/// The optimizer, with the model's own rate if it is the model's own and no rate is said.
std::unique_ptr<Optimizer> optimizer_for(const OptimizerOptions& options, const ProgramDefaults& defaults);

/// The arguments that are said, in one order and with one spelling of each number, for checkpoints: "beta_1=0.5,
/// momentum=0.9"; "none". Those that every optimizer takes have settings of their own.
std::string compared_arguments(const OptimizerOptions& options);

}  // namespace constnet::runtime
