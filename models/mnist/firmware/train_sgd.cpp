// All layers of the mnist network, trained on the board by stochastic gradient descent.
#include "mnist_sgd.gen.hpp"
#include "mnist_sgd.weights.hpp"
#include "teach.hpp"

static_assert(sizeof(mnist_sgd::TrainedWeights) + sizeof(mnist_sgd::TrainingArena) <= 440'000,
              "weights, activations and their gradients fit 440 KB");

namespace {

teach::Memory<mnist_sgd::Network> memory;
FAR_MEMORY mnist_sgd::Parameters learnt;

}  // namespace

int main() {
  teach::run<mnist_sgd::Network>(
      mnist_sgd::weights, memory, 0, learnt, [](const float* image, int label, float* output) {
        mnist_sgd::train_step(mnist_sgd::weights.frozen, memory.trained, memory.training, image, label, 0.01f, output);
      });
}
