// What a training step in place does with a gradient: the text of parameters, arguments and updates.
#pragma once

#include <string>
#include <vector>

#include "emit/writer.hpp"
#include "plan/update_rule.hpp"

namespace constnet::codegen {

/// What functions that change weights take behind their own parameters, and how they hand it on. SGD: `step`, the
/// learning rate with its sign changed. Adam: `step` as well, a struct of what is the same for all weights, and the
/// state.
std::vector<std::string> update_parameters(UpdateRule rule);
std::vector<std::string> update_arguments(UpdateRule rule);

/// The functions of a body that updates call.
void emit_update_support(Writer& out, UpdateRule rule);

}  // namespace constnet::codegen
