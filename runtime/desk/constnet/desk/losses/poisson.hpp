// Poisson loss.
#pragma once

#include "constnet/desk/losses/loss.hpp"

namespace constnet::runtime {

/// loss = mean_i p_i - y_i log(p_i + 1e-7) over the outputs of an image. Source: keras/src/losses/losses.py.
class Poisson : public Loss {
 public:
  const char* name() const override { return "poisson"; }
  double evaluate(const Outputs& outputs, const Targets& targets, float scale, float* gradient) const override;
};

}  // namespace constnet::runtime
