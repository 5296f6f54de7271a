// The program build/release/bin/mnist_augmented: trains and uses the network of mnist_augmented.hpp.
#include <constnet/desk/program/program.hpp>

#include "mnist_augmented.gen.hpp"

int main(int argc, char** argv) {
  return constnet::runtime::run_program(constnet::runtime::view_of<mnist_augmented::Network>(),
                                        {.optimizer = "adam", .learning_rate = 0.001}, argc, argv);
}
