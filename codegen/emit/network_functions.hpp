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

/// predict_image and predict_images; `observed`: predict_image_observed and so on, which tell an observer of each step.
void emit_predict(Writer& out, const Plan& plan, bool observed = false);
void emit_predict_batch(Writer& out, const Plan& plan, bool observed = false);

/// forward_images and backward_images; `observed` as above.
void emit_training_calls(Writer& out, const Plan& plan, bool observed = false);

}  // namespace constnet::codegen
