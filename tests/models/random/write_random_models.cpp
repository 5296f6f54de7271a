// Writes a header with random models in the DSL: write_random_models SEED FIRST COUNT HEADER.
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <string>

#include "models/random/random_model.hpp"

int main(int argc, char** argv) {
  if (argc != 5) {
    std::cerr << "usage: write_random_models SEED FIRST COUNT HEADER\n";
    return 2;
  }
  const std::uint64_t seed = std::stoull(argv[1]);
  const int first = std::stoi(argv[2]);
  const int end = first + std::stoi(argv[3]);
  std::ofstream header(argv[4]);
  header << "// Random models " << first << " to " << end - 1 << " of seed " << seed << ".\n"
         << "#pragma once\n\n#include <constnet/dsl.hpp>\n\nnamespace models {\n\nusing namespace constnet;\n";
  for (int index = first; index < end; ++index) {
    const auto model = constnet::comparison::draw_model(seed, index);
    header << "\n// " << model.multiply_adds << " multiply-adds\nusing Random" << index << " = "
           << constnet::comparison::text(model) << ";\n";
  }
  header << "\n}  // namespace models\n";
  header.close();
  if (!header) {
    std::cerr << "cannot write " << argv[4] << "\n";
    return 1;
  }
  return EXIT_SUCCESS;
}
