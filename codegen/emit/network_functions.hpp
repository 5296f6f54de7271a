// The functions of a generated body that stand for the whole network: what its steps are called by.
#pragma once

#include <string>

#include "emit/writer.hpp"
#include "plan/plan.hpp"

namespace constnet::codegen {

/// copy_input(image, input): a user's image into the plan's input map.
void emit_copy_input(Writer& out, const Plan& plan);

/// `name`(map, values): the last map, without gaps, to the user, or back.
void emit_copy_map(Writer& out, const std::string& name, const MapLayout& map, bool out_of_map);

/// predict_image and predict_images.
void emit_predict(Writer& out, const Plan& plan);
void emit_predict_batch(Writer& out, const Plan& plan);

/// forward_images and backward_images.
void emit_training_calls(Writer& out, const Plan& plan);

/// One function for each step with parameters, and prepare_forward or prepare_backward, which calls them all.
void emit_prepare(Writer& out, const Plan& plan, bool backward);

/// One function for each step with parameters, and add_sums, which calls them all.
void emit_add_gradients(Writer& out, const Plan& plan);

}  // namespace constnet::codegen
