// Dropout and SpatialDropout2D in training. Prediction leaves them out.
#pragma once

#include <string>

#include "steps/step.hpp"

namespace constnet::codegen {

class DropoutStep : public Step {
 public:
  /// `number` tells the network's layers of dropout apart: each has random numbers of its own. With `whole_channels` a
  /// channel is kept or left out as one.
  DropoutStep(std::string name, Surroundings surroundings, Number rate, bool whole_channels, int number, Shape shape)
      : Step(std::move(name), surroundings),
        rate_(rate.value()),
        whole_channels_(whole_channels),
        number_(number),
        shape_(shape) {}

  std::string title() const override;
  Shape output_shape() const override { return shape_; }
  bool input_in_vectors() const override { return true; }
  bool draws_numbers() const override { return true; }
  void emit_forward(Writer&) const override {}  // there is no forward without random numbers
  void emit_forward_batch(Writer& out) const override;
  void emit_training(Writer& out) const override;

 private:
  void emit_pass(Writer& out, const std::string& direction, const std::string& from, const MapLayout& from_layout,
                 const std::string& to, const MapLayout& to_layout) const;

  double rate_;
  bool whole_channels_;
  int number_;
  Shape shape_;
};

/// dropout_key(numbers, image, layer) and dropped(value, key, place, threshold, scale), which the steps call.
void emit_dropout_support(Writer& out);

}  // namespace constnet::codegen
