// Activations as expressions of generated code.
#pragma once

#include <constnet/dsl.hpp>
#include <string>

namespace constnet::codegen {

/// The expression of `activation` applied to the vector `value`; softmax is a step of its own and leaves it as it is.
std::string activated(Activation activation, const std::string& value);

/// Keras' name: "relu".
std::string name_of(Activation activation);

}  // namespace constnet::codegen
