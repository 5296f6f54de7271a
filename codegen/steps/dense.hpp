// Dense with its activation. A Flatten before it costs nothing: the weights follow the map as it lies.
#pragma once

#include <string>

#include "emit/product.hpp"
#include "emit/weight_gradient.hpp"
#include "steps/step.hpp"

namespace constnet::codegen {

class DenseStep : public Step {
 public:
  DenseStep(std::string name, Surroundings surroundings, const Dense& dense, Shape input);

  std::string title() const override;
  long long multiply_adds() const override { return static_cast<long long>(inputs()) * dense_.units; }
  std::vector<StepTensor> tensors() const override;
  Shape output_shape() const override { return Shape{dense_.units}; }
  bool takes_several() const override { return !around_.target.single_issue && around_.micro_batch > 1; }
  bool learns_in_place() const override { return true; }
  bool clears_kernel_sums() const override { return around_.sparse && inputs() * depth() > kCachedSums; }
  void claim(Memory& memory) override;
  void emit_forward(Writer& out) const override;
  void emit_training(Writer& out) const override;
  void emit_prepare(Writer& out) const override;
  void emit_read_back(Writer& out) const override;
  void emit_prepare_backward(Writer& out) const override;
  void emit_add_gradients(Writer& out) const override;

 private:
  int inputs() const { return static_cast<int>(input_shape_.size()); }
  int depth() const { return padded(dense_.units); }
  /// Whether the inputs follow each other without gaps.
  bool contiguous() const {
    return input_.pixel_stride == input_.shape.channels || input_.shape.height * input_.shape.width == 1;
  }
  ProductCode forward_code(int images) const;
  ProductCode back_code(int images) const;
  WeightGradient weight_gradient() const;
  ImageProduct forward_product() const;
  // dense_in_place.cpp, for train_step
  void claim_in_place(Memory& memory) const;
  void emit_in_place_units(Writer& out, int vectors, int width) const;
  void emit_in_place_backward(Writer& out) const;
  ImageProduct back_product() const;

  Dense dense_;
  Shape input_shape_;
};

}  // namespace constnet::codegen
