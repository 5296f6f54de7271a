// The program build/release/bin/mnist_normalized: trains, evaluates and uses the network of mnist_normalized.hpp.
#include <constnet/desk/program/program.hpp>

#include "mnist_normalized.gen.hpp"

int main(int argc, char** argv) {
  return constnet::runtime::run_program(constnet::runtime::view_of<mnist_normalized::Network>(),
                                        {.optimizer = "adam", .learning_rate = 0.001}, argc, argv);
}
