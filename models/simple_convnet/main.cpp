// The program build/release/bin/simple_convnet: trains, checks and uses the network of simple_convnet.hpp.
#include <constnet/desk/program/program.hpp>

#include "simple_convnet.gen.hpp"

int main(int argc, char** argv) {
  return constnet::runtime::run_program(constnet::runtime::view_of<simple_convnet::Network>(),
                                        {.optimizer = "sgd", .learning_rate = 0.1}, argc, argv);
}
