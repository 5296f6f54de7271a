// Measures the peak of multiply-adds with AVX2 and with AVX-512.
#include "constnet/desk/program/fma_peak.hpp"

#if defined(__x86_64__)
#include <algorithm>
#include <chrono>
#endif

namespace constnet::runtime {
#if defined(__x86_64__)
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

FmaPeak measure_fma_peak() {
  if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma")) return {0, 0};
  const bool has_avx512 = __builtin_cpu_supports("avx512f") != 0;
  FmaPeak peak{0, 0};
  for (int i = 0; i < 200; ++i) {
    peak.avx2 = std::max(peak.avx2, avx2_gflops());
    peak.widest = std::max(peak.widest, has_avx512 ? avx512_gflops() : peak.avx2);
  }
  return peak;
}
#else
FmaPeak measure_fma_peak() { return {0, 0}; }
#endif

}  // namespace constnet::runtime
