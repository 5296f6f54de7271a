// Steps of training and predictions allocate nothing, and take locks for sleeping threads at most, not for images.
//
// An executable of its own: it counts every allocation and every lock of a mutex in the process.
#include <dlfcn.h>
#include <pthread.h>

#include <atomic>
#include <cstdlib>
#include <new>
#include <numeric>
#include <string>

#include "blobs.hpp"
#include "catch.hpp"
#include "constnet/desk/losses/categorical_crossentropy.hpp"
#include "constnet/desk/optimizers/optimizers.hpp"
#include "constnet/desk/training/predictor.hpp"
#include "constnet/desk/training/training_step.hpp"
#include "softmax_regression.hpp"

namespace {

std::atomic<long> allocations{0};
std::atomic<long> locks{0};

void* allocate(std::size_t size, std::size_t alignment) {
  ++allocations;
  if (void* memory = std::aligned_alloc(alignment, (size + alignment - 1) / alignment * alignment)) return memory;
  throw std::bad_alloc();
}

}  // namespace

void* operator new(std::size_t size) { return allocate(size, alignof(std::max_align_t)); }
void* operator new[](std::size_t size) { return allocate(size, alignof(std::max_align_t)); }
void* operator new(std::size_t size, std::align_val_t alignment) {
  return allocate(size, static_cast<std::size_t>(alignment));
}
void* operator new[](std::size_t size, std::align_val_t alignment) {
  return allocate(size, static_cast<std::size_t>(alignment));
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  ++allocations;
  return std::malloc(size);
}
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept {
  ++allocations;
  return std::malloc(size);
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }

// In place of the C library's, which it calls: std::mutex locks by it.
extern "C" int pthread_mutex_lock(pthread_mutex_t* mutex) noexcept {
  using Lock = int (*)(pthread_mutex_t*);
  static const Lock original = reinterpret_cast<Lock>(dlsym(RTLD_NEXT, "pthread_mutex_lock"));
  ++locks;
  return original(mutex);
}

namespace constnet::runtime {
namespace {

using Regression = SoftmaxRegression<30, 5>;

struct Counts {
  long allocations;
  long locks;
};

template <typename Work>
Counts counted(int times, Work work) {
  work();  // What happens once, at the first call, does not count.
  const Counts before{allocations, locks};
  for (int i = 0; i < times; ++i) work();
  return {allocations - before.allocations, locks - before.locks};
}

// A round of the pool wakes sleepers, and threads fall asleep that wait long: at most so many locks for each thread.
constexpr long locks_of_a_round = 4;

}  // namespace

TEST_CASE("the counters count") {
  const Counts counts = counted(3, [] {
    delete new int;
    static std::mutex mutex;
    const std::lock_guard lock(mutex);
  });
  CHECK(counts.allocations == 3);
  CHECK(counts.locks == 3);
}

TEST_CASE("a step of training allocates nothing and takes no lock for an image") {
  constexpr int steps = 50;
  const NetworkView network = view_of<Regression>();
  const CategoricalCrossentropy loss;
  const Dataset data = blobs(1024, 30, 5);
  std::vector<std::uint32_t> indices(1024);
  std::iota(indices.begin(), indices.end(), 0u);
  for (const int threads : {1, 2, 3}) {
    for (const char* name : {"sgd", "rmsprop", "adam"}) {
      INFO(name << ", " << threads << " threads");
      ThreadPool pool(threads);
      const auto optimizer = make_optimizer(name, 0.01);
      optimizer->set_arguments({.weight_decay = 0.01, .global_clipnorm = 1.0});
      TrainingStep step(network, *optimizer, loss, pool);
      const Counts counts = counted(steps, [&] { step.run(data, indices); });
      CHECK(counts.allocations == 0);
      // Two rounds: gradients and update.
      CHECK(counts.locks <= (threads == 1 ? 0 : steps * 2 * locks_of_a_round * threads));
    }
  }
}

TEST_CASE("predictions allocate nothing and take no lock for an image") {
  constexpr int times = 50;
  constexpr int images = 1024;
  const NetworkView network = view_of<Regression>();
  const std::vector<float> inputs(images * 30, 0.5f);
  std::vector<float> outputs(images * 5);
  for (const int threads : {1, 2, 3}) {
    ThreadPool pool(threads);
    Predictor predictor(network, pool);
    const Counts counts = counted(times, [&] { predictor.predict(inputs.data(), images, outputs.data()); });
    CHECK(counts.allocations == 0);
    CHECK(counts.locks <= (threads == 1 ? 0 : times * locks_of_a_round * threads));
  }
}

}  // namespace constnet::runtime
