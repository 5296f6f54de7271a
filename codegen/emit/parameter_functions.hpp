// The functions of a generated body between Parameters and the layouts that its steps read and add to.
#pragma once

#include "emit/writer.hpp"
#include "plan/plan.hpp"

namespace constnet::codegen {

/// One function for each step with parameters, and prepare_forward or prepare_backward, which calls them all.
void emit_prepare(Writer& out, const Plan& plan, bool backward);

/// prepare_training, where no other plan calls prepare_forward: that and prepare_backward.
void emit_prepare_training(Writer& out);

/// One function for each step with parameters, and add_sums, which calls them all.
void emit_add_gradients(Writer& out, const Plan& plan);

}  // namespace constnet::codegen
