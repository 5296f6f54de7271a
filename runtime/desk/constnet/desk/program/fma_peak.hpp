// What one core can do at most: multiply-adds that stay in registers.
#pragma once

namespace constnet::runtime {

// GFLOP/s of one core, the best of many short runs (some 10 ms in all); 0 where the processor has no such vectors.
struct FmaPeak {
  double widest;  // with AVX-512 if the processor has it, otherwise with AVX2
  double avx2;
};

FmaPeak measure_fma_peak();

}  // namespace constnet::runtime
