// What batch normalization knows of a batch, in a network's training arena.
#pragma once

namespace constnet::runtime {

/// The channels of one batch normalization among those of all of a network's.
struct NormalizedChannels {
  int first;
  int count;
};

/// Of the inputs x of every normalized channel, over all pixels of all images; d is the gradient of the outputs.
template <int channels>
struct BatchStatistics {
  alignas(64) float mean[channels];
  alignas(64) float variance[channels];           ///< biased: divided by the number of pixels
  alignas(64) float inverse_deviation[channels];  ///< 1 / sqrt(variance + epsilon)
  alignas(64) float d_beta[channels];             ///< sum of d
  alignas(64) float d_gamma[channels];            ///< sum of d * (x - mean) * inverse_deviation
  int images;                                     ///< of the batch
};

}  // namespace constnet::runtime
