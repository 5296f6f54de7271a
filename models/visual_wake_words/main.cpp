// The program build/release/bin/visual_wake_words: trains, checks and uses the network of visual_wake_words.hpp.
#include <constnet/desk/program/program.hpp>

#include "visual_wake_words.gen.hpp"

int main(int argc, char** argv) {
  return constnet::runtime::run_program(
      constnet::runtime::view_of<visual_wake_words::Network>(),
      {.data_set = "", .missing_data = "pictures of 96x96 pixels", .optimizer = "adam"}, argc, argv);
}
