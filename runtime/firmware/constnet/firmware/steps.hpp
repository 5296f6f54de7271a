// The steps of a generated network, and how a caller follows them: for networks generated with STEP_TIMES.
#pragma once

namespace constnet::runtime {

/// A step of generated code. Multiply-adds are those of one image, of sums over all taps and channels, whatever
/// algorithm computes them; backward through a fused pooling they are at most so many: what did not win has no
/// gradient.
struct Step {
  const char* name;   ///< "conv2d_1"
  const char* title;  ///< "Conv2D 32 3x3 relu: input (28, 28, 1) -> output (26, 26, 32)"
  long long multiply_adds;
  long long backward_multiply_adds;  ///< 0 where there is no backward pass
};

/// All steps in order; the first is what copies images in, the last what hands outputs out. Where training has other
/// steps than prediction, such a list of its own stands behind that of prediction.
struct StepTable {
  const Step* steps;
  int count;
  int training;  ///< the first step of training; 0 where prediction and training have the same
};

/// Told of each step behind it, by its number in the table. Owned by the caller, like all that generated code works on.
struct StepObserver {
  void (*call)(void* state, int step);
  void* state;

  void done(int step) const { call(state, step); }
};

}  // namespace constnet::runtime
