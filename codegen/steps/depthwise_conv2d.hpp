// DepthwiseConv2D with its activation: vectors run along the channels, taps and a few pixels stay in registers.
#pragma once

#include <functional>
#include <string>

#include "steps/step.hpp"

namespace constnet::codegen {

/// The kernels of one output channel each; a depth multiplier above 1 has a RepeatChannelsStep before it.
class DepthwiseConv2DStep : public Step {
 public:
  DepthwiseConv2DStep(std::string name, Surroundings surroundings, const DepthwiseConv2D& layer, Shape input);

  std::string title() const override;
  long long multiply_adds() const override;
  std::vector<StepTensor> tensors() const override;
  Shape output_shape() const override { return output_shape_; }
  Border input_border() const override;
  bool input_in_vectors() const override { return true; }
  bool needs_backward_weights() const override { return false; }
  bool learns_in_place() const override { return true; }
  void claim(Memory& memory) override;
  void emit_forward(Writer& out) const override;
  void emit_training(Writer& out) const override;
  void emit_prepare(Writer& out) const override;
  void emit_read_back(Writer& out) const override;
  void emit_add_gradients(Writer& out) const override;

 private:
  int depth() const { return padded(input_shape_.channels); }
  int taps() const { return layer_.kernel_size.height * layer_.kernel_size.width; }
  bool relu() const { return layer_.activation == Activation::relu; }
  int pixels_per_tile() const;
  /// Opens the loop over vectors of channels, or a scope where there is one vector; returns the variable, "" for none.
  std::string open_channels(Writer& out) const;
  std::string input_at(const std::string& map, const std::string& y, const std::string& x, const std::string& channel,
                       int pixel, int row, int column) const;
  std::string output_at(const std::string& map, const std::string& y, const std::string& x, const std::string& channel,
                        int pixel) const;
  /// Writes `body` for each tap, "k12" being the one of row 1 and column 2.
  void for_taps(const std::function<void(const std::string& tap, int row, int column)>& body) const;
  void emit_d(Writer& out, const std::string& y, const std::string& x, const std::string& channel) const;
  void emit_parameter_gradients(Writer& out) const;
  void emit_input_gradient(Writer& out) const;
  // depthwise_conv2d_in_place.cpp, for train_step
  void claim_in_place(Memory& memory) const;
  void emit_in_place_backward(Writer& out) const;

  DepthwiseConv2D layer_;
  Shape input_shape_;
  Shape output_shape_;
  int padding_top_;
  int padding_left_;
};

}  // namespace constnet::codegen
