// Compares numbers and descriptions, and says where they differ.
#include "models/comparison.hpp"

#include <algorithm>
#include <cmath>
#include <sstream>

namespace constnet::comparison {
namespace {

double largest_of(std::span<const double> values) {
  double largest = 0;
  for (const double value : values) largest = std::max(largest, std::abs(value));
  return largest;
}

/// Complains about the value that is furthest from what it should be, if that is too far. NaN is.
void compare(const std::string& what, std::span<const float> found, std::span<const double> expected, double allowed,
             Complaints& complaints) {
  std::size_t worst = 0;
  double error = 0;
  for (std::size_t i = 0; i < expected.size() && error < HUGE_VAL; ++i) {
    const double difference = std::abs(found[i] - expected[i]);
    if (!(difference <= error)) {
      worst = i;
      error = std::isnan(difference) ? HUGE_VAL : difference;
    }
  }
  if (error <= allowed) return;
  std::ostringstream words;
  words << what << ": value " << worst << " is " << found[worst] << ", the reference says " << expected[worst]
        << "; an error of " << allowed << " is allowed";
  complaints.expect(false, words.str());
}

}  // namespace

void compare_descriptions(const Description& found, const reference::ReferenceNetwork& expected,
                          Complaints& complaints) {
  const Shape input = expected.input_shape();
  complaints.expect(!found.name.empty(), "no name");
  complaints.expect(
      found.input_height == input.height && found.input_width == input.width && found.input_channels == input.channels,
      "wrong input shape");
  complaints.expect(found.output_size == expected.output_shape().size(), "wrong output_size");
  complaints.expect(found.ends_in_softmax == expected.ends_in_softmax(), "wrong ends_in_softmax");
  complaints.expect(found.micro_batch >= 1, "micro_batch is less than 1");
  complaints.expect(found.parameter_count == expected.parameter_count(), "wrong parameter_count");
  complaints.expect(found.tensors.size() == expected.tensors().size(), "wrong number of tensors");
  for (std::size_t i = 0; i < std::min(found.tensors.size(), expected.tensors().size()); ++i) {
    const runtime::Tensor& tensor = found.tensors[i];
    const reference::PlacedTensor& right = expected.tensors()[i];
    const bool same_shape = tensor.rank == static_cast<int>(right.shape.size()) &&
                            std::equal(right.shape.begin(), right.shape.end(), tensor.shape);
    complaints.expect(tensor.name == right.name && same_shape && tensor.offset == right.offset &&
                          tensor.size == right.size && tensor.trainable == right.trainable,
                      "tensor " + std::string(tensor.name) + " is not " + right.name +
                          " or has another shape, offset, size or trainable");
  }
}

void compare_outputs(const std::string& what, std::span<const float> found, int first, int count,
                     std::span<const double> expected, Complaints& complaints) {
  const std::size_t output_size = expected.size() / static_cast<std::size_t>(count);
  compare(what, found, expected.subspan(static_cast<std::size_t>(first) * output_size, found.size()),
          forward_tolerance * largest_of(expected), complaints);
}

void compare_gradients(const std::string& what, std::span<const float> found, const std::vector<double>& expected,
                       std::span<const runtime::Tensor> tensors, Complaints& complaints) {
  for (const runtime::Tensor& tensor : tensors) {
    // What is not trained has no gradient, not even a small one.
    const std::vector<double> none(tensor.trainable ? 0 : tensor.size);
    const auto own = tensor.trainable ? std::span(expected).subspan(tensor.offset, tensor.size) : std::span(none);
    compare(what + " of " + tensor.name, found.subspan(tensor.offset, tensor.size), own,
            gradient_tolerance * largest_of(own), complaints);
  }
}

}  // namespace constnet::comparison
