// How fast one way to generate the mnist network is, on one thread.
//
//   speed FOLDER
//
// FOLDER is what bench_write_data filled: trained parameters and images. Prints a line for each figure: a name and
// microseconds an image, behind the last space. options.py makes tables of them.
#include <algorithm>
#include <cstdio>
#include <memory>
#include <span>
#include <vector>

#include "data.hpp"
#include "mnist.gen.hpp"
#include "timing.hpp"

namespace {

using bench::kBatch;
using bench::microseconds;

/// Forward and backward of networks that have them.
template <typename N>
void print_training(const typename N::Parameters& parameters, std::span<const float> images) {
  if constexpr (requires { typename N::TrainingArena; }) {
    const auto prepared = std::make_unique<typename N::TrainingPrepared>();
    const auto arena = std::make_unique<typename N::TrainingArena>();
    N::prepare(parameters, *prepared);
    N::clear_gradients(*arena);
    std::vector<float> outputs(std::size_t{N::micro_batch} * N::output_size);
    const std::vector<float> d_outputs(outputs.size(), 0.01f);
    static_assert(kBatch % N::micro_batch == 0);
    const double taken = microseconds([&] {
      for (int first = 0; first < kBatch; first += N::micro_batch) {
        N::forward(*prepared, *arena, images.data() + first * N::input_size, N::micro_batch, outputs.data());
        N::backward(*prepared, *arena, d_outputs.data(), N::micro_batch);
      }
    });
    std::printf("training %.2f\n", taken / kBatch);
  }
}

void run(const std::string& folder) {
  const bench::Digits digits = bench::read_digits(folder);
  const auto parameters = std::make_unique<mnist::Parameters>();
  std::copy(digits.parameters.begin(), digits.parameters.end(), parameters->values);
  const auto prepared = std::make_unique<mnist::Prepared>();
  const auto arena = std::make_unique<mnist::InferenceArena>();
  const auto batch_arena = std::make_unique<mnist::BatchArena>();
  mnist::prepare(*parameters, *prepared);
  std::vector<float> outputs(std::size_t{kBatch} * mnist::output_size);
  int next = 0;
  const double one = microseconds([&] {
    next = (next + 1) % kBatch;
    mnist::predict(*prepared, *arena, digits.images.data() + next * mnist::input_size, outputs.data());
  });
  const double batch =
      microseconds([&] { mnist::predict(*prepared, *batch_arena, digits.images.data(), kBatch, outputs.data()); });
  std::printf("target %s\none %.2f\nbatch %.2f\n", mnist::simd_target(), one, batch / kBatch);
  print_training<mnist::Network>(*parameters, digits.images);
}

}  // namespace

int main(int argc, char** argv) { return bench::run_on_folder("speed", argc, argv, run); }
