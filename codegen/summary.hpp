// The table that Keras' model.summary() prints.
#pragma once

#include <constnet/codegen/network.hpp>
#include <string>
#include <vector>

namespace constnet::codegen {

/// `Model: "name"` and the table of Keras 2 in 65 columns, to the byte: long fields are cut as Keras cuts them
/// (keras 2.2.4, utils/layer_utils.py, print_summary).
std::string summary(const NetworkDescription& network);

}  // namespace constnet::codegen
