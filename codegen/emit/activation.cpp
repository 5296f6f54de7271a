// Activations as expressions of generated code.
#include "emit/activation.hpp"

#include "emit/activation_function.hpp"

namespace constnet::codegen {

std::string activated(Activation activation, const std::string& value) {
  return activation == Activation::relu ? "hn::Max(hn::Zero(f32), " + value + ")" : value;
}

std::string name_of(Activation activation) {
  return activation == Activation::tanh ? "tanh" : function_of(activation).name;
}

}  // namespace constnet::codegen
