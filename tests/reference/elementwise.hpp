// Activations other than relu: a function of each value and its derivative.
#pragma once

#include <constnet/dsl/activation.hpp>
#include <constnet/dsl/rescaling.hpp>
#include <functional>
#include <vector>

#include "reference/layer.hpp"

namespace constnet::reference {

/// A function in double precision, its derivative, and where the derivative jumps.
struct Function {
  std::function<double(double)> value;
  std::function<double(double)> slope;
  std::vector<double> kinks;
};

/// The formulas of keras/src/activations/activations.py.
Function function_of(Activation activation);
Function function_of(const constnet::ReLU& layer);
Function function_of(const constnet::LeakyReLU& layer);
Function function_of(const constnet::ELU& layer);
Function function_of(const constnet::Rescaling& layer);

class Elementwise final : public Layer {
 public:
  Elementwise(Shape shape, Function function) : shape_(shape), function_(std::move(function)), inputs_(shape, 0) {}

  Shape output_shape() const override { return shape_; }
  Batch forward(const Batch& inputs) override;
  Batch backward(const Batch& d_outputs, std::span<double> d_parameters) override;

  /// The smallest distance of an input from a kink.
  double smallest_margin(int image, const Layer* next) const override;

 private:
  Shape shape_;
  Function function_;
  Batch inputs_;
};

}  // namespace constnet::reference
