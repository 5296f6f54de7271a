// How far one way to generate the mnist network is from double precision, tensor by tensor.
//
//   errors FOLDER
//
// FOLDER is what bench_write_data filled: trained parameters, images, labels. Prints a line for each tensor, with
// trained and with random weights: a name and max |error| / max |value|, behind the last space. options.py makes tables
// of them.
#include <cmath>
#include <cstdio>

#include "data.hpp"
#include "models/mnist_errors.hpp"
#include "reference/random.hpp"

namespace {

using namespace constnet::comparison;

constexpr int kImages = 32;  // that errors are taken over

void print_errors(const char* weights, const MnistSample& sample) {
  for (const TensorError& error : mnist_errors(sample)) {
    std::printf("%s, %s %.3e\n", weights, error.tensor.c_str(), error.error);
  }
}

void run(const std::string& folder) {
  const bench::Digits digits = bench::read_digits(folder);
  print_errors("trained", {digits.parameters, digits.images, digits.labels, kImages});

  // He's uniform weights, biases of 0, and images in [0, 1).
  constnet::reference::Random random(1);
  std::vector<float> weights(mnist::parameter_count);
  for (const constnet::runtime::Tensor& tensor : mnist::tensors) {
    if (tensor.rank == 1) continue;
    const double limit = std::sqrt(6.0 / tensor.fan_in);
    for (std::size_t i = 0; i < tensor.size; ++i) {
      weights[tensor.offset + i] = static_cast<float>(random.uniform(-limit, limit));
    }
  }
  std::vector<float> noise(std::size_t{kImages} * mnist::input_size);
  for (float& value : noise) value = static_cast<float>(random.uniform(0, 1));
  std::vector<int> classes(kImages);
  for (int& label : classes) label = random.integer(0, mnist::output_size - 1);
  print_errors("random", {weights, noise, classes, kImages});
}

}  // namespace

int main(int argc, char** argv) { return bench::run_on_folder("errors", argc, argv, run); }
