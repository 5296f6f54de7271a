// Prints what the core can do at most: GFLOP/s of multiply-adds that stay in registers, with AVX2 and with AVX-512.
#include "constnet/desk/program/fma_peak.hpp"

#include <cstdio>

int main() {
  const constnet::runtime::FmaPeak peak = constnet::runtime::measure_fma_peak();
  if (peak.widest > 0) std::printf("peak %.1f\npeak_avx2 %.1f\n", peak.widest, peak.avx2);
}
