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

/// What the network should have put out for one image, as numbers: a row, or a class as a one-hot row. A network with
/// one output has the class itself as its target, 0 or 1.
class TargetRow {
 public:
  TargetRow(const float* values, int one_class, int size) : values_(values), class_(one_class), size_(size) {}

  double operator[](int i) const {
    if (values_) return values_[i];
    return size_ == 1 ? class_ : (i == class_ ? 1 : 0);
  }

 private:
  const float* values_;
  int class_;
  int size_;
};

/// What the network should have put out. One of the first two is set.
struct Targets {
  const int* classes = nullptr;    ///< one class per image, 0 ... size - 1; 0 or 1 if the network has one output
  const float* values = nullptr;   ///< rows of `size` floats; for classes: one-hot, or any probabilities that sum to 1
  const float* weights = nullptr;  ///< one per image, by which its loss is multiplied; none: 1

  /// The target of an image of a network with `size` outputs.
  TargetRow row(int image, int size) const {
    const float* const start = values ? values + static_cast<std::ptrdiff_t>(image) * size : nullptr;
    return {start, classes ? classes[image] : 0, size};
  }
  double weight(int image) const { return weights ? weights[image] : 1; }
};

/// A loss. Each has a class and a file of its own; it keeps no state, so threads share it.
class Loss {
 public:
  virtual ~Loss() = default;

  /// Keras' name.
  virtual const char* name() const = 0;

  /// The sum of the loss over the images, each times its weight, in double. If `gradient` is not null, also writes
  /// `scale` times the gradient with respect to the outputs there (rows of `size` floats); if `outputs.after_softmax`,
  /// with respect to what goes into the softmax, as generated backward code expects it.
  virtual double evaluate(const Outputs& outputs, const Targets& targets, float scale, float* gradient) const = 0;
};

}  // namespace constnet::runtime
