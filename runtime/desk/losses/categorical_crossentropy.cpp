// Categorical cross-entropy from probabilities or from logits, against classes or rows of probabilities.
#include "constnet/desk/losses/categorical_crossentropy.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "rows.hpp"

namespace constnet::runtime {
namespace {

// One image's probabilities and their logarithms, as functions of the class.
class Distribution {
 public:
  Distribution(const float* row, int size, bool after_softmax) : row_(row), after_softmax_(after_softmax) {
    if (after_softmax) return;
    largest_ = *std::max_element(row, row + size);
    double sum = 0;
    for (int i = 0; i < size; ++i) sum += std::exp(static_cast<double>(row[i]) - largest_);
    log_sum_ = std::log(sum);
  }

  double log_probability(int i) const {
    if (!after_softmax_) return row_[i] - largest_ - log_sum_;
    // A NaN must come through: max(smallest, NaN) would hide it.
    const float p = row_[i];
    return std::log(static_cast<double>(p < smallest ? smallest : p));
  }

  double probability(int i) const { return after_softmax_ ? row_[i] : std::exp(log_probability(i)); }

 private:
  static constexpr float smallest = std::numeric_limits<float>::min();
  const float* row_;
  bool after_softmax_;
  double largest_ = 0;
  double log_sum_ = 0;
};

// The loss of one row whose softmax is fused with it; `d` gets `factor` times the gradient by the logits.
template <typename Target>
double from_distribution(const Distribution& distribution, int size, Target target, double factor, float* d) {
  double loss = 0;
  double target_sum = 0;
  for (int i = 0; i < size; ++i) {
    const double y = target(i);
    target_sum += y;
    if (y != 0) loss -= y * distribution.log_probability(i);
  }
  for (int i = 0; d && i < size; ++i) {
    d[i] = static_cast<float>((distribution.probability(i) * target_sum - target(i)) * factor);
  }
  return loss;
}

// The loss of one row of probabilities that are brought to a sum of 1 and clipped; `d` gets `factor` times the gradient
// by these probabilities.
template <typename Target>
double from_clipped(const float* p, int size, Target target, double factor, float* d) {
  double sum = 0;
  for (int i = 0; i < size; ++i) sum += p[i];
  double loss = 0;
  double product = 0;  // of the gradient by q = p / sum, and q
  const auto d_q = [&](int i, const Clipped& q) { return q.inside ? -target(i) / q.value : 0.0; };
  for (int i = 0; i < size; ++i) {
    const Clipped q = clip(p[i] / sum);
    loss -= target(i) * std::log(q.value);
    product += d_q(i, q) * (p[i] / sum);
  }
  for (int i = 0; d && i < size; ++i) {
    d[i] = static_cast<float>(factor * (d_q(i, clip(p[i] / sum)) - product) / sum);
  }
  return loss;
}

}  // namespace

CategoricalCrossentropy::CategoricalCrossentropy(const CategoricalCrossentropyArguments& arguments)
    : arguments_(arguments) {
  check_label_smoothing(arguments.label_smoothing);
}

double CategoricalCrossentropy::evaluate(const Outputs& outputs, const Targets& targets, float scale,
                                         float* gradient) const {
  const bool logits = arguments_.from_logits.value_or(!outputs.after_softmax);
  const bool clipped = !logits && (arguments_.clip || !outputs.after_softmax);
  const int size = outputs.size;
  const double smoothing = arguments_.label_smoothing;
  double sum = 0;
  for (int n = 0; n < outputs.count; ++n) {
    const float* const row = outputs.row(n);
    const TargetRow y = targets.row(n, size);
    const auto target = [&](int i) { return smoothing == 0 ? y[i] : y[i] * (1 - smoothing) + smoothing / size; };
    const double weight = targets.weight(n);
    float* const d = gradient ? gradient + (row - outputs.values) : nullptr;
    sum += weight * (clipped ? from_clipped(row, size, target, weight * scale, d)
                             : from_distribution(Distribution(row, size, !logits), size, target, weight * scale, d));
    if (d && outputs.after_softmax && (logits || clipped)) through_softmax(row, size, d);
  }
  return sum;
}

}  // namespace constnet::runtime
