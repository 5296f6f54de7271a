// One convolution of 32 to 64 channels alone, compiled as LAYER: its speed, and its largest error against double
// precision over its largest value, with He's random weights on noise and with the trained weights of conv2d_2 on what
// conv2d_1 puts out for digits.
//
//   layer FOLDER
//
// FOLDER is what bench_write_data filled. Prints a line for each figure: a name and a number.
#include <cmath>
#include <cstdio>

#include "data.hpp"
#include "models/mnist_errors.hpp"
#include "reference/random.hpp"
#include "timing.hpp"

namespace {

using N = LAYER::Network;
using constnet::reference::Batch;
using constnet::reference::ReferenceNetwork;

constexpr int kImages = 16;

struct Sample {
  std::vector<float> parameters;
  std::vector<float> images;
};

Sample random_sample() {
  constnet::reference::Random random(1);
  Sample sample{std::vector<float>(N::parameter_count), std::vector<float>(std::size_t{kImages} * N::input_size)};
  const double limit = std::sqrt(6.0 / N::tensors[0].fan_in);
  for (std::size_t i = 0; i < N::tensors[0].size; ++i) {
    sample.parameters[i] = static_cast<float>(random.uniform(-limit, limit));
  }
  for (float& value : sample.images) value = static_cast<float>(random.uniform(0, 1));
  return sample;
}

/// The maps of conv2d_1, 13x13, are cut or have zeros behind them.
Sample trained_sample(const bench::Digits& digits) {
  ReferenceNetwork first = constnet::reference::make_network<models::UpToConv2d1>();
  first.set_parameters(std::vector<double>(digits.parameters.begin(),
                                           digits.parameters.begin() + static_cast<long>(first.parameter_count())));
  Batch images(first.input_shape(), kImages);
  std::copy_n(digits.images.begin(), images.values.size(), images.values.begin());
  const Batch& maps = first.forward(images);
  Batch inputs({N::input_height, N::input_width, N::input_channels}, kImages);
  for (int image = 0; image < kImages; ++image) {
    for (int y = 0; y < std::min(N::input_height, maps.shape.height); ++y) {
      for (int x = 0; x < std::min(N::input_width, maps.shape.width); ++x) {
        for (int channel = 0; channel < N::input_channels; ++channel) {
          inputs.at(image, y, x, channel) = maps.values[maps.index(image, y, x, channel)];
        }
      }
    }
  }
  const auto parameters = std::span(digits.parameters).subspan(first.parameter_count(), N::parameter_count);
  return {{parameters.begin(), parameters.end()}, {inputs.values.begin(), inputs.values.end()}};
}

double error_of(const Sample& sample) {
  ReferenceNetwork network;
  network.add(constnet::Input{N::input_height, N::input_width, N::input_channels});
  network.add(constnet::Conv2D{.filters = N::tensors[0].shape[3], .kernel_size = 3, .activation = constnet::relu});
  network.set_parameters(std::vector<double>(sample.parameters.begin(), sample.parameters.end()));
  Batch images(network.input_shape(), kImages);
  std::copy(sample.images.begin(), sample.images.end(), images.values.begin());
  const constnet::comparison::MnistSample as_floats{sample.parameters, sample.images, {}, kImages};
  return constnet::comparison::output_error<N>("layer", as_floats, network.forward(images)).error;
}

void run(const std::string& folder) {
  const Sample random = random_sample();
  const Sample trained = trained_sample(bench::read_digits(folder));
  const auto parameters = std::make_unique<N::Parameters>();
  std::copy(trained.parameters.begin(), trained.parameters.end(), parameters->values);
  const auto prepared = std::make_unique<N::Prepared>();
  const auto arena = std::make_unique<N::InferenceArena>();
  N::prepare(*parameters, *prepared);
  std::vector<float> outputs(N::output_size);
  const double one = bench::microseconds([&] { N::predict(*prepared, *arena, trained.images.data(), outputs.data()); });
  std::printf("tile %d\none %.2f\nrandom %.2e\ntrained %.2e\n", N::winograd_tile, one, error_of(random),
              error_of(trained));
}

}  // namespace

int main(int argc, char** argv) { return bench::run_on_folder("layer", argc, argv, run); }
