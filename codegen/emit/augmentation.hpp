// The table of what is drawn for each image in training.
#pragma once

#include <constnet/codegen/network.hpp>

#include "emit/writer.hpp"

namespace constnet::codegen {

/// Whether the network has layers that change its images in training.
bool has_augmentation(const NetworkDescription& network);

/// The constant `augmentations`, a runtime::Augmentation for each of these layers. Numbers are the bounds of what is
/// drawn, in the words of firmware/augmentation.hpp.
void emit_augmentations(Writer& out, const NetworkDescription& network);

}  // namespace constnet::codegen
