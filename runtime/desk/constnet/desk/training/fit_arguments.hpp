// The arguments of Trainer::fit.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "constnet/desk/training/checkpoint.hpp"

namespace constnet::runtime {

/// By what the loss of the images of a class is multiplied.
struct ClassWeight {
  int label;
  double weight;
};

/// Keras' names, meanings and defaults (keras/src/backend/jax/trainer.py, fit). Epochs count from 0.
struct FitArguments {
  int epochs = 1;  ///< the number of the last epoch plus 1: with an initial_epoch not the number of epochs trained
  int batch_size = 32;
  std::uint64_t seed = 1;  ///< for shuffling, and for layers that draw
  bool shuffle = true;     ///< each pass over the images in an order of its own
  /// The part of the images, in [0, 1), that is held back as validation data: the last ones, before any shuffling.
  /// Training has the first floor(n (1 - validation_split)). Does not count if fit is given validation data.
  double validation_split = 0;
  /// Steps of an epoch; 0: as many as there are batches. An epoch goes on in the data where the one before it ended,
  /// and a new pass over the images begins as soon as they have all been had, in the middle of an epoch, too. (Keras
  /// cuts an epoch short there, with a warning.)
  int steps_per_epoch = 0;
  int validation_freq = 1;  ///< evaluate on the validation data after every so many epochs
  int initial_epoch = 0;    ///< the epoch to begin with: what was trained before
  /// Weights of classes; those that are not named count 1. The mean of the loss is still that over the number of
  /// images, not over the sum of weights. They count in training alone, not in validation. Only for targets that are
  /// classes.
  std::vector<ClassWeight> class_weight = {};
  /// Or one weight for each image of the data, in their order; with validation_split the held back images keep theirs.
  std::span<const float> sample_weight = {};
  /// The checkpoint to go on from, null: none. Parameters, optimizer, callbacks and epoch are taken up from it, and the
  /// training gives the same bits as if it had never stopped. (Only the figures of an epoch that was stopped in the
  /// middle are means over the rest of it.)
  const Checkpoint* resume = nullptr;
  Settings settings = {};  ///< what checkpoints should compare besides these arguments
};

}  // namespace constnet::runtime
