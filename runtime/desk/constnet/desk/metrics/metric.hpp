// What every metric offers: sums over images, and the figure that they make.
#pragma once

#include <cstddef>
#include <string>

#include "constnet/desk/losses/loss.hpp"

namespace constnet::runtime {

/// A metric. Each has a class and a file of its own. It keeps no state: the sums are the caller's, so that threads
/// share a metric, and sums over parts of the images can be added in one fixed order, whatever the number of threads.
class Metric {
 public:
  virtual ~Metric() = default;

  /// Keras' name, under which it stands in logs.
  virtual std::string name() const = 0;

  /// How many sums it keeps for a network with `size` outputs.
  virtual std::size_t sum_count(int size) const = 0;

  /// Adds the images to the sums, which are 0 at first; with `targets.weights` each image counts so much.
  virtual void add(const Outputs& outputs, const Targets& targets, double* sums) const = 0;

  /// The figure. Where Keras divides by 0, it is 0.
  virtual double result(const double* sums, int size) const = 0;

  /// The figures that stand in logs: NAME, or one for each class, NAME_class_0 and so on.
  virtual bool is_by_class() const { return false; }
  /// The figure of one class.
  virtual double result_of_class(const double* sums, int size, int /*number*/) const { return result(sums, size); }
};

/// A metric that is the mean of a figure of each image.
class MeanMetric : public Metric {
 public:
  std::size_t sum_count(int) const final { return 2; }
  void add(const Outputs& outputs, const Targets& targets, double* sums) const final;
  double result(const double* sums, int size) const final;

 protected:
  virtual double of_image(const Outputs& outputs, const Targets& targets, int image) const = 0;
};

/// numerator / denominator; 0 where the denominator is (Keras: divide_no_nan).
inline double ratio(double numerator, double denominator) { return denominator == 0 ? 0 : numerator / denominator; }

/// The position of the largest of `size` values; of equal ones, the first.
int index_of_largest(const float* values, int size);

/// The class of an image: as it is given, or where its row is largest.
int target_class(const Targets& targets, int image, int size);

}  // namespace constnet::runtime
