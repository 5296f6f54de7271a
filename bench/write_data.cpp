// Writes what all participants read: parameters after a short training, images and labels.
//
// Trained parameters matter: how many relu units are alive decides how much work a sparse backward pass has.
#include <constnet/desk/data/drawn_digits.hpp>
#include <constnet/desk/losses/categorical_crossentropy.hpp>
#include <constnet/desk/optimizers/rmsprop.hpp>
#include <constnet/desk/training/trainer.hpp>
#include <cstdio>
#include <fstream>
#include <string>

#include "mnist.gen.hpp"
#include "participant.hpp"

namespace {

template <typename Values>
bool write(const std::string& path, const Values& values) {
  std::ofstream file(path, std::ios::binary);
  file.write(reinterpret_cast<const char*>(values.data()),
             static_cast<std::streamsize>(values.size() * sizeof(values[0])));
  return file.good();
}

}  // namespace

int main(int argc, char** argv) {
  using namespace constnet::runtime;
  if (argc != 2) {
    std::fprintf(stderr, "Usage: %s FOLDER\n", argv[0]);
    return 2;
  }
  const std::string folder = argv[1];
  const DataSplits digits = drawn_digits(1, 8192, bench::image_count);

  Rmsprop optimizer;
  const CategoricalCrossentropy loss;
  ThreadPool pool(1);
  Trainer trainer(view_of<mnist::Network>(), optimizer, loss, pool);
  trainer.initialize(1);
  trainer.fit(digits.train, nullptr, {.epochs = 2, .batch_size = 64});
  std::printf("accuracy %.4f\n", trainer.evaluate(digits.test).accuracy());

  if (write(folder + "/parameters", trainer.parameters()) && write(folder + "/images", digits.test.pixels) &&
      write(folder + "/labels", digits.test.labels)) {
    return 0;
  }
  std::fprintf(stderr, "%s: cannot write to %s\n", argv[0], folder.c_str());
  return 1;
}
