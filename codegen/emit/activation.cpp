// Activations as expressions of generated code.
#include "emit/activation.hpp"

namespace constnet::codegen {

std::string activated(Activation activation, const std::string& value) {
  return activation == Activation::relu ? "hn::Max(hn::Zero(f32), " + value + ")" : value;
}

std::string name_of(Activation activation) {
  switch (activation) {
    case Activation::relu:
      return "relu";
    case Activation::softmax:
      return "softmax";
    case Activation::linear:
      break;
  }
  return "linear";
}

}  // namespace constnet::codegen
