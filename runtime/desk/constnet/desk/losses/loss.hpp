// What every loss offers: the value and the gradient that the generated backward code starts from.
#pragma once

#include <cstddef>

namespace constnet::runtime {

/// What a network put out for `count` images: rows of `size` floats.
struct Outputs {
  const float* values;
  int count;
  int size;
  bool after_softmax;  ///< whether the network's last step is a softmax, so that the rows are probabilities

  const float* row(int image) const {
    return values + static_cast<std::size_t>(image) * static_cast<std::size_t>(size);
  }
};

/// What the network should have put out. One of the two is set.
struct Targets {
  const int* classes = nullptr;   ///< one class per image, 0 ... size - 1
  const float* values = nullptr;  ///< rows of `size` floats; for classes: one-hot, or any probabilities that sum to 1
};

/// A loss. Each has a class and a file of its own; it keeps no state, so threads share it.
class Loss {
 public:
  virtual ~Loss() = default;

  /// Keras' name.
  virtual const char* name() const = 0;

  /// The sum of the loss over the images, in double. If `gradient` is not null, also writes `scale` times the gradient
  /// with respect to the outputs there (rows of `size` floats); if `outputs.after_softmax`, with respect to what goes
  /// into the softmax, as generated backward code expects it.
  virtual double evaluate(const Outputs& outputs, const Targets& targets, float scale, float* gradient) const = 0;
};

}  // namespace constnet::runtime
