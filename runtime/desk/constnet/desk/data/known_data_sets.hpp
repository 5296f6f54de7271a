// The data sets that can be asked for by name, and where their files are on the network.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace constnet::runtime {

/// A file of the classic distribution: its name without ".gz", and what the compressed file must be.
struct KnownFile {
  std::string name;
  std::uint64_t size;  ///< bytes, compressed
  std::string sha256;  ///< of the compressed file, in hexadecimal
};

/// A data set of IDX files.
struct KnownDataSet {
  std::string name;   ///< on the command line, and of its folder
  std::string title;  ///< in sentences
  int classes;
  std::string url;    ///< of the folder that holds the compressed files; ends in a slash
  bool can_be_drawn;  ///< whether drawn digits may stand in for it
  KnownFile train_images, train_labels, test_images, test_labels;

  std::array<const KnownFile*, 4> files() const { return {&train_images, &train_labels, &test_images, &test_labels}; }
};

/// The names of all data sets: of those here, "cifar10" (cifar10.hpp) and "folder" (png_folder.hpp).
std::vector<std::string> data_set_names();

/// The data set of IDX files of that name. Throws Error, with all names of data sets, if there is none.
const KnownDataSet& known_data_set(const std::string& name);

}  // namespace constnet::runtime
