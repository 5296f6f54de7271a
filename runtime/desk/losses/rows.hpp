// What losses share: a sum over the elements of each row, and the way back through a softmax.
#pragma once

#include <string>

#include "constnet/desk/base/error.hpp"
#include "constnet/desk/losses/loss.hpp"

namespace constnet::runtime {

/// Keras' epsilon in float, in which it clips: probabilities lie in [smallest_probability, largest_probability].
inline constexpr float smallest_probability = 1e-7f;
inline constexpr float largest_probability = 1.0f - 1e-7f;

/// A probability as Keras clips it, and whether it was left as it is. NaN comes through.
struct Clipped {
  double value;
  bool inside;
};

inline Clipped clip(double p, double largest = largest_probability) {
  if (p < smallest_probability) return {smallest_probability, false};
  if (p > largest) return {largest, false};
  return {p, true};
}

/// Throws Error unless it is in [0, 1].
inline void check_label_smoothing(double label_smoothing) {
  if (label_smoothing >= 0 && label_smoothing <= 1) return;
  throw Error("label_smoothing: found " + std::to_string(label_smoothing) + ", expected 0 to 1");
}

/// Turns the gradient with respect to p = softmax(x), `size` floats at `d`, into that with respect to x:
///   d x_i = p_i (d p_i - sum_j d p_j p_j)
inline void through_softmax(const float* p, int size, float* d) {
  double sum = 0;
  for (int i = 0; i < size; ++i) sum += static_cast<double>(d[i]) * p[i];
  for (int i = 0; i < size; ++i) d[i] = static_cast<float>(p[i] * (d[i] - sum));
}

/// The loss of one target y and output p, and its derivative by p.
struct Term {
  double value;
  double derivative;
};

/// How the terms of a row become the loss of an image.
enum class Over { sum, mean };

/// Loss::evaluate for a loss that is a sum or a mean over the outputs of an image: `term_of(y, p)` gives the Term.
template <typename TermOf>
double evaluate_elements(const Outputs& outputs, const Targets& targets, float scale, float* gradient, Over over,
                         TermOf term_of) {
  const double share = over == Over::mean ? 1.0 / outputs.size : 1.0;
  double sum = 0;
  for (int n = 0; n < outputs.count; ++n) {
    const float* const p = outputs.row(n);
    const TargetRow y = targets.row(n, outputs.size);
    const double weight = targets.weight(n) * share;
    float* const d = gradient ? gradient + (p - outputs.values) : nullptr;
    double row_sum = 0;
    for (int i = 0; i < outputs.size; ++i) {
      const Term term = term_of(y[i], static_cast<double>(p[i]));
      row_sum += term.value;
      if (d) d[i] = static_cast<float>(scale * weight * term.derivative);
    }
    sum += weight * row_sum;
    if (d && outputs.after_softmax) through_softmax(p, outputs.size, d);
  }
  return sum;
}

}  // namespace constnet::runtime
