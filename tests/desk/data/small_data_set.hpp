// A data set of five images of 2 x 3 pixels, in the form of MNIST's files.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "../temporary_folder.hpp"
#include "idx_bytes.hpp"

using SmallFiles = std::map<std::string, std::vector<std::uint8_t>>;

/// File names without ".gz", and uncompressed content.
inline SmallFiles small_data_set() {
  return {{"train-images-idx3-ubyte", idx_images(3, 2, 3)},
          {"train-labels-idx1-ubyte", idx_labels({4, 0, 9})},
          {"t10k-images-idx3-ubyte", idx_images(2, 2, 3)},
          {"t10k-labels-idx1-ubyte", idx_labels({7, 7})}};
}

inline void put_data_set(const std::filesystem::path& folder, const SmallFiles& files) {
  for (const auto& [name, bytes] : files) put_file(folder / name, bytes);
}
