// Huber loss: squared where the error is small, linear where it is large.
#pragma once

#include "constnet/desk/losses/loss.hpp"

namespace constnet::runtime {

/// Keras' argument and default.
struct HuberArguments {
  double delta = 1;  ///< above 0
};

/// With e = p_i - y_i, the mean over the outputs of an image of
///   e^2 / 2 where |e| <= delta,   delta |e| - delta^2 / 2 elsewhere
/// Source: keras/src/losses/losses.py.
class Huber : public Loss {
 public:
  /// Throws Error for an argument out of its range.
  explicit Huber(const HuberArguments& arguments = {});

  const char* name() const override { return "huber"; }
  double evaluate(const Outputs& outputs, const Targets& targets, float scale, float* gradient) const override;

 private:
  HuberArguments arguments_;
};

}  // namespace constnet::runtime
