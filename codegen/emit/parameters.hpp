// The parameter tensors of a network, in Keras' order, names and layout.
#pragma once

#include <constnet/codegen/network.hpp>
#include <string>
#include <vector>

#include "emit/writer.hpp"

namespace constnet::codegen {

struct ParameterTensor {
  std::string layer;  ///< "conv2d_1"
  std::string role;   ///< "kernel", "bias"
  std::vector<int> shape;
  long long offset = 0;
  long long size = 0;
  long long fan_in = 0;
  long long fan_out = 0;
  std::string initializer;  ///< an expression of type runtime::Initializer, behind "Initializer::"
  /// Expressions for the members of runtime::Tensor behind the initializer, up to the last that is no default.
  std::vector<std::string> extras;
};

std::vector<ParameterTensor> parameters_of(const NetworkDescription& network);

/// The generated header's table of them.
void emit_tensors(Writer& out, const std::vector<ParameterTensor>& tensors);

}  // namespace constnet::codegen
