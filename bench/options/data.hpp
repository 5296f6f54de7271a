// What bench_write_data wrote, as the programs of this folder need it.
#pragma once

#include <cstdint>
#include <cstdio>
#include <exception>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "mnist.gen.hpp"

namespace bench {

constexpr int kBatch = 64;

struct Digits {
  std::vector<float> parameters;
  std::vector<float> images;  ///< kBatch of them
  std::vector<int> labels;
};

template <typename T>
std::vector<T> read(const std::string& path, std::size_t count) {
  std::ifstream file(path, std::ios::binary);
  std::vector<T> values(count);
  if (!file.read(reinterpret_cast<char*>(values.data()), static_cast<std::streamsize>(count * sizeof(T)))) {
    throw std::runtime_error(path + ": cannot be read");
  }
  return values;
}

inline Digits read_digits(const std::string& folder) {
  const auto pixels = read<std::uint8_t>(folder + "/images", std::size_t{kBatch} * mnist::input_size);
  const auto labels = read<std::int32_t>(folder + "/labels", kBatch);
  Digits digits{read<float>(folder + "/parameters", mnist::parameter_count),
                {pixels.begin(), pixels.end()},
                {labels.begin(), labels.end()}};
  for (float& value : digits.images) value /= 255;
  return digits;
}

/// The main function of the program `name`: calls `run` with the folder that is its only argument.
template <typename Run>
int run_on_folder(const char* name, int argc, char** argv, Run run) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: %s FOLDER\n", argv[0]);
    return 2;
  }
  try {
    run(argv[1]);
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s: %s\n", name, error.what());
    return 1;
  }
}

}  // namespace bench
