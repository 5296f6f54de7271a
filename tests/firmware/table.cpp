// Prints the table of `./run firmware`: what the example takes on each target, whether its answers are those of the
// plain reference in double precision, and what is above its ceiling. The exit status is 1 if anything is not as it
// should be.
//
//   table CEILINGS WEIGHTS.safetensors LOG...
#include <algorithm>
#include <cmath>
#include <constnet/desk/base/error.hpp>
#include <constnet/desk/weights/safetensors.hpp>
#include <cstdio>

#include "firmware/measured.hpp"
#include "mnist.gen.hpp"
#include "models/mnist/firmware/digits.hpp"
#include "models/mnist/mnist.hpp"
#include "reference/make_network.hpp"

namespace {

using constnet::firmware_test::Measured;

constexpr double kTolerance = 1e-5;

/// The reference's outputs for the ten digits.
std::vector<double> expected_outputs(const std::string& weights) {
  const std::vector<float> loaded =
      constnet::runtime::load_weights(weights, {mnist::tensors, static_cast<std::size_t>(mnist::tensor_count)});
  auto network = constnet::reference::make_network<models::Mnist>();
  network.set_parameters(std::vector<double>(loaded.begin(), loaded.end()));
  constnet::reference::Batch images(network.input_shape(), 10);
  for (int digit = 0; digit < 10; ++digit) {
    static float image[mnist::input_size];
    digits::draw(digit, image);
    std::copy(std::begin(image), std::end(image), images.values.begin() + digit * mnist::input_size);
  }
  return network.forward(images).values;
}

double largest_error(const Measured& measured, const std::vector<double>& expected) {
  double largest = 0;
  for (std::size_t digit = 0; digit < 10; ++digit) {
    for (std::size_t i = 0; i < 10; ++i) {
      const double error = std::abs(measured.outputs[digit][i] - expected[digit * 10 + i]);
      largest = std::isnan(error) ? error : std::max(largest, error);
    }
  }
  return largest;
}

/// Says whether a target's answers are wrong.
bool complain(const Measured& measured, double error) {
  const char* target = measured.target.c_str();
  if (measured.right < 0 || measured.digits != 10) {
    std::printf("%s: the program did not come to its end\n", target);
    return true;
  }
  if (error <= kTolerance) return false;
  std::printf("%s: outputs are off by %.2g, at most %.0e is allowed\n", target, error, kTolerance);
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) {
    std::fprintf(stderr, "usage: %s CEILINGS WEIGHTS LOG...\n", argv[0]);
    return 2;
  }
  try {
    const std::vector<constnet::firmware_test::Ceiling> ceilings = constnet::firmware_test::read_ceilings(argv[1]);
    const std::vector<double> expected = expected_outputs(argv[2]);
    std::vector<Measured> all;
    for (int i = 3; i < argc; ++i) all.push_back(constnet::firmware_test::read_log(argv[i]));
    std::printf("%-18s %12s %12s %8s %8s %8s %8s %6s %8s\n", "mnist, one image", "instructions", "cycles, est.",
                "code B", "arena B", "stack B", "ram B", "right", "error");
    for (const Measured& measured : all) {
      std::printf("%-18s", measured.target.c_str());
      print(measured, "instructions", 12);
      print(measured, "cycles", 12);
      for (const char* quantity : {"code", "arena", "stack", "ram"}) print(measured, quantity, 8);
      std::printf(" %3d/10 %8.1e\n", measured.right, largest_error(measured, expected));
    }
    print(ceilings);
    bool wrong = complain(all, ceilings);
    for (const Measured& measured : all) {
      wrong = complain(measured, largest_error(measured, expected)) || wrong;
    }
    std::printf(wrong ? "\nfirmware: FAILED\n" : "\nfirmware: all within their ceilings\n");
    return wrong ? 1 : 0;
  } catch (const constnet::runtime::Error& error) {
    std::fprintf(stderr, "table: %s\n", error.what());
    return 1;
  }
}
