// Writes a harness's good files into a folder, as the corpus from which libFuzzer starts.
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>

#include "harness.hpp"

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: " << argv[0] << " FOLDER\n";
    return 2;
  }
  std::filesystem::create_directories(argv[1]);
  int number = 0;
  for (const fuzz::Bytes& seed : fuzz::seeds()) {
    std::ofstream file(std::filesystem::path(argv[1]) / ("seed" + std::to_string(number++)), std::ios::binary);
    file.write(reinterpret_cast<const char*>(seed.data()), static_cast<std::streamsize>(seed.size()));
    if (!file.flush()) return 1;
  }
}
