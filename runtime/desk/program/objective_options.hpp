// Options that say what is trained towards and what is measured.
#pragma once

#include "arguments.hpp"
#include "constnet/desk/metrics/metrics.hpp"
#include "constnet/desk/training/predictor.hpp"
#include "option_maker.hpp"

namespace constnet::runtime {

/// --loss, --metrics, --targets: of train and evaluate.
void add_objective_options(CLI::App& command, OptionMaker& make, const ProgramDefaults& defaults,
                           ObjectiveOptions& options);
/// --class-weight, --normalize: of train.
void add_weight_options(CLI::App& command, OptionMaker& make, ObjectiveOptions& options);

/// The metrics asked for and, where targets are classes, accuracy.
Metrics metrics_for(const ObjectiveOptions& options);

/// "test precision: 0.9812" and so on, one line for each metric that was asked for, and the last line of train and
/// evaluate: the accuracy, or the loss where targets are not classes.
std::string test_lines(const ObjectiveOptions& options, const Evaluation& evaluation);

}  // namespace constnet::runtime
