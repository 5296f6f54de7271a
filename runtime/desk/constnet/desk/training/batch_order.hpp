// Which images make up the batch of a step: a function of seed and step, so that a training can go on anywhere.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace constnet::runtime {

/// 0 ... count - 1 in an order that depends on seed and pass alone (Fisher-Yates).
std::vector<std::uint32_t> shuffled_order(std::size_t count, std::uint64_t seed, int pass);

/// Batches of `batch_size` images out of 0 ... count - 1, pass after pass over all of them; the last batch of a pass
/// has what is left. With `shuffle` each pass has an order of its own.
class BatchOrder {
 public:
  /// `count` and `batch_size` are at least 1.
  BatchOrder(std::size_t count, std::size_t batch_size, std::uint64_t seed, bool shuffle);

  std::int64_t batches_per_pass() const { return batches_; }

  /// The images of the step with this number, counted from the first step of the first pass. Valid until the next call.
  std::span<const std::uint32_t> batch(std::int64_t step);

 private:
  std::size_t batch_size_;
  std::uint64_t seed_;
  bool shuffle_;
  std::int64_t batches_;
  std::int64_t pass_ = -1;  // that order_ is of
  std::vector<std::uint32_t> order_;
};

}  // namespace constnet::runtime
