// Hinge loss.
#pragma once

#include "constnet/desk/losses/loss.hpp"

namespace constnet::runtime {

/// loss = mean_i max(1 - y_i p_i, 0) over the outputs of an image, with y of -1 or 1. A target of 0 counts as -1, so
/// that classes and one-hot rows can be taken. (Keras looks whether all targets of a batch are 0 or 1 first; there a
/// batch of -1, 0 and 1 keeps its zeros.) Source: keras/src/losses/losses.py.
class Hinge : public Loss {
 public:
  const char* name() const override { return "hinge"; }
  double evaluate(const Outputs& outputs, const Targets& targets, float scale, float* gradient) const override;
};

}  // namespace constnet::runtime
