// Categorical cross-entropy of what a softmax gives, and its gradient with respect to what went into the softmax.
#pragma once

#include <span>

#include "reference/batch.hpp"

namespace constnet::reference {

/// The mean over the images of -log(probability of the image's label). One row of probabilities for each image.
double cross_entropy(const Batch& probabilities, std::span<const int> labels);

/// (probabilities - one-hot labels) / number of images: softmax and cross-entropy backward in one step.
Batch d_logits(const Batch& probabilities, std::span<const int> labels);

}  // namespace constnet::reference
