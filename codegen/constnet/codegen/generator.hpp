// The program around the generator: what the main function of a model's generator calls.
#pragma once

#include <constnet/codegen/describe.hpp>
#include <string>
#include <utility>
#include <vector>

namespace constnet::codegen {

/// Registers `Model` for generation as `name`; `header` is the model's file as the generated banner names it.
template <typename Model>
NetworkDescription model(std::string name, std::string header) {
  return describe<Model>(std::move(name), std::move(header));
}

/// Writes NAME.gen.hpp and NAME.gen.cpp for each network (or the one that `--model NAME` picks) into `--out-dir DIR`.
/// `--training` adds the backward pass; `--simd LIST` restricts the vector widths; `--help` lists the rest. Returns the
/// exit status of the program: 0, 1 when a file cannot be written, 2 for wrong words on the command line.
int generate(const std::vector<NetworkDescription>& networks, int argc, char** argv);

}  // namespace constnet::codegen
