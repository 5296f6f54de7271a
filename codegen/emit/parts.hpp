// What normalization with the statistics of the batch adds to generated files: forward and backward in parts.
#pragma once

#include <string>
#include <vector>

#include "emit/code.hpp"
#include "emit/writer.hpp"

namespace constnet::codegen {

/// normalized[] and parts, for users.
void emit_parts_constants(Writer& out, const std::vector<BatchNormalized>& normalized);

/// forward_part, backward_part and update_moving_statistics for users, the same as members of Network, which is in
/// namespace `ns`, and their definitions.
void emit_parts_declarations(Writer& out);
void emit_parts_members(Writer& out, const std::string& ns);
void emit_parts_dispatch(Writer& out, const PlannedNetwork& planned);

}  // namespace constnet::codegen
