// How long a call takes.
#pragma once

#include <algorithm>
#include <chrono>
#include <vector>

namespace bench {

/// Microseconds a call: the first decile of blocks of at least 200 microseconds, for half a second.
template <typename Work>
double microseconds(const Work& work) {
  using Clock = std::chrono::steady_clock;
  const auto since = [](Clock::time_point start) {
    return std::chrono::duration<double, std::micro>(Clock::now() - start).count();
  };
  const Clock::time_point warm = Clock::now();
  while (since(warm) < 5e4) work();
  const Clock::time_point once = Clock::now();
  work();
  const int calls = std::max(1, static_cast<int>(200 / std::max(since(once), 0.1)));
  std::vector<double> blocks;
  for (const Clock::time_point start = Clock::now(); since(start) < 5e5;) {
    const Clock::time_point block = Clock::now();
    for (int i = 0; i < calls; ++i) work();
    blocks.push_back(since(block) / calls);
  }
  std::sort(blocks.begin(), blocks.end());
  return blocks[blocks.size() / 10];
}

}  // namespace bench
