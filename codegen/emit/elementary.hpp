// The elementary functions that activations are made of, as generated code has them: of a vector of values.
#pragma once

#include "emit/writer.hpp"

namespace constnet::codegen {

/// Floats exp_of(Floats x).
void emit_exponential(Writer& out);

/// Floats sigmoid(Floats x), which calls exp_of.
void emit_sigmoid(Writer& out);

/// Floats normal_below(Floats x), the distribution of the standard normal law; it calls exp_of.
void emit_gaussian(Writer& out);

}  // namespace constnet::codegen
