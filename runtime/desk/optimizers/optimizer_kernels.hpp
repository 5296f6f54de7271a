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

struct AdagradStep {
  float learning_rate;
  float epsilon;
  float* accumulator;
};

struct AdadeltaStep {
  float learning_rate;
  float rho;
  float one_minus_rho;
  float epsilon;
  float* mean_square;
  float* mean_square_step;
};

struct AdamStep {
  float alpha;
  float one_minus_beta_1;
  float one_minus_beta_2;
  float epsilon;
  float* mean;
  float* mean_square;
  float* largest;  ///< null without amsgrad
};

struct AdamaxStep {
  float learning_rate;
  float one_minus_beta_1;
  float beta_2;
  float epsilon;
  float correction;
  float* mean;
  float* norm;
};

struct NadamStep {
  float learning_rate;
  float one_minus_beta_1;
  float one_minus_beta_2;
  float epsilon;
  float mean_factor;
  float gradient_factor;
  float correction;
  float* mean;
  float* mean_square;
};

struct FtrlStep {
  float learning_rate;
  float l1;
  float twice_l2;
  float twice_shrinkage;
  float* accumulator;
  float* linear;
};

struct LionStep {
  float learning_rate;
  float beta_1;
  float one_minus_beta_1;
  float beta_2;
  float one_minus_beta_2;
  float* mean;
};

/// sgd.hpp, rmsprop.hpp and so on say what these compute. Each operation rounds once, on every SIMD target: same bits.
void sgd_update(const UpdateRange& range, const SgdStep& step);
void rmsprop_update(const UpdateRange& range, const RmspropStep& step);
void adagrad_update(const UpdateRange& range, const AdagradStep& step);
void adadelta_update(const UpdateRange& range, const AdadeltaStep& step);
void adam_update(const UpdateRange& range, const AdamStep& step);
void adamax_update(const UpdateRange& range, const AdamaxStep& step);
void nadam_update(const UpdateRange& range, const NadamStep& step);
void ftrl_update(const UpdateRange& range, const FtrlStep& step);
void lion_update(const UpdateRange& range, const LionStep& step);

}  // namespace constnet::runtime
