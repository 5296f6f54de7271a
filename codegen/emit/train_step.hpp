// The text of a training step that changes the weights in place, in both generated files.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "emit/writer.hpp"
#include "plan/plan.hpp"

namespace constnet::codegen {

/// Parameters and arguments, as the generated functions write them.
struct TrainStepText {
  std::vector<std::string> parameters;
  std::string arguments;
};

/// Of train_step, the same in the header, in `Network` and in the body.
TrainStepText train_step_text(const Plan& plan);

/// Whether train_step takes the label of a class; else it takes the outputs that there should be.
bool takes_label(const Plan& plan);

/// train_image: forward, the gradient of the loss, backward.
void emit_train_image(Writer& out, const Plan& plan);

/// read_back: what was trained, to where Parameters has it.
void emit_read_back(Writer& out, const Plan& plan);

/// In the header: the types that train_step takes besides the weights, and the functions.
void emit_train_step_types(Writer& out, const Plan& plan, long long state_floats);
void emit_train_step_declarations(Writer& out, const Plan& plan);

/// In `Network`, and behind the bodies: the functions that call the ones above.
void emit_train_step_members(Writer& out, const Plan& plan, const std::string& ns);
void emit_train_step_dispatch(Writer& out, const Plan& plan);

}  // namespace constnet::codegen
