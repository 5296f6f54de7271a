// Categorical cross-entropy from probabilities or from logits, against classes or rows of probabilities.
#include "constnet/desk/losses/categorical_crossentropy.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

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

}  // namespace

double CategoricalCrossentropy::evaluate(const Outputs& outputs, const Targets& targets, float scale,
                                         float* gradient) const {
  double sum = 0;
  for (int n = 0; n < outputs.count; ++n) {
    const Distribution distribution(outputs.row(n), outputs.size, outputs.after_softmax);
    const std::ptrdiff_t row_start = static_cast<std::ptrdiff_t>(n) * outputs.size;
    const float* target_row = targets.values ? targets.values + row_start : nullptr;
    const auto target = [&](int i) {
      return target_row ? static_cast<double>(target_row[i]) : (i == targets.classes[n] ? 1.0 : 0.0);
    };

    double target_sum = 1;
    if (target_row) {
      target_sum = 0;
      for (int i = 0; i < outputs.size; ++i) target_sum += target(i);
      for (int i = 0; i < outputs.size; ++i) {
        if (target(i) != 0) sum -= target(i) * distribution.log_probability(i);
      }
    } else {
      sum -= distribution.log_probability(targets.classes[n]);
    }
    if (!gradient) continue;
    for (int i = 0; i < outputs.size; ++i) {
      gradient[row_start + i] = static_cast<float>((distribution.probability(i) * target_sum - target(i)) * scale);
    }
  }
  return sum;
}

}  // namespace constnet::runtime
