// Digits that the program draws itself, for when there is no data set and no network.
#pragma once

#include <cstddef>
#include <cstdint>

#include "constnet/desk/data/dataset.hpp"

namespace constnet::runtime {

/// Images of 28 x 28 x 1 like MNIST's, white strokes on black, in 10 classes, drawn with random slant, size, width,
/// wobble and noise. They are a function of the seed and of the counts alone; training and test images are never the
/// same.
DataSplits drawn_digits(std::uint64_t seed, std::size_t train_count = 12'000, std::size_t test_count = 2'000);

}  // namespace constnet::runtime
