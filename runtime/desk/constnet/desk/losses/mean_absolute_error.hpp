// Mean absolute error.
#pragma once

#include "constnet/desk/losses/loss.hpp"

namespace constnet::runtime {

/// loss = mean_i |p_i - y_i| over the outputs of an image; the gradient at p_i = y_i is 0.
/// Source: keras/src/losses/losses.py.
class MeanAbsoluteError : public Loss {
 public:
  const char* name() const override { return "mean_absolute_error"; }
  double evaluate(const Outputs& outputs, const Targets& targets, float scale, float* gradient) const override;
};

}  // namespace constnet::runtime
