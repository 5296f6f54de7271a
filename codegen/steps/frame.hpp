// A map inside a frame of zeros, or without a frame of its own: ZeroPadding2D where no convolution takes it along,
// Cropping2D.
#pragma once

#include <string>

#include "steps/step.hpp"

namespace constnet::codegen {

/// output(y, x) = input(y + top, x + left), or 0 where that is outside of the input; numbers below zero pad.
class FrameStep : public Step {
 public:
  FrameStep(std::string name, Surroundings surroundings, std::string layer, Shape input, Shape output, int top,
            int left)
      : Step(std::move(name), surroundings),
        layer_(std::move(layer)),
        input_shape_(input),
        output_shape_(output),
        top_(top),
        left_(left) {}

  std::string title() const override;
  Shape output_shape() const override { return output_shape_; }
  std::optional<Size2> needed_input() const override;
  void emit_forward(Writer& out) const override;
  void emit_training(Writer& out) const override;

 private:
  void emit_copy(Writer& out, bool forward) const;

  std::string layer_;  ///< "Cropping2D", for the title
  Shape input_shape_;
  Shape output_shape_;
  int top_;
  int left_;
};

}  // namespace constnet::codegen
