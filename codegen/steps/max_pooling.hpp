// GlobalMaxPooling2D, and MaxPooling2D where it is not part of a convolution step: overlapping windows, padding, large
// windows, pooling first.
#pragma once

#include <string>

#include "steps/pooling_window.hpp"

namespace constnet::codegen {

class MaxPoolingStep : public Step {
 public:
  MaxPoolingStep(std::string name, Surroundings surroundings, PoolingWindow window)
      : Step(std::move(name), surroundings), window_(std::move(window)) {}

  std::string title() const override { return window_.title(); }
  Shape output_shape() const override { return window_.output; }
  std::optional<Size2> needed_input() const override { return window_.needed_input(); }
  bool input_in_vectors() const override { return true; }
  void claim(Memory& memory) override;
  void emit_forward(Writer& out) const override;
  void emit_training(Writer& out) const override;

 private:
  void emit_function(Writer& out, bool winners) const;
  void emit_window(Writer& out, const std::string& y, const std::string& x) const;
  int winners_per_image() const { return output_shape().height * output_shape().width * input_.pixel_stride; }

  PoolingWindow window_;
};

}  // namespace constnet::codegen
