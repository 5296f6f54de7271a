// Reads IDX files, the format of MNIST: big-endian sizes, then bytes. Format: yann.lecun.com/exdb/mnist.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "constnet/desk/data/dataset.hpp"

namespace constnet::runtime {

/// Grey images of one size.
struct IdxImages {
  std::size_t count = 0;
  int height = 0;
  int width = 0;
  std::vector<std::uint8_t> pixels;  ///< count x height x width
};

/// The images in a file of magic number 0x00000803, plain or gzip. Throws Error if the file is damaged, empty, shorter
/// or longer than its header says.
IdxImages read_idx_images(const std::filesystem::path& path);

/// The labels in a file of magic number 0x00000801, in the same way.
std::vector<std::uint8_t> read_idx_labels(const std::filesystem::path& path);

/// The same for files in memory; `name` is what errors call them.
IdxImages decode_idx_images(std::span<const std::uint8_t> bytes, const std::string& name);
std::vector<std::uint8_t> decode_idx_labels(std::span<const std::uint8_t> bytes, const std::string& name);

/// Images and their labels as a data set of `classes` classes. Throws Error, with the files' names, if their numbers
/// differ or a label is `classes` or more.
Dataset label_images(IdxImages images, const std::string& images_name, std::span<const std::uint8_t> labels,
                     const std::string& labels_name, int classes);

}  // namespace constnet::runtime
