// The program build/release/bin/image_classification: trains, checks and uses the network of image_classification.hpp.
#include <constnet/desk/program/program.hpp>

#include "image_classification.gen.hpp"

int main(int argc, char** argv) {
  return constnet::runtime::run_program(constnet::runtime::view_of<image_classification::Network>(),
                                        {.data_set = "cifar10", .optimizer = "adam"}, argc, argv);
}
