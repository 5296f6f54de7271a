// BatchNormalization with moving statistics: folded into the step before it, or as a step.
#pragma once

#include <string>
#include <vector>

#include "steps/step.hpp"

namespace constnet::codegen {

/// Every map's channels in BatchStatistics begin at a multiple of the widest vector.
constexpr int kStatisticsAlignment = 16;

/// gamma and beta, where there are any, and where `moving` is true, moving_mean and moving_variance.
std::vector<StepTensor> tensors_of(const Normalization& normalization, bool moving);

/// Emits `factors`[channel] = gamma / sqrt(moving_variance + epsilon), with zeros up to `padded`.
void emit_factors(Writer& out, const Normalization& normalization, int channels, const std::string& factors,
                  int padded);

/// Emits `shifts`[channel] = beta + (bias - moving_mean) * factor, with zeros up to `padded`; `bias` is "" for none.
void emit_shifts(Writer& out, const Normalization& normalization, const std::string& bias, int channels,
                 const std::string& factors, const std::string& shifts, int padded);

/// inverse_root, copy_scaled, normalization_factors and normalization_shifts, which prepare calls.
void emit_normalization_support(Writer& out);

/// x * factor + shift: prediction, and training where the layer is not trained.
class FixedNormalizationStep : public Step {
 public:
  FixedNormalizationStep(std::string name, Surroundings surroundings, Normalization normalization, Shape shape)
      : Step(std::move(name), surroundings), normalization_(std::move(normalization)), shape_(shape) {}

  std::string title() const override;
  std::vector<StepTensor> tensors() const override { return tensors_of(normalization_, true); }
  std::vector<StepTensor> learned_tensors() const override { return {}; }
  Shape output_shape() const override { return shape_; }
  bool input_in_vectors() const override { return true; }
  bool needs_backward_weights() const override { return false; }
  void claim(Memory& memory) override;
  void emit_forward(Writer& out) const override;
  void emit_training(Writer& out) const override;
  void emit_prepare(Writer& out) const override;

 private:
  Normalization normalization_;
  Shape shape_;
};

}  // namespace constnet::codegen
