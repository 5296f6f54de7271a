// All layers of the mnist network, trained on the board by Adam.
#include <cstring>

#include "mnist_adam.gen.hpp"
#include "mnist_adam.weights.hpp"
#include "teach.hpp"

static_assert(sizeof(mnist_adam::AdamState) + sizeof(mnist_adam::TrainedWeights) + sizeof(mnist_adam::TrainingArena) <=
                  1'200'000,
              "weights, Adam's averages, activations and their gradients fit 1.2 MB");

namespace {

teach::Memory<mnist_adam::Network> memory;
// Larger than the first memory; all zeros before the first step.
FAR_MEMORY mnist_adam::AdamState state;
FAR_MEMORY mnist_adam::Parameters learnt;

}  // namespace

int main() {
  std::memset(&state, 0, sizeof(state));
  teach::run<mnist_adam::Network>(mnist_adam::weights, memory, sizeof(state), learnt,
                                  [](const float* image, int label, float* output) {
                                    mnist_adam::train_step(mnist_adam::weights.frozen, memory.trained, state,
                                                           memory.training, image, label, {}, output);
                                  });
}
