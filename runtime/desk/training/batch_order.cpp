// BatchOrder: the order of the present pass, cut into batches.
#include "constnet/desk/training/batch_order.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "constnet/desk/base/random.hpp"
#include "constnet/desk/training/random_streams.hpp"

namespace constnet::runtime {

std::vector<std::uint32_t> shuffled_order(std::size_t count, std::uint64_t seed, int pass) {
  std::vector<std::uint32_t> order(count);
  std::iota(order.begin(), order.end(), 0u);
  const Random random(seed, random_stream(RandomPurpose::shuffling, static_cast<std::uint64_t>(pass)));
  for (std::size_t i = count; i > 1; --i)
    std::swap(order[i - 1], order[random.below(i, static_cast<std::uint32_t>(i))]);
  return order;
}

BatchOrder::BatchOrder(std::size_t count, std::size_t batch_size, std::uint64_t seed, bool shuffle)
    : batch_size_(batch_size),
      seed_(seed),
      shuffle_(shuffle),
      batches_(static_cast<std::int64_t>((count + batch_size - 1) / batch_size)),
      order_(count) {
  std::iota(order_.begin(), order_.end(), 0u);
}

std::span<const std::uint32_t> BatchOrder::batch(std::int64_t step) {
  const std::int64_t pass = step / batches_;
  if (shuffle_ && pass != pass_) {
    order_ = shuffled_order(order_.size(), seed_, static_cast<int>(pass));
    pass_ = pass;
  }
  const std::size_t first = static_cast<std::size_t>(step % batches_) * batch_size_;
  return std::span<const std::uint32_t>(order_).subspan(first, std::min(batch_size_, order_.size() - first));
}

}  // namespace constnet::runtime
