// Gradients of the reference by central differences, the judge of its backward.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "reference/network.hpp"

namespace constnet::reference {

/// One step for all tests. Between two jumps of their derivative the losses of the tests are linear in each parameter,
/// or smooth (softmax); rounding leaves about 1e-16 / 1e-4 and the third derivative about 1e-4 squared.
inline constexpr double difference_step = 1e-4;

/// Largest error of a derivative, relative to the largest derivative of the same block. Measured: at most 5e-9.
inline constexpr double difference_tolerance = 1e-8;

/// The derivatives of loss() with respect to each of `values`, which is put back as it was.
template <typename Loss>
std::vector<double> central_differences(std::vector<double>& values, Loss loss) {
  std::vector<double> derivatives;
  for (double& value : values) {
    const double before = value;
    value = before + difference_step;
    const double above = loss();
    value = before - difference_step;
    const double below = loss();
    value = before;
    derivatives.push_back((above - below) / (2 * difference_step));
  }
  return derivatives;
}

/// The largest difference of two blocks over the largest absolute value of `expected`; infinite if anything is NaN.
inline double relative_error(const std::vector<double>& found, const std::vector<double>& expected) {
  double largest = 0;
  double error = 0;
  for (std::size_t i = 0; i < expected.size(); ++i) {
    largest = std::max(largest, std::abs(expected[i]));
    const double difference = std::abs(found.at(i) - expected[i]);
    error = std::isnan(difference) ? HUGE_VAL : std::max(error, difference);
  }
  return error == 0 ? 0 : error / largest;
}

}  // namespace constnet::reference
