// Dropout and SpatialDropout2D with the masks that generated code draws.
#pragma once

#include <cstdint>

#include "reference/layer.hpp"

namespace constnet::reference {

/// Value number v of image i in the batch is kept where the first 24 bits of a hash of (seed, step, i, number, v) are
/// not below rate * 2^24, and is then divided by 1 - rate; with `whole_channels`, v is the channel.
class Dropout final : public Layer {
 public:
  /// `number`: which of the network's layers of dropout it is, from 1; those of rate 0 do not count.
  Dropout(Shape shape, double rate, bool whole_channels, int number)
      : shape_(shape), rate_(rate), whole_channels_(whole_channels), number_(number) {}

  Shape output_shape() const override { return shape_; }
  Batch forward(const Batch& inputs) override;
  Batch forward_in_training(const Batch& inputs, const Numbers& numbers) override;
  Batch backward(const Batch& d_outputs, std::span<double> d_parameters) override;

 private:
  Shape shape_;
  double rate_;
  bool whole_channels_;
  int number_;
  std::vector<double> factors_;  // of the last forward's values
};

}  // namespace constnet::reference
