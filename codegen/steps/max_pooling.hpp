// MaxPooling2D where it is not part of a convolution step: overlapping windows, padding, large windows, pooling first.
#pragma once

#include <string>

#include "steps/step.hpp"

namespace constnet::codegen {

class MaxPoolingStep : public Step {
 public:
  MaxPoolingStep(std::string name, Surroundings surroundings, const MaxPooling2D& pool, Shape input);

  std::string title() const override;
  Shape output_shape() const override { return constnet::output_shape(pool_, input_shape_); }
  std::optional<Size2> needed_input() const override;
  bool input_in_vectors() const override { return true; }
  void claim(Memory& memory) override;
  void emit_forward(Writer& out) const override;
  void emit_training(Writer& out) const override;

 private:
  void emit_function(Writer& out, bool winners) const;
  void emit_window(Writer& out) const;
  int winners_per_image() const { return output_shape().height * output_shape().width * input_.pixel_stride; }

  MaxPooling2D pool_;
  Shape input_shape_;
  int padding_top_;
  int padding_left_;
};

}  // namespace constnet::codegen
