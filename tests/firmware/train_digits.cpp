// Trains the mnist network on drawn digits and saves it: weights for the firmware example, without any data set.
#include <constnet/desk/base/error.hpp>
#include <constnet/desk/data/drawn_digits.hpp>
#include <constnet/desk/losses/categorical_crossentropy.hpp>
#include <constnet/desk/optimizers/optimizers.hpp>
#include <constnet/desk/training/trainer.hpp>
#include <constnet/desk/weights/safetensors.hpp>
#include <cstdio>

#include "mnist.gen.hpp"

int main(int argc, char** argv) {
  using namespace constnet::runtime;
  if (argc != 2) {
    std::fprintf(stderr, "usage: %s OUT.safetensors\n", argv[0]);
    return 2;
  }
  try {
    const NetworkView network = view_of<mnist::Network>();
    const DataSplits data = drawn_digits(1, 4'000, 500);
    const auto optimizer = make_optimizer("rmsprop", 0.001);
    const CategoricalCrossentropy loss;
    ThreadPool pool(2);
    Trainer trainer(network, *optimizer, loss, pool);
    trainer.initialize(1);
    trainer.fit(data.train, nullptr, {.epochs = 2, .batch_size = 32, .seed = 1});
    save_weights(argv[1], network.tensors, trainer.parameters(), {{"format", "constnet"}, {"model", network.name}});
    std::printf("trained on drawn digits: test accuracy %.4f\n", trainer.evaluate(data.test).accuracy());
  } catch (const Error& error) {
    std::fprintf(stderr, "train_digits: %s\n", error.what());
    return 1;
  }
  return 0;
}
