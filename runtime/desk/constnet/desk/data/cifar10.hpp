// Reads CIFAR-10 in its binary version. Format: www.cs.toronto.edu/~kriz/cifar.html.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>

#include "constnet/desk/data/dataset.hpp"

namespace constnet::runtime {

/// The images of one batch file, plain or gzip: records of a label byte, 0 to 9, and the red, the green and the blue
/// plane of 32 x 32 bytes. They become (32, 32, 3) like all images here. Throws Error if there is no record, a record
/// is cut short or a label is not below 10; `name` is what errors call the file.
Dataset decode_cifar10_batch(std::span<const std::uint8_t> bytes, const std::string& name);

/// Whether at least one of the batch files is there, compressed or not.
bool holds_cifar10_files(const std::filesystem::path& folder);

/// The data set in `folder`: the training images are those of data_batch_1.bin to data_batch_5.bin, in this order, as
/// many as are there (at least one); the test images those of test_batch.bin. Each file may end in ".gz". Where not all
/// five are there, `origin` says which are. Throws Error if a file is bad, or if there is no training or no test batch.
DataSplits read_cifar10_folder(const std::filesystem::path& folder);

}  // namespace constnet::runtime
