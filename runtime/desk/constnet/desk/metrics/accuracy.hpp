// Accuracy: how often the largest output is the right class.
#pragma once

#include "constnet/desk/losses/loss.hpp"

namespace constnet::runtime {

/// The position of the largest of `size` values; of equal ones, the first.
int index_of_largest(const float* values, int size);

/// The number of images whose largest output is where the target's largest value is (Keras' categorical_accuracy and
/// sparse_categorical_accuracy, times `count`).
int count_correct(const Outputs& outputs, const Targets& targets);

}  // namespace constnet::runtime
