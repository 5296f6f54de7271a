// What a network with activity regularizers adds to the loss.
#pragma once

namespace constnet::runtime {

/// In the training arena. `scale` is to be set before backward: what the penalty's gradient is multiplied by, 1 /
/// images of the batch for the mean. `loss` is to be set to 0; each forward adds the penalties of its images.
struct ActivityPenalty {
  float scale;
  double loss;
};

}  // namespace constnet::runtime
