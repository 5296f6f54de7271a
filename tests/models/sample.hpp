// What a generated network is given in a comparison, and what the reference makes of it.
#pragma once

#include <cstdint>
#include <vector>

#include "reference/network.hpp"

namespace constnet::comparison {

/// Parameters, images and a gradient of the outputs as floats, with the reference's answers.
struct Sample {
  int count;
  std::vector<float> parameters;
  std::vector<float> images;
  std::vector<float> d_outputs;                ///< of what goes into the softmax, where there is one
  std::vector<double> outputs;                 ///< of all images, in prediction
  std::vector<double> training_outputs;        ///< of all images, in training: in pieces
  std::vector<double> first_training_outputs;  ///< of the first image alone
  double penalty;                              ///< what layers add to the loss, over all images in training
  std::vector<double> gradients;               ///< of the parameters, added up over all images
  std::vector<double> first_gradients;         ///< of the first image alone
};

/// What the masks of dropout depend on in samples.
inline constexpr reference::Numbers sample_numbers{.seed = 11, .step = 5};

/// Random numbers, drawn so that no decision (which value wins a pool, whether relu lets through) is nearer than
/// `decision_margin`, and so that every parameter tensor has a gradient that is worth comparing. Training has the
/// images in pieces of `piece`, the last one shorter.
Sample draw_sample(reference::ReferenceNetwork& network, int count, int piece, std::uint64_t seed);

inline constexpr double decision_margin = 1e-4;

/// Small integers, few of the weights other than 0: float sums are exact in any order, equal values are equal
/// everywhere, and pools and relu meet many ties and zeros.
Sample draw_tied_sample(reference::ReferenceNetwork& network, int count, int piece, std::uint64_t seed);

}  // namespace constnet::comparison
