// Threads that stay alive and share out numbered tasks, quickly enough for several rounds per training step.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <thread>
#include <type_traits>
#include <vector>

namespace constnet::runtime {

/// `size` threads, the caller's among them. Waiting threads first spin (a training step has several rounds a fraction
/// of a millisecond apart), then sleep; with more threads than processors they sleep at once.
class ThreadPool {
 public:
  explicit ThreadPool(int size);
  ~ThreadPool();
  ThreadPool(const ThreadPool&) = delete;
  ThreadPool& operator=(const ThreadPool&) = delete;

  /// Number of threads.
  int size() const { return static_cast<int>(workers_.size()) + 1; }

  /// Calls `task(i, thread)` once for each i in 0 ... count - 1, on several threads, and returns when all are done.
  /// `thread` (0 ... size() - 1) says which thread runs it: no two calls with the same number overlap, so it can select
  /// an arena. Which thread gets which task is left to chance; results must not depend on it. Neither allocates nor
  /// throws; `task` must not throw. To be called by one thread at a time.
  template <typename Task>
  void run(int count, Task&& task) {
    using Plain = std::remove_reference_t<Task>;
    run_tasks(
        count, [](void* context, int index, int thread) { (*static_cast<Plain*>(context))(index, thread); },
        const_cast<void*>(static_cast<const void*>(&task)));
  }

 private:
  using Function = void (*)(void* context, int index, int thread);

  void run_tasks(int count, Function function, void* context);
  void work(int thread);
  void take_tasks(std::uint32_t round, int thread);

  // The round's number (high 32 bits), its number of tasks and the next task (16 bits each): one word, so that a thread
  // that comes late can neither take a task of the next round nor miss the end of its own.
  std::atomic<std::uint64_t> round_{0};
  std::atomic<int> finished_{0};
  Function function_ = nullptr;
  void* context_ = nullptr;

  std::atomic<bool> stop_{false};
  std::atomic<int> sleeping_{0};
  std::atomic<bool> caller_sleeps_{false};
  std::mutex mutex_;
  std::condition_variable work_arrived_;
  std::condition_variable work_done_;
  int spins_;
  std::vector<std::thread> workers_;
};

}  // namespace constnet::runtime
