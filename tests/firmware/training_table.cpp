// Prints what training on a device takes in the firmware example, and compares all weights after the last step with
// those of the plain reference in double precision. The exit status is 1 if anything is not as it should be.
//
//   training_table CEILINGS WEIGHTS.safetensors LOG...
//
// A log's target is what was run and how it learns: "Cortex-M4F/sgd", or "adam", or "head".
#include <algorithm>
#include <cmath>
#include <constnet/desk/base/error.hpp>
#include <constnet/desk/weights/safetensors.hpp>
#include <cstdio>

#include "firmware/measured.hpp"
#include "mnist.gen.hpp"
#include "models/mnist/firmware/digits.hpp"
#include "models/mnist_head/mnist_head.hpp"
#include "reference/make_network.hpp"
#include "reference/optimizer.hpp"

namespace {

using constnet::firmware_test::Measured;
using constnet::reference::Batch;
using constnet::reference::PlacedTensor;

constexpr double kWeightTolerance = 1e-4;
constexpr double kLossTolerance = 1e-3;

/// What ten steps come to.
struct Learnt {
  double before = 0;  ///< mean loss of the ten digits
  double after = 0;
  std::vector<double> parameters;
  std::vector<PlacedTensor> tensors;
};

/// One digit as the board sees it: dark on light.
Batch image_of(int digit, const constnet::Shape& shape) {
  static float pixels[mnist::input_size];
  digits::draw(digit, pixels);
  Batch image(shape, 1);
  for (std::size_t i = 0; i < mnist::input_size; ++i) image.values[i] = 1.0f - pixels[i];
  return image;
}

double mean_loss(constnet::reference::ReferenceNetwork& network, const std::vector<double>& parameters) {
  network.set_parameters(parameters);
  double total = 0;
  for (int digit = 0; digit < 10; ++digit) {
    const Batch& output = network.forward(image_of(digit, network.input_shape()));
    total -= std::log(output.values[static_cast<std::size_t>(digit)]);
  }
  return total / 10;
}

template <typename Model>
Learnt learn(const std::vector<float>& weights, bool adam) {
  auto network = constnet::reference::make_network<Model>();
  Learnt learnt{.parameters = {weights.begin(), weights.end()}, .tensors = network.tensors()};
  learnt.before = mean_loss(network, learnt.parameters);
  constnet::reference::Optimizer optimizer(adam, adam ? 0.001 : 0.01);
  for (int digit = 0; digit < 10; ++digit) {
    network.set_parameters(learnt.parameters);
    Batch d = network.forward(image_of(digit, network.input_shape()));
    d.values[static_cast<std::size_t>(digit)] -= 1;
    optimizer.step(network.backward(d).parameters, learnt.tensors, learnt.parameters);
  }
  learnt.after = mean_loss(network, learnt.parameters);
  return learnt;
}

/// How far from the expected ones the trained weights are, and how far those are from where they were.
struct Distances {
  double error = 0;
  double change = 0;
};

Distances distances(const Measured& measured, const Learnt& expected, const std::vector<float>& start) {
  if (measured.parameters.size() != expected.parameters.size()) return {.error = std::nan("")};
  Distances largest;
  for (const PlacedTensor& tensor : expected.tensors) {
    if (!tensor.trainable) continue;
    for (std::size_t i = tensor.offset; i < tensor.offset + tensor.size; ++i) {
      const double error = std::abs(measured.parameters[i] - expected.parameters[i]);
      largest.error = std::isnan(error) ? error : std::max(largest.error, error);
      largest.change = std::max(largest.change, std::abs(expected.parameters[i] - start[i]));
      if (std::isnan(error)) return largest;
    }
  }
  return largest;
}

/// Says what is wrong with what one target learnt; returns whether anything is.
bool complain(const Measured& measured, const Learnt& expected, const Distances& found) {
  const char* target = measured.target.c_str();
  if (!measured.ended || measured.losses.size() != 2) {
    std::printf("%s: the program did not come to its end\n", target);
    return true;
  }
  bool wrong = false;
  if (!(found.error <= kWeightTolerance)) {
    std::printf("%s: weights are off by %.2g, at most %.0e is allowed\n", target, found.error, kWeightTolerance);
    wrong = true;
  }
  for (const auto& [when, loss] :
       {std::pair("before", expected.before), std::pair<const char*, double>("after", expected.after)}) {
    const double reported = measured.losses.at(when);
    if (std::abs(reported - loss) <= kLossTolerance) continue;
    std::printf("%s: the loss %s is %.4f, expected %.4f\n", target, when, reported, loss);
    wrong = true;
  }
  return wrong;
}

void print_row(const Measured& measured, const Distances& found) {
  std::printf("%-20s", measured.target.c_str());
  for (const char* quantity : {"instructions", "cycles"}) print(measured, quantity, 12);
  for (const char* quantity : {"code", "weights", "state", "arena", "stack", "ram"}) print(measured, quantity, 8);
  for (const char* when : {"before", "after"}) {
    const auto loss = measured.losses.find(when);
    std::printf(" %6.3f", loss == measured.losses.end() ? std::nan("") : loss->second);
  }
  std::printf(" %8.1e %8.1e\n", found.change, found.error);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) {
    std::fprintf(stderr, "usage: %s CEILINGS WEIGHTS LOG...\n", argv[0]);
    return 2;
  }
  try {
    const std::vector<constnet::firmware_test::Ceiling> ceilings = constnet::firmware_test::read_ceilings(argv[1]);
    const std::vector<float> start =
        constnet::runtime::load_weights(argv[2], {mnist::tensors, static_cast<std::size_t>(mnist::tensor_count)});
    const std::map<std::string, Learnt> expected{{"sgd", learn<models::Mnist>(start, false)},
                                                 {"adam", learn<models::Mnist>(start, true)},
                                                 {"head", learn<models::MnistHead>(start, false)}};
    std::printf("%-20s %12s %12s %8s %8s %8s %8s %8s %8s %6s %6s %8s %8s\n", "mnist, one step", "instructions",
                "cycles, est.", "code B", "weights", "state", "arena", "stack", "ram B", "before", "after", "change",
                "error");
    bool wrong = false;
    std::vector<Measured> all;
    std::vector<Distances> found;
    for (int i = 3; i < argc; ++i) {
      all.push_back(constnet::firmware_test::read_log(argv[i]));
      const Measured& measured = all.back();
      const Learnt& reference = expected.at(measured.target.substr(measured.target.rfind('/') + 1));
      found.push_back(distances(measured, reference, start));
      print_row(measured, found.back());
    }
    print(ceilings);
    for (std::size_t i = 0; i < all.size(); ++i) {
      const Learnt& reference = expected.at(all[i].target.substr(all[i].target.rfind('/') + 1));
      wrong = complain(all[i], reference, found[i]) || wrong;
    }
    wrong = complain(all, ceilings) || wrong;
    std::printf(wrong ? "\ntraining in firmware: FAILED\n" : "\ntraining in firmware: all within their ceilings\n");
    return wrong ? 1 : 0;
  } catch (const constnet::runtime::Error& error) {
    std::fprintf(stderr, "training_table: %s\n", error.what());
    return 1;
  }
}
