// Categorical cross-entropy, fused with the softmax before it.
#pragma once

#include <optional>

#include "constnet/desk/losses/loss.hpp"

namespace constnet::runtime {

/// Keras' arguments, and which of its backends is followed.
struct CategoricalCrossentropyArguments {
  double label_smoothing = 0;  ///< in [0, 1]; y becomes y (1 - label_smoothing) + label_smoothing / classes
  /// Whether outputs are logits. Not said: they are unless the network ends in softmax.
  std::optional<bool> from_logits = std::nullopt;
  bool clip = false;  ///< as Keras computes it with JAX and PyTorch: from probabilities that are clipped
};

/// The loss for images that belong to one class each. For one image with target probabilities y and p = softmax(x):
///   loss = -sum_i y_i log p_i,   d loss / d x_i = p_i sum_j y_j - y_i   (p_i - y_i where y sums to 1)
/// Targets are classes (Keras' sparse_categorical_crossentropy) or rows of probabilities (categorical_crossentropy).
/// A network that ends in softmax hands over p; otherwise its outputs are taken as x (Keras: from_logits=True).
/// As in Keras on a model that ends in softmax, value and gradient are those of the logits, without clipping p to
/// [1e-7, 1 - 1e-7] (keras/src/backend/tensorflow/nn.py); a p that is too small for a float counts as the smallest
/// normal one, 2^-126, so that a loss is never infinite.
///
/// From probabilities, that is with `clip` or where from_logits is false and there is no softmax at the end:
///   q = p / sum p,   loss = -sum_i y_i log min(max(q_i, 1e-7), 1 - 1e-7)     (keras/src/backend/jax/nn.py)
/// and the gradient is 0 where q_i is cut off.
class CategoricalCrossentropy : public Loss {
 public:
  /// Throws Error for a label_smoothing that is not in [0, 1].
  explicit CategoricalCrossentropy(const CategoricalCrossentropyArguments& arguments = {});

  const char* name() const override { return "categorical_crossentropy"; }
  double evaluate(const Outputs& outputs, const Targets& targets, float scale, float* gradient) const override;

 private:
  CategoricalCrossentropyArguments arguments_;
};

/// The same under the name that Keras gives it where targets are classes. Here both take both.
class SparseCategoricalCrossentropy : public CategoricalCrossentropy {
 public:
  using CategoricalCrossentropy::CategoricalCrossentropy;
  const char* name() const override { return "sparse_categorical_crossentropy"; }
};

}  // namespace constnet::runtime
