// The optimizers' vectorised loops: one pass over the parameters that also adds up the gradients of the shards.
#pragma once

#include <cstddef>
#include <span>

namespace constnet::runtime {

/// The floats that a loop works on: first ... last - 1 of each block, both multiples of FloatBlock::multiple. Gradients
/// are added in their order and set to zero.
struct UpdateRange {
  float* parameters;
  std::span<float* const> gradients;
  std::size_t first;
  std::size_t last;
};

struct SgdStep {
  float learning_rate;
  float momentum;
  bool nesterov;
  float* velocity;  ///< null if momentum is 0
};

struct RmspropStep {
  float learning_rate;
  float rho;
  float one_minus_rho;
  float momentum;
  float epsilon;
  float* mean_square;
  float* mean_gradient;  ///< null if not centered
  float* momentum_sum;   ///< null if momentum is 0
};

/// sgd.hpp and rmsprop.hpp say what these compute. Each operation rounds once, on every SIMD target: same bits.
void sgd_update(const UpdateRange& range, const SgdStep& step);
void rmsprop_update(const UpdateRange& range, const RmspropStep& step);

}  // namespace constnet::runtime
