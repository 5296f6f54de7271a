// The functions of a generated body between Parameters and the layouts that its steps read and add to.
#pragma once

#include "emit/writer.hpp"
#include "plan/plan.hpp"

namespace constnet::codegen {

/// One function for each step with parameters, and prepare_forward or prepare_backward, which calls them all.
void emit_prepare(Writer& out, const Plan& plan, bool backward);

/// One function for each step with parameters, and add_sums, which calls them all.
void emit_add_gradients(Writer& out, const Plan& plan);

}  // namespace constnet::codegen
