// What each library under test offers to the benchmark, and the sizes of the network.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>

namespace bench {

// The network of models/mnist/mnist.hpp.
inline constexpr int image_size = 28 * 28;
inline constexpr int classes = 10;
inline constexpr int batch = 64;
inline constexpr int image_count = 1024;  // all tasks walk through as many, so that no branch is learnt by heart
inline constexpr std::size_t parameter_count = 93'322;

/// Where each layer starts in a block of parameters or gradients in Keras' order and layout: kernels are (row, column,
/// channel, filter) or (input, unit), each followed by its bias.
struct Offsets {
  static constexpr std::size_t conv1 = 0;
  static constexpr std::size_t conv2 = conv1 + 3 * 3 * 1 * 32 + 32;
  static constexpr std::size_t conv3 = conv2 + 3 * 3 * 32 * 64 + 64;
  static constexpr std::size_t dense1 = conv3 + 3 * 3 * 64 * 64 + 64;
  static constexpr std::size_t dense2 = dense1 + 576 * 64 + 64;
  static constexpr std::size_t end = dense2 + 64 * 10 + 10;
};
static_assert(Offsets::end == parameter_count);

/// What a participant is made from.
struct Settings {
  const float* parameters;  ///< `parameter_count` floats in Keras' layout
  int threads;
  std::string variant;  ///< one of the participant's own words, may be empty
};

/// A library with the network and its parameters in it. Images are 28 x 28 floats, outputs 10 probabilities.
class Participant {
 public:
  virtual ~Participant() = default;

  /// Version, instruction set and choices, in a few words.
  virtual std::string description() const = 0;

  virtual void predict_one(const float* image, float* outputs) = 0;

  /// `batch` images.
  virtual void predict_batch(const float* images, float* outputs) = 0;

  /// One step of training on the images first ... first + batch - 1 of the `image_count` images. An update has the
  /// learning rate 0: it costs the same, and the parameters stay what they are.
  virtual void train(const float* images, const int* labels, int first) = 0;

  /// Gradients of the mean cross-entropy over the first `batch` images, in Keras' layout.
  virtual void gradients(const float* images, const int* labels, float* d_parameters) = 0;
};

using MakeParticipant = std::function<std::unique_ptr<Participant>(const Settings&)>;

/// The main function of a participant's program: reads the arguments and the shared data, writes outputs and gradients
/// for the comparison, times the tasks and prints one line for each. `limit_to_avx2` is called first where it is
/// wanted.
int run_participant(int argc, char** argv, void (*limit_to_avx2)(), const MakeParticipant& make);

}  // namespace bench
