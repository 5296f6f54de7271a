// The program build/release/bin/mnist: trains, evaluates and uses the network of mnist.hpp.
#include <constnet/desk/program/program.hpp>

#include "mnist.gen.hpp"

int main(int argc, char** argv) {
  return constnet::runtime::run_program(constnet::runtime::view_of<mnist::Network>(),
                                        {.optimizer = "rmsprop", .learning_rate = 0.001}, argc, argv);
}
