// What STEP_TIMES adds to a network: a table of its steps, and its functions a second time, with an observer.
#pragma once

#include <string>
#include <vector>

#include "emit/writer.hpp"
#include "plan/plan.hpp"

namespace constnet::codegen {

/// Declarations for users, behind those of the same names without an observer.
void emit_observed_declarations(Writer& out, bool training);

/// The same as members of Network, which is in namespace `ns`.
void emit_observed_members(Writer& out, const std::string& ns, bool training);

/// Of a plan: the numbers of its steps, from `first` on, and predict_image_observed, predict_images_observed,
/// forward_images_observed and backward_images_observed, as far as the plan is for them, which make the same calls as
/// those without an observer. Where `table` is not empty, the table of the steps of these plans before the functions.
void emit_observed_functions(Writer& out, const Plan& plan, int first, const std::vector<const Plan*>& table);

/// The table of the steps of `plans`, one plan after the other.
void emit_step_table(Writer& out, const std::vector<const Plan*>& plans);

/// How many steps observers of a plan know: two more than it has.
inline int observed_steps(const Plan& plan) { return static_cast<int>(plan.steps.size()) + 2; }

/// The definitions of what emit_observed_declarations declares.
void emit_observed_dispatch(Writer& out, bool training);

}  // namespace constnet::codegen
