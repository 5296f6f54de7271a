// PReLU: vectors run along the channels; each value has a slope, or shares it with others.
#pragma once

#include <string>
#include <vector>

#include "emit/map_loops.hpp"
#include "steps/step.hpp"

namespace constnet::codegen {

class PReLUStep : public Step {
 public:
  PReLUStep(std::string name, Surroundings surroundings, const PReLU& layer, Shape shape)
      : Step(std::move(name), surroundings), shape_(shape), alpha_(alpha_shape(layer, shape)) {}

  std::string title() const override;
  std::vector<StepTensor> tensors() const override { return {{"alpha", name_ + "_alpha"}}; }
  Shape output_shape() const override { return shape_; }
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
  bool one_for_all_channels() const { return alpha_.channels == 1 && shape_.channels > 1; }
  bool one_for_all_pixels() const { return alpha_.height * alpha_.width == 1; }
  /// Floats from one pixel's slopes to the next one's.
  int alpha_stride() const { return one_for_all_channels() ? 1 : padded(alpha_.channels); }
  int alpha_floats() const { return padded(alpha_.height * alpha_.width * alpha_stride()); }
  /// In how many runs without gaps the slopes lie, and how many each has.
  int runs() const { return alpha_stride() == alpha_.channels ? 1 : alpha_.height * alpha_.width; }
  int run_values() const { return static_cast<int>(alpha_.size()) / runs(); }
  /// The address in `block`, which lies as alpha does, of what belongs to the vector at which `at` stands.
  std::string alpha_at(const std::string& block, const MapPlace& at) const;
  /// The vector of those values.
  std::string load_alpha(const std::string& block, const MapPlace& at) const;
  void emit_alpha_gradient(Writer& out) const;
  void emit_input_gradient(Writer& out) const;
  void emit_in_place_backward(Writer& out) const;

  Shape shape_;
  Shape alpha_;
};

}  // namespace constnet::codegen
