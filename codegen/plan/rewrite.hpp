// Layers that do something else in training than in prediction, and the network as one of the two sees it.
#pragma once

#include <constnet/codegen/network.hpp>

namespace constnet::codegen {

/// What a plan is for.
enum class Purpose { both, prediction, training };

/// Whether a layer of `network` does something else in training than in prediction.
bool differs_in_training(const NetworkDescription& network);

/// The first layer that drops values, learns to normalize or adds to the loss, which a training step in place cannot
/// do; null: none.
const Layer* first_that_differs(const NetworkDescription& network);

Normalization normalization_of(const std::string& layer, const BatchNormalization& arguments);

/// `network` without what does nothing: in prediction layers of dropout and penalties, in training those of rate 0. In
/// training an activity_regularizer becomes a layer behind its own. In prediction a
/// BatchNormalization becomes part of the layer with a kernel that it alone reads, if that has no activation; an
/// Activation behind it, too. A Rescaling of the images becomes a property of the network.
NetworkDescription rewritten(const NetworkDescription& network, Purpose purpose);

}  // namespace constnet::codegen
