// What STEP_TIMES adds to a network: a table of its steps, and its functions a second time, with an observer.
#pragma once

#include <string>

#include "emit/writer.hpp"
#include "plan/plan.hpp"

namespace constnet::codegen {

/// Declarations for users, behind those of the same names without an observer.
void emit_observed_declarations(Writer& out, bool training);

/// The same as members of Network, which is in namespace `ns`.
void emit_observed_members(Writer& out, const std::string& ns, bool training);

/// Of a body: the table, and predict_image_observed, predict_images_observed, forward_images_observed and
/// backward_images_observed, which make the same calls as those without an observer.
void emit_observed_functions(Writer& out, const Plan& plan);

/// The definitions of what emit_observed_declarations declares.
void emit_observed_dispatch(Writer& out, bool training);

}  // namespace constnet::codegen
