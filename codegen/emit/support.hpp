// The small functions at the head of each generated body, and its softmax.
#pragma once

#include "emit/writer.hpp"
#include "plan/plan.hpp"

namespace constnet::codegen {

/// Types of vectors, copying, and what sparse backward passes need.
void emit_support(Writer& out, const Plan& plan);

/// softmax(map, output): over the channels of each pixel of the last map.
void emit_softmax(Writer& out, const MapLayout& map, int lanes);

}  // namespace constnet::codegen
