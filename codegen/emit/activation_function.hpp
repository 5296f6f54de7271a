// The functions of generated code that stand for activations: of a vector of values, and their derivatives.
#pragma once

#include <constnet/dsl.hpp>
#include <string>
#include <vector>

#include "emit/writer.hpp"

namespace constnet::codegen {

/// One activation with its arguments, as the generated code has it: Floats NAME(Floats x), Floats NAME_slope(Floats x).
struct ActivationFunction {
  std::string name;
  Activation kind = Activation::linear;
  double slope = 0;       ///< of relu and leaky_relu below the threshold; alpha of elu
  double max_value = -1;  ///< of relu; none where it is negative
  double threshold = 0;   ///< of relu
  double scale = 1;       ///< of linear, which stands for a Rescaling
  double offset = 0;      ///< of the same

  /// Whether 0 becomes 0, so that the zeros behind a pixel's channels need no care.
  bool keeps_zero() const;
};

/// Whether it is max(0, x), which needs no function.
bool is_plain_relu(const ActivationFunction& function);

/// What `.activation = kind` stands for.
ActivationFunction function_of(Activation kind);
/// What the layers stand for.
ActivationFunction function_of(const ReLU& layer);
ActivationFunction function_of(const LeakyReLU& layer);
ActivationFunction function_of(const ELU& layer);
ActivationFunction function_of(const Rescaling& layer);

/// Writes each of `functions` once, after what they are made of; `slopes` asks for the derivatives as well. Errors
/// against the functions in double: 1e-6, or four units in the last place where that is more.
void emit_activation_functions(Writer& out, const std::vector<ActivationFunction>& functions, bool slopes);

}  // namespace constnet::codegen
