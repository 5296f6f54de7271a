// Where branches of the reference meet.
#pragma once

#include <vector>

#include "reference/batch.hpp"

namespace constnet::reference {

/// How several outputs become one.
enum class Join { none, sum, concatenation };

/// The shape of the joined outputs of shapes `shapes`.
Shape joined_shape(Join join, const std::vector<Shape>& shapes);

Batch join_forward(Join join, const std::vector<const Batch*>& inputs);

/// The gradient of each input, which have the shapes `shapes`.
std::vector<Batch> join_backward(Join join, const Batch& d_outputs, const std::vector<Shape>& shapes);

}  // namespace constnet::reference
