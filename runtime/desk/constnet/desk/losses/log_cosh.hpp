// Logarithm of the hyperbolic cosine of the error.
#pragma once

#include "constnet/desk/losses/loss.hpp"

namespace constnet::runtime {

/// loss = mean_i log cosh(p_i - y_i) over the outputs of an image. Source: keras/src/losses/losses.py.
class LogCosh : public Loss {
 public:
  const char* name() const override { return "log_cosh"; }
  double evaluate(const Outputs& outputs, const Targets& targets, float scale, float* gradient) const override;
};

}  // namespace constnet::runtime
