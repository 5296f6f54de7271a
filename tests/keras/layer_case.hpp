// A case of fixtures/layers.json, and how near to it is near enough.
#pragma once

#include <constnet/firmware/tensor.hpp>
#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace keras {

/// Largest error over the largest value of the outputs, and of the gradient of each tensor.
inline constexpr double output_tolerance = 1e-6;
inline constexpr double gradient_tolerance = 1e-5;

/// What Keras did, in double.
struct LayerCase {
  struct Weight {
    std::vector<int> shape;
    std::vector<double> values, gradient;
  };

  /// Throws where the fixture has no case of that name.
  explicit LayerCase(const std::string& name);

  std::vector<double> inputs;
  std::vector<Weight> weights;
  std::vector<int> output_shape;         ///< of one image
  std::vector<double> outputs;           ///< in prediction
  std::vector<double> training_outputs;  ///< the same where training does nothing else
  double penalty = 0;                    ///< that layers add to the loss
  bool prediction_only = false;          ///< what training does is drawn at random
  std::vector<double> factors;           ///< the loss is the sum of factors * outputs, and the penalty
  std::vector<double> d_inputs;

  std::size_t batch() const;
  std::size_t parameter_count() const;
  /// The weights, behind the inputs where these are the kernel of the layer that feeds the one under test.
  std::vector<float> parameters(bool fed) const;
  /// For each image of the batch a row that is 1 at the image's number.
  std::vector<float> unit_images() const;
  /// The gradient of the loss with respect to the outputs, or to what goes into the softmax over their channels.
  std::vector<float> d_outputs(bool through_softmax) const;
};

/// The names of all cases.
std::vector<std::string> layer_case_names();

/// Collects what differs, a line each.
class Differences {
 public:
  /// Where the next ones belong: "AVX2".
  void set_place(const std::string& place) { place_ = place + ": "; }
  void expect(bool condition, const std::string& words) {
    if (!condition) text_ += place_ + words + "\n";
  }
  const std::string& text() const { return text_; }

 private:
  std::string place_;
  std::string text_;
};

/// Whether the network's tensors are the case's weights, in this order; the feeding kernel is left out.
void compare_tensors(std::span<const constnet::runtime::Tensor> tensors, const LayerCase& expected,
                     Differences& differences);

/// Whether no value is further from the expected one than `tolerance` times the greatest of these. NaN is.
void compare_values(const std::string& what, std::span<const float> found, std::span<const double> expected,
                    double tolerance, Differences& differences);

/// Compares a gradient block: of the inputs, where they are a kernel, then of each weight.
void compare_gradients(std::span<const float> found, bool fed, const LayerCase& expected, Differences& differences);

}  // namespace keras
