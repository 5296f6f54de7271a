// check_gradients: one backward pass against two forward passes for each entry.
#include "constnet/desk/training/gradient_check.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "constnet/desk/base/random.hpp"
#include "constnet/desk/training/initialize.hpp"
#include "constnet/desk/training/memory.hpp"
#include "constnet/desk/training/random_streams.hpp"

namespace constnet::runtime {
namespace {

// The first serves most entries; the others, those with a bend within the first.
constexpr float steps[] = {2e-4f, 5e-5f, 1e-5f, 8e-4f};
constexpr double shows_beyond = 0.002;  // of the tensor's largest gradient
constexpr double tolerance = 0.05;

enum Stream : std::uint64_t { images_stream, labels_stream, first_tensor_stream };

Random random_numbers(std::uint64_t seed, std::uint64_t index) {
  return {seed, random_stream(RandomPurpose::gradient_check, index)};
}

// The network with its memory, and a batch of images.
class Subject {
 public:
  Subject(const NetworkView& network, const Loss& loss, const GradientCheckArguments& arguments)
      : network_(network),
        loss_(loss),
        image_count_(arguments.images),
        parameters_(network.parameters.bytes / sizeof(float)),
        gradients_(network.parameters.bytes / sizeof(float)),
        prepared_(network.training_prepared),
        arena_(network.training_arena),
        images_(static_cast<std::size_t>(image_count_) * network.input_size()),
        labels_(static_cast<std::size_t>(image_count_)),
        outputs_(static_cast<std::size_t>(network.micro_batch * network.output_size)),
        d_outputs_(outputs_.size()) {
    // Kernels are drawn wide, whatever a training begins with: numerical gradients of tiny outputs are all rounding.
    std::vector<Tensor> tensors(network.tensors.begin(), network.tensors.end());
    for (Tensor& tensor : tensors) {
      if (tensor.rank > 1) tensor.initializer = Initializer::glorot_uniform;
    }
    initialize(tensors, arguments.seed, parameters_.values());
    const Random pixels = random_numbers(arguments.seed, images_stream);
    for (std::size_t i = 0; i < images_.size(); ++i) images_.data()[i] = pixels.uniform(i);
    const Random classes = random_numbers(arguments.seed, labels_stream);
    for (std::size_t i = 0; i < labels_.size(); ++i) {
      labels_[i] = static_cast<int>(classes.below(i, static_cast<std::uint32_t>(network.output_size)));
    }
  }

  float* parameters() { return parameters_.data(); }

  // The mean loss; with `backward`, its gradients too.
  double evaluate(bool backward) {
    network_.prepare_training(parameters_.data(), prepared_.get());
    if (backward) network_.clear_gradients(arena_.get());
    network_.start_penalty(arena_.get(), 1.0f / static_cast<float>(image_count_));
    double sum = 0;
    for (int first = 0; first < image_count_; first += network_.micro_batch) {
      const int count = std::min(network_.micro_batch, image_count_ - first);
      network_.forward(prepared_.get(), arena_.get(),
                       images_.data() + static_cast<std::size_t>(first) * network_.input_size(), count,
                       outputs_.data());
      const Outputs outputs{outputs_.data(), count, network_.output_size, network_.ends_in_softmax};
      sum += loss_.evaluate(outputs, {.classes = labels_.data() + first}, 1.0f / static_cast<float>(image_count_),
                            backward ? d_outputs_.data() : nullptr);
      if (backward) network_.backward(prepared_.get(), arena_.get(), d_outputs_.data(), count);
    }
    if (backward) network_.add_gradients(arena_.get(), gradients_.data());
    return (sum + network_.penalty(arena_.get())) / image_count_;
  }

  std::span<const float> gradients() const { return gradients_.values(); }

 private:
  NetworkView network_;
  const Loss& loss_;
  int image_count_;
  FloatBlock parameters_;
  FloatBlock gradients_;
  Memory prepared_;
  Memory arena_;
  FloatBlock images_;
  std::vector<int> labels_;
  FloatBlock outputs_;
  FloatBlock d_outputs_;
};

double numerical_gradient(Subject& subject, std::size_t index, float step) {
  float& parameter = subject.parameters()[index];
  const float value = parameter;
  const float above = value + step;
  const float below = value - step;
  parameter = above;
  const double loss_above = subject.evaluate(false);
  parameter = below;
  const double loss_below = subject.evaluate(false);
  parameter = value;
  // The step that was really made, after rounding.
  return (loss_above - loss_below) / (static_cast<double>(above) - below);
}

// |generated - numerical| of one entry. A difference that shows is looked at again with other steps, and the least
// counts: a bend of the loss is within one step and not within another, a wrong gradient is wrong for all.
double difference_at(Subject& subject, std::size_t index, double shows) {
  const double generated = subject.gradients()[index];
  double least = std::abs(generated - numerical_gradient(subject, index, steps[0]));
  for (std::size_t i = 1; i < std::size(steps) && least > shows; ++i) {
    least = std::fmin(least, std::abs(generated - numerical_gradient(subject, index, steps[i])));
  }
  return least;
}

// The first `count` of 0 ... size - 1 in random order (Fisher-Yates, cut short).
std::vector<std::size_t> sample(std::size_t size, std::size_t count, const Random& random) {
  std::vector<std::size_t> all(size);
  for (std::size_t i = 0; i < size; ++i) all[i] = i;
  count = std::min(count, size);
  for (std::size_t i = 0; i < count; ++i) {
    std::swap(all[i], all[i + random.below(i, static_cast<std::uint32_t>(size - i))]);
  }
  all.resize(count);
  return all;
}

}  // namespace

std::vector<TensorComparison> check_gradients(const NetworkView& network, const Loss& loss,
                                              const GradientCheckArguments& arguments) {
  Subject subject(network, loss, arguments);
  subject.evaluate(true);
  std::vector<TensorComparison> comparisons;
  for (std::size_t t = 0; t < network.tensors.size(); ++t) {
    const Tensor& tensor = network.tensors[t];
    const auto indices =
        sample(tensor.size, arguments.entries_per_tensor, random_numbers(arguments.seed, first_tensor_stream + t));
    TensorComparison comparison{tensor.name, tensor.size, indices.size(), 0, 0, 0, 0, false};
    for (const float gradient : subject.gradients().subspan(tensor.offset, tensor.size)) {
      comparison.largest_gradient = std::fmax(comparison.largest_gradient, std::abs(static_cast<double>(gradient)));
    }
    double difference_squares = 0;
    double gradient_squares = 0;
    for (const std::size_t index : indices) {
      const double generated = subject.gradients()[tensor.offset + index];
      const double difference =
          difference_at(subject, tensor.offset + index, comparison.largest_gradient * shows_beyond);
      comparison.average_difference += difference / static_cast<double>(indices.size());
      comparison.largest_difference = std::fmax(comparison.largest_difference, difference);
      difference_squares += difference * difference;
      gradient_squares += generated * generated;
    }
    comparison.relative_error = difference_squares == 0 ? 0 : std::sqrt(difference_squares / gradient_squares);
    // False for NaN.
    comparison.agrees = comparison.relative_error <= tolerance;
    comparisons.push_back(std::move(comparison));
  }
  return comparisons;
}

}  // namespace constnet::runtime
