// A model's program as small as can be, for the tests of the command line: pictures of 1 x 30, 10 classes.
#include "../training/softmax_regression.hpp"
#include "constnet/desk/program/program.hpp"

int main(int argc, char** argv) {
  return constnet::runtime::run_program(constnet::runtime::view_of<SoftmaxRegression<30, 10>>(),
                                        {.learning_rate = 0.01, .epochs = 2}, argc, argv);
}
