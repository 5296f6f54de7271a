// Puts the colour planes of CIFAR-10's records together, and the batches of a folder.
#include "constnet/desk/data/cifar10.hpp"

#include <array>
#include <optional>

#include "constnet/desk/base/error.hpp"
#include "constnet/desk/base/files.hpp"
#include "constnet/desk/data/gzip.hpp"

namespace constnet::runtime {
namespace {

namespace fs = std::filesystem;

constexpr int side = 32;
constexpr int channels = 3;
constexpr int classes = 10;
constexpr int training_batches = 5;
constexpr std::size_t plane = side * side;
constexpr std::size_t record_size = 1 + channels * plane;

// 100 times a batch of 10,000 records.
constexpr std::size_t most_records = 1'000'000;
constexpr std::uint64_t largest_file = most_records * record_size;

std::optional<fs::path> find_batch(const fs::path& folder, const std::string& stem) {
  std::error_code error;
  for (const char* ending : {".bin", ".bin.gz"}) {
    const fs::path path = folder / (stem + ending);
    if (fs::is_regular_file(path, error)) return path;
  }
  return std::nullopt;
}

std::string training_batch(int number) { return "data_batch_" + std::to_string(number); }

Dataset read_batch(const fs::path& path) { return decode_cifar10_batch(read_file(path, largest_file), path.string()); }

void append(Dataset& data, const Dataset& more) {
  data.pixels.insert(data.pixels.end(), more.pixels.begin(), more.pixels.end());
  data.labels.insert(data.labels.end(), more.labels.begin(), more.labels.end());
}

}  // namespace

Dataset decode_cifar10_batch(std::span<const std::uint8_t> bytes, const std::string& name) {
  GzipReader reader(bytes, name);
  Dataset data{side, side, channels, classes, {}, {}};
  std::array<std::uint8_t, record_size> record;
  while (const std::size_t found = reader.read(record)) {
    const std::string number = std::to_string(data.size());
    if (found != record_size) {
      throw Error(quoted(name) + " is truncated: record " + number + " has " + std::to_string(found) +
                  " bytes, expected " + std::to_string(record_size));
    }
    if (record[0] >= classes) {
      throw Error(quoted(name) + " says that image " + number + " has label " + std::to_string(record[0]) +
                  ", expected 0 to " + std::to_string(classes - 1));
    }
    if (data.size() == most_records) {
      throw Error(quoted(name) + " is too large: at most " + std::to_string(most_records) + " images are read");
    }
    data.labels.push_back(record[0]);
    for (std::size_t i = 0; i < plane; ++i) {
      for (std::size_t c = 0; c < channels; ++c) data.pixels.push_back(record[1 + c * plane + i]);
    }
  }
  if (data.size() == 0) throw Error(quoted(name) + " holds no images");
  return data;
}

bool holds_cifar10_files(const fs::path& folder) {
  for (int number = 1; number <= training_batches; ++number) {
    if (find_batch(folder, training_batch(number))) return true;
  }
  return find_batch(folder, "test_batch").has_value();
}

DataSplits read_cifar10_folder(const fs::path& folder) {
  const auto missing = [&folder](const std::string& stem) {
    return Error(quoted(folder.string()) + " is not a complete data set: it holds neither " + stem + ".bin nor " +
                 stem + ".bin.gz");
  };
  const std::optional<fs::path> test = find_batch(folder, "test_batch");
  if (!test) throw missing("test_batch");
  DataSplits splits;
  std::string found;
  int count = 0;
  for (int number = 1; number <= training_batches; ++number) {
    const std::optional<fs::path> path = find_batch(folder, training_batch(number));
    if (!path) continue;
    if (++count == 1) {
      splits.train = read_batch(*path);
    } else {
      append(splits.train, read_batch(*path));
    }
    found += (found.empty() ? "" : ", ") + std::to_string(number);
  }
  if (count == 0) throw missing(training_batch(1));
  splits.test = read_batch(*test);
  splits.origin = folder.string();
  if (count < training_batches) splits.origin += " (of the 5 training batches only " + found + ")";
  return splits;
}

}  // namespace constnet::runtime
