// The body of a generated source for one vector width.
#pragma once

#include <string>
#include <vector>

#include "emit/code.hpp"
#include "emit/writer.hpp"

namespace constnet::codegen {

/// Everything that stands under the preprocessor's condition of target number `target`: support functions, offsets,
/// steps and the functions of the whole network; of a network that trains apart, in two namespaces.
void emit_body(Writer& out, const PlannedNetwork& planned, std::size_t target);

/// A namespace `scope` of constants: where `blocks` lie, counted from `start`. Nothing where there are none.
void emit_offsets(Writer& out, const std::string& scope, const std::vector<Block>& blocks, int start = 0);

}  // namespace constnet::codegen
