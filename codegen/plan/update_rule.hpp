// What a training step does with a gradient.
#pragma once

namespace constnet::codegen {

/// The optimizers of train_step: stochastic gradient descent without momentum, and Adam as Keras has it.
enum class UpdateRule { sgd, adam };

}  // namespace constnet::codegen
