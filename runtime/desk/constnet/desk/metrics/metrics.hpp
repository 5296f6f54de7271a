// Metrics by name, and several of them at once.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "constnet/desk/metrics/metric.hpp"
#include "constnet/desk/training/logs.hpp"

namespace constnet::runtime {

/// The names that metric_from takes, in a fixed order; those of losses come last.
std::vector<std::string> metric_names();

/// The metric that a text names, with Keras' name and arguments: "accuracy", "top_k_categorical_accuracy,k=3",
/// "precision,threshold=0.7,class_id=2", "f1_score,average=micro", "auc,curve=PR", or a loss. It stands in
/// logs under the name in the text ("mae"). Throws Error, with all names, for another.
std::unique_ptr<Metric> metric_from(const std::string& text);

/// What fit and evaluate measure besides the loss.
struct Metrics {
  std::vector<std::shared_ptr<const Metric>> metrics;  ///< in which each image counts 1
  /// In which an image counts as much as its weight. One of a name that is taken is called weighted_..., as in Keras.
  std::vector<std::shared_ptr<const Metric>> weighted = {};

  /// Accuracy alone.
  static Metrics accuracy();
};

/// Metrics for a network with so many outputs, with their sums one after the other in one array.
class MetricList {
 public:
  MetricList(Metrics metrics, int output_size);

  std::size_t size() const { return entries_.size(); }
  std::size_t sum_count() const { return sum_count_; }
  void add(const Outputs& outputs, const Targets& targets, double* sums) const;

  /// The figures in the order of the metrics, the weighted ones last; of some metrics one for each class.
  Logs figures(const double* sums) const;
  /// The same and the loss, in Keras' order: by name.
  Logs figures_with_loss(const double* sums, double loss) const;

  /// The sums of one metric among all; they are more than its figure (confusion_matrix.hpp).
  std::span<const double> sums_of(std::size_t metric, std::span<const double> all) const;

 private:
  struct Entry {
    std::shared_ptr<const Metric> metric;
    std::string name;
    std::size_t offset;
    std::size_t count;
    bool weighted;
  };

  int output_size_;
  std::size_t sum_count_ = 0;
  std::vector<Entry> entries_;
};

}  // namespace constnet::runtime
