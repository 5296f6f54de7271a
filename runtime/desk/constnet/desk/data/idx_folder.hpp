// Reads a data set from a folder that holds its four IDX files.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "constnet/desk/data/dataset.hpp"
#include "constnet/desk/data/known_data_sets.hpp"

namespace constnet::runtime {

/// A file in memory, and what errors call it.
struct NamedBytes {
  std::string name;
  std::vector<std::uint8_t> bytes;
};

/// In the order of KnownDataSet::files: training images and labels, test images and labels.
using IdxFiles = std::array<NamedBytes, 4>;

/// Whether at least one of the data set's files is there, compressed or not.
bool holds_idx_files(const std::filesystem::path& folder, const KnownDataSet& set);

/// The data set in `folder`. Each file may be plain or end in ".gz"; of two, the plain one is read. Throws Error if one
/// is missing or bad, or if they do not fit each other.
DataSplits read_idx_folder(const std::filesystem::path& folder, const KnownDataSet& set);

/// The data set in files that are in memory.
DataSplits decode_idx_files(const IdxFiles& files, const KnownDataSet& set);

}  // namespace constnet::runtime
