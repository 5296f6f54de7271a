// F1: the harmonic mean of precision and recall, over classes.
#pragma once

#include <optional>

#include "constnet/desk/metrics/metric.hpp"

namespace constnet::runtime {

/// How the scores of the classes become one figure.
enum class Average {
  none,      ///< not at all: one figure for each class
  micro,     ///< of counts over all classes
  macro,     ///< the mean over classes
  weighted,  ///< by how often a class is right
};

/// Keras' arguments. There `average` is None by default; here one figure is, for callbacks to look at.
struct F1ScoreArguments {
  Average average = Average::macro;
  /// An output above it says yes. None: the largest output of an image does (and all that are equal to it).
  std::optional<double> threshold = std::nullopt;
};

/// With precision = tp / (tp + fp + 1e-7) and recall = tp / (tp + fn + 1e-7) of a class:
///   2 precision recall / (precision + recall + 1e-7)
/// Source: keras/src/metrics/f_score_metrics.py.
class F1Score : public Metric {
 public:
  explicit F1Score(const F1ScoreArguments& arguments = {}) : arguments_(arguments) {}
  std::string name() const override { return "f1_score"; }
  std::size_t sum_count(int size) const override { return 3 * static_cast<std::size_t>(size); }
  /// For each output true positives, false positives, false negatives.
  void add(const Outputs& outputs, const Targets& targets, double* sums) const override;
  /// Without an average, that over classes.
  double result(const double* sums, int size) const override;
  bool is_by_class() const override { return arguments_.average == Average::none; }
  double result_of_class(const double* sums, int size, int number) const override;

 private:
  F1ScoreArguments arguments_;
};

}  // namespace constnet::runtime
