// Categorical cross-entropy, fused with the softmax before it.
#pragma once

#include "constnet/desk/losses/loss.hpp"

namespace constnet::runtime {

/// The loss for images that belong to one class each. For one image with target probabilities y and p = softmax(x):
///   loss = -sum_i y_i log p_i,   d loss / d x_i = p_i sum_j y_j - y_i   (p_i - y_i where y sums to 1)
/// Targets are classes (Keras' sparse_categorical_crossentropy) or rows of probabilities (categorical_crossentropy).
/// A network that ends in softmax hands over p; otherwise its outputs are taken as x (Keras: from_logits=True).
/// As in Keras on a model that ends in softmax, value and gradient are those of the logits, without clipping p to
/// [1e-7, 1 - 1e-7] (keras/src/backend/tensorflow/nn.py); a p that is too small for a float counts as the smallest
/// normal one, 2^-126, so that a loss is never infinite.
class CategoricalCrossentropy : public Loss {
 public:
  const char* name() const override { return "categorical_crossentropy"; }
  double evaluate(const Outputs& outputs, const Targets& targets, float scale, float* gradient) const override;
};

}  // namespace constnet::runtime
