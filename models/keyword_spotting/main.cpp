// The program build/release/bin/keyword_spotting: trains, checks and uses the network of keyword_spotting.hpp.
#include <constnet/desk/program/program.hpp>

#include "keyword_spotting.gen.hpp"

int main(int argc, char** argv) {
  return constnet::runtime::run_program(
      constnet::runtime::view_of<keyword_spotting::Network>(),
      {.data_set = "", .missing_data = "spectra of spoken words", .optimizer = "adam"}, argc, argv);
}
