// Kullback-Leibler divergence.
#pragma once

#include "constnet/desk/losses/loss.hpp"

namespace constnet::runtime {

/// loss = sum_i y_i log(y_i / p_i) over the outputs of an image, y and p clipped to [1e-7, 1]; the gradient is 0 where
/// p is cut off. Source: keras/src/losses/losses.py.
class KLDivergence : public Loss {
 public:
  const char* name() const override { return "kl_divergence"; }
  double evaluate(const Outputs& outputs, const Targets& targets, float scale, float* gradient) const override;
};

}  // namespace constnet::runtime
