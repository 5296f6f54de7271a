// Mean squared error.
#pragma once

#include "constnet/desk/losses/loss.hpp"

namespace constnet::runtime {

/// loss = mean_i (p_i - y_i)^2 over the outputs of an image. Source: keras/src/losses/losses.py.
class MeanSquaredError : public Loss {
 public:
  const char* name() const override { return "mean_squared_error"; }
  double evaluate(const Outputs& outputs, const Targets& targets, float scale, float* gradient) const override;
};

}  // namespace constnet::runtime
