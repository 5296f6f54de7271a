// ThreadPool: one atomic word hands out the tasks of a round; a lock is taken only to fall asleep and to wake sleepers.
#include "constnet/desk/training/thread_pool.hpp"

#include <algorithm>

#if defined(__x86_64__) || defined(__i386__)
#include <immintrin.h>
#endif

namespace constnet::runtime {
namespace {

constexpr int max_tasks = 0xFFFF;

constexpr std::uint32_t round_of(std::uint64_t word) { return static_cast<std::uint32_t>(word >> 32); }
constexpr int count_of(std::uint64_t word) { return static_cast<int>(word >> 16 & 0xFFFF); }
constexpr int next_of(std::uint64_t word) { return static_cast<int>(word & 0xFFFF); }

void relax() {
#if defined(__x86_64__) || defined(__i386__)
  _mm_pause();
#elif defined(__aarch64__)
  asm volatile("yield");
#endif
}

// True as soon as `ready` is, false after so many looks.
template <typename Ready>
bool spin(int spins, Ready ready) {
  for (int i = 0; i < spins; ++i) {
    if (ready()) return true;
    relax();
  }
  return ready();
}

}  // namespace

ThreadPool::ThreadPool(int size) {
  // A third of a millisecond to one, by processor: longer than the serial parts of a training step.
  constexpr int spins_with_a_processor_each = 20000;
  const bool crowded = static_cast<unsigned>(size) > std::max(1u, std::thread::hardware_concurrency());
  spins_ = crowded ? 0 : spins_with_a_processor_each;
  workers_.reserve(static_cast<std::size_t>(std::max(0, size - 1)));
  for (int thread = 1; thread < size; ++thread) workers_.emplace_back([this, thread] { work(thread); });
}

ThreadPool::~ThreadPool() {
  {
    const std::lock_guard lock(mutex_);
    stop_.store(true);
  }
  work_arrived_.notify_all();
  for (std::thread& worker : workers_) worker.join();
}

void ThreadPool::run_tasks(int count, Function function, void* context) {
  if (workers_.empty() || count <= 1) {
    for (int i = 0; i < count; ++i) function(context, i, 0);
    return;
  }
  for (int first = 0; first < count; first += max_tasks) {
    struct Part {
      Function function;
      void* context;
      int first;
    } part{function, context, first};
    const int part_count = std::min(count - first, max_tasks);
    function_ = [](void* raw, int index, int thread) {
      const Part& whole = *static_cast<Part*>(raw);
      whole.function(whole.context, whole.first + index, thread);
    };
    context_ = &part;
    finished_.store(0, std::memory_order_relaxed);
    const std::uint32_t round = round_of(round_.load(std::memory_order_relaxed)) + 1;
    // Sequentially consistent together with `sleeping_`: either a worker sees the round before it sleeps, or it is seen
    // here as sleeping.
    round_.store(std::uint64_t{round} << 32 | static_cast<std::uint64_t>(part_count) << 16);
    if (sleeping_.load() > 0) {
      const std::lock_guard lock(mutex_);
      work_arrived_.notify_all();
    }

    take_tasks(round, 0);
    const auto done = [this, part_count] { return finished_.load() == part_count; };
    if (!spin(spins_, done)) {
      std::unique_lock lock(mutex_);
      caller_sleeps_.store(true);
      work_done_.wait(lock, done);
      caller_sleeps_.store(false);
    }
  }
}

void ThreadPool::take_tasks(std::uint32_t round, int thread) {
  std::uint64_t word = round_.load();
  while (round_of(word) == round && next_of(word) < count_of(word)) {
    if (!round_.compare_exchange_weak(word, word + 1)) continue;
    const int count = count_of(word);
    function_(context_, next_of(word), thread);
    // The caller may start the next round as soon as the last task is counted.
    if (finished_.fetch_add(1) + 1 == count && caller_sleeps_.load()) {
      const std::lock_guard lock(mutex_);
      work_done_.notify_one();
    }
    word = round_.load();
  }
}

void ThreadPool::work(int thread) {
  std::uint32_t seen = 0;
  while (true) {
    const auto ready = [this, &seen] { return round_of(round_.load()) != seen || stop_.load(); };
    if (!spin(spins_, ready)) {
      std::unique_lock lock(mutex_);
      sleeping_.fetch_add(1);
      work_arrived_.wait(lock, ready);
      sleeping_.fetch_sub(1);
    }
    if (stop_.load()) return;
    seen = round_of(round_.load());
    take_tasks(seen, thread);
  }
}

}  // namespace constnet::runtime
