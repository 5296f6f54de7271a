// Prints what the core can do at most: GFLOP/s of multiply-adds that stay in registers, with AVX2 and with AVX-512.
#include <algorithm>
#include <chrono>
#include <cstdio>

namespace {

using Clock = std::chrono::steady_clock;
typedef float Float8 __attribute__((vector_size(32)));
typedef float Float16 __attribute__((vector_size(64)));

// Ten independent chains: enough for two units with a latency of four cycles, few enough for 16 registers.
template <typename Vector>
__attribute__((always_inline)) inline double gflops() {
  constexpr int repeats = 50'000;
  volatile float value = 0.5f;  // each read is news to the compiler, so it cannot merge chains
  const Vector x = Vector{} + value;
  const Vector y = Vector{} + value;
  Vector a[10];
  for (Vector& chain : a) chain = Vector{} + value;
  const Clock::time_point start = Clock::now();
  for (int i = 0; i < repeats; ++i) {
#pragma GCC unroll 10
    for (Vector& chain : a) chain = chain * x + y;
  }
  for (const Vector& chain : a) value = chain[0];
  const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
  return 2e-9 * 10 * sizeof(Vector) / sizeof(float) * repeats / seconds;
}

__attribute__((target("avx2,fma"), noinline)) double avx2_gflops() { return gflops<Float8>(); }
__attribute__((target("avx512f"), noinline)) double avx512_gflops() { return gflops<Float16>(); }

}  // namespace

int main() {
  if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma")) return 0;
  const bool has_avx512 = __builtin_cpu_supports("avx512f") != 0;
  double avx2 = 0;
  double best = 0;
  for (int i = 0; i < 200; ++i) {
    avx2 = std::max(avx2, avx2_gflops());
    best = std::max(best, has_avx512 ? avx512_gflops() : avx2);
  }
  std::printf("peak %.1f\npeak_avx2 %.1f\n", best, avx2);
}
