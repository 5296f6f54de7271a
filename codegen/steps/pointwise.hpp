// The second half of SeparableConv2D: a convolution of one pixel, whose kernel has a name of its own.
#pragma once

#include <string>
#include <vector>

#include "steps/convolution/step.hpp"

namespace constnet::codegen {

class PointwiseStep : public ConvolutionStep {
 public:
  using ConvolutionStep::ConvolutionStep;

  std::vector<StepTensor> tensors() const override {
    std::vector<StepTensor> tensors = ConvolutionStep::tensors();
    tensors.front().block = name_ + "_pointwise_kernel";
    return tensors;
  }
};

}  // namespace constnet::codegen
