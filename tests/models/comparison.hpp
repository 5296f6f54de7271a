// The words of a comparison, and how near is near enough.
#pragma once

#include <constnet/firmware/network.hpp>
#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "models/sample.hpp"

namespace constnet::comparison {

/// Largest error of the outputs over the largest output of the sample.
inline constexpr double forward_tolerance = 1e-5;

/// Largest error of a parameter tensor's gradient over the largest value of that gradient.
inline constexpr double gradient_tolerance = 1e-4;

/// Collects what is wrong; nothing is.
class Complaints {
 public:
  /// Where the next complaints belong: "AVX2, tied sample".
  void set_place(std::string place) { place_ = std::move(place); }

  void expect(bool condition, const std::string& words) {
    if (!condition) text_ += place_ + ": " + words + "\n";
  }

  /// One line for each complaint, empty if there was none.
  const std::string& text() const { return text_; }

 private:
  std::string place_;
  std::string text_;
};

/// What a generated network says about itself.
struct Description {
  std::string name;
  int input_height, input_width, input_channels;
  int output_size;
  bool ends_in_softmax;
  int micro_batch;
  std::size_t parameter_count;
  std::span<const runtime::Tensor> tensors;
};

/// Whether the network describes itself as the reference sees it.
void compare_descriptions(const Description& found, const reference::ReferenceNetwork& expected,
                          Complaints& complaints);

/// Compares outputs of images number `first` and after with `expected`, those of all `count` images.
void compare_outputs(const std::string& what, std::span<const float> found, int first, int count,
                     std::span<const double> expected, Complaints& complaints);

/// Compares a gradient block, tensor by tensor.
void compare_gradients(const std::string& what, std::span<const float> found, const std::vector<double>& expected,
                       std::span<const runtime::Tensor> tensors, Complaints& complaints);

}  // namespace constnet::comparison
