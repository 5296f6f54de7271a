// Memory for a training step that changes the weights in place, one image at a time.
#pragma once

#include "plan/plan.hpp"

namespace constnet::codegen {

/// Lets all steps claim their memory, and fills in what only train_step has: weights of steps that learn apart from the
/// others, and blocks of the training arena by the time for which they hold something. Throws std::runtime_error, with
/// one sentence, where a step that has to learn cannot.
void plan_train_step(Plan& plan);

}  // namespace constnet::codegen
