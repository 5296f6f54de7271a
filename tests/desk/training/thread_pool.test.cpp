#include "constnet/desk/training/thread_pool.hpp"

#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

#include "catch.hpp"

namespace constnet::runtime {

TEST_CASE("each task runs once, no thread runs two at a time") {
  for (const int threads : {1, 2, 3, 8}) {
    ThreadPool pool(threads);
    REQUIRE(pool.size() == threads);
    std::vector<std::atomic<int>> busy(static_cast<std::size_t>(threads));
    std::atomic<bool> overlap{false};
    for (int round = 0; round < 2000; ++round) {
      const int count = round % 17;
      std::vector<int> calls(static_cast<std::size_t>(count));
      pool.run(count, [&](int task, int thread) {
        if (busy[static_cast<std::size_t>(thread)].fetch_add(1) != 0) overlap = true;
        ++calls[static_cast<std::size_t>(task)];
        busy[static_cast<std::size_t>(thread)].fetch_sub(1);
      });
      REQUIRE(calls == std::vector<int>(static_cast<std::size_t>(count), 1));
    }
    CHECK_FALSE(overlap);
  }
}

TEST_CASE("there may be more tasks than the word of a round can count") {
  ThreadPool pool(3);
  constexpr int count = 200'000;
  std::vector<unsigned char> calls(count);
  pool.run(count, [&](int task, int) { ++calls[static_cast<std::size_t>(task)]; });
  CHECK(calls == std::vector<unsigned char>(count, 1));
}

TEST_CASE("threads that fell asleep wake for the next round") {
  for (const int threads : {2, 8}) {
    ThreadPool pool(threads);
    for (int round = 0; round < 5; ++round) {
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
      std::atomic<int> calls{0};
      pool.run(64, [&](int, int) { ++calls; });
      CHECK(calls == 64);
    }
  }
}

TEST_CASE("the tasks of a round are shared out") {
  ThreadPool pool(2);
  std::atomic<int> present{0};
  // Each task waits for the other: with one thread alone this would never end.
  pool.run(2, [&](int, int) {
    ++present;
    while (present < 2) std::this_thread::yield();
  });
  CHECK(present == 2);
}

}  // namespace constnet::runtime
