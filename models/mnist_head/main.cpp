// The program build/release/bin/mnist_head: trains the head of the network of mnist_head.hpp.
#include <constnet/desk/program/program.hpp>

#include "mnist_head.gen.hpp"

int main(int argc, char** argv) {
  return constnet::runtime::run_program(constnet::runtime::view_of<mnist_head::Network>(),
                                        {.optimizer = "rmsprop", .learning_rate = 0.001}, argc, argv);
}
