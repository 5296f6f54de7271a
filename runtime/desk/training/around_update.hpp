// What happens before and after an optimizer's update: regularizers, clipping, weight decay, frozen tensors,
// constraints.
#pragma once

#include <span>
#include <vector>

#include "constnet/desk/optimizers/optimizer.hpp"
#include "constnet/firmware/tensor.hpp"

namespace constnet::runtime {

/// The sum of all tensors' l1 |w| + l2 w^2, which is added to the loss, not divided by the batch.
double regularization_loss(std::span<const Tensor> tensors, const float* parameters);

/// The parts of a step around Optimizer::update, in Keras' order (keras/src/optimizers/base_optimizer.py): gradients of
/// the regularizers, clipping, decay; update; constraints. Tensors that are not trainable keep their bits, and their
/// gradients count for no norm. Runs on one thread, in one order; costs nothing if no tensor or argument asks for it.
class AroundUpdate {
 public:
  explicit AroundUpdate(std::span<const Tensor> tensors);

  /// Adds up the gradients in the first block, and clips it. `size`: floats of a block.
  void before(const Optimizer& optimizer, float* parameters, std::span<float* const> gradients, std::size_t size);
  void after(float* parameters);

 private:
  std::span<const Tensor> tensors_;
  bool changes_gradients_ = false;  // regularizers or frozen tensors
  std::vector<float> frozen_;       // values of frozen tensors while the optimizer runs
};

}  // namespace constnet::runtime
