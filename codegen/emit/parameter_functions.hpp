// The functions of a generated body between Parameters and the layouts that its steps read and add to.
#pragma once

#include "emit/writer.hpp"
#include "plan/plan.hpp"

namespace constnet::codegen {

/// One function for each step with parameters, and, where the plan predicts, prepare_forward, which calls them all.
void emit_prepare(Writer& out, const Plan& plan);

/// One function for each step that has a layout of its own for backward, and prepare_training, which calls one of these
/// or of those of emit_prepare.
void emit_prepare_training(Writer& out, const Plan& plan);

/// How many parts prepare_training has.
int prepare_parts(const Plan& plan);

/// One function for each step with parameters, and add_sums, which calls them all.
void emit_add_gradients(Writer& out, const Plan& plan);

}  // namespace constnet::codegen
