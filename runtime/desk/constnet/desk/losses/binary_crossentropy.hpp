// Binary cross-entropy: each output a yes or no of its own.
#pragma once

#include "constnet/desk/losses/loss.hpp"

namespace constnet::runtime {

/// Keras' arguments and defaults.
struct BinaryCrossentropyArguments {
  bool from_logits = false;    ///< whether outputs are logits; false: probabilities, as sigmoid gives them
  double label_smoothing = 0;  ///< in [0, 1]; y becomes y (1 - label_smoothing) + label_smoothing / 2
};

/// With p = sigmoid(x) of logits x, or with p clipped to [1e-7, 1 - 1e-7] where outputs are probabilities, the mean
/// over the outputs of an image of
///   -y_i log p_i - (1 - y_i) log(1 - p_i)
/// The gradient is 0 where p is cut off. Source: keras/src/losses/losses.py.
class BinaryCrossentropy : public Loss {
 public:
  /// Throws Error for an argument out of its range.
  explicit BinaryCrossentropy(const BinaryCrossentropyArguments& arguments = {});

  const char* name() const override { return "binary_crossentropy"; }
  double evaluate(const Outputs& outputs, const Targets& targets, float scale, float* gradient) const override;

 private:
  BinaryCrossentropyArguments arguments_;
};

}  // namespace constnet::runtime
