// The two dense layers of the mnist network, trained on the board by stochastic gradient descent. The convolutions stay
// in flash as they are.
#include "mnist_head.gen.hpp"
#include "mnist_head.weights.hpp"
#include "teach.hpp"

static_assert(sizeof(mnist_head::TrainedWeights) + sizeof(mnist_head::TrainingArena) <= 180'000,
              "the head's weights, activations and their gradients fit 180 KB");

namespace {

teach::Memory<mnist_head::Network> memory;
FAR_MEMORY mnist_head::Parameters learnt;

}  // namespace

int main() {
  teach::run<mnist_head::Network>(mnist_head::weights, memory, 0, learnt,
                                  [](const float* image, int label, float* output) {
                                    mnist_head::train_step(mnist_head::weights.frozen, memory.trained, memory.training,
                                                           image, label, 0.01f, output);
                                  });
}
