// The order in which places are asked for a data set, and what is said about it.
#include "constnet/desk/data/data_sets.hpp"

#include <cstdlib>
#include <optional>
#include <ostream>

#include "constnet/desk/base/error.hpp"
#include "constnet/desk/base/files.hpp"
#include "constnet/desk/data/cifar10.hpp"
#include "constnet/desk/data/download.hpp"
#include "constnet/desk/data/drawn_digits.hpp"
#include "constnet/desk/data/idx_folder.hpp"
#include "constnet/desk/data/png_folder.hpp"

namespace constnet::runtime {
namespace {

namespace fs = std::filesystem;

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

// By the XDG Base Directory Specification, in which relative paths are to be ignored.
std::optional<fs::path> cache_folder(const KnownDataSet& set) {
  const fs::path cache = environment("XDG_CACHE_HOME");
  if (cache.is_absolute()) return cache / "constnet" / set.name;
  const fs::path home = environment("HOME");
  if (home.is_absolute()) return home / ".cache" / "constnet" / set.name;
  return std::nullopt;
}

std::optional<DataSplits> read_cache(const fs::path& folder, const KnownDataSet& set, std::ostream& messages) {
  if (!holds_idx_files(folder, set)) return std::nullopt;
  try {
    return read_idx_folder(folder, set);
  } catch (const Error& error) {
    messages << "The cached " << set.title << " is not used: " << error.what() << ".\n";
    return std::nullopt;
  }
}

void keep(const fs::path& folder, const KnownFile& file, const std::vector<std::uint8_t>& bytes) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) throw Error(quoted(folder.string()) + " cannot be made: " + error.message());
  write_file_atomically(folder / (file.name + ".gz"), std::as_bytes(std::span(bytes)));
}

std::optional<DataSplits> download_set(const KnownDataSet& set, const std::optional<fs::path>& cache,
                                       std::ostream& messages) {
  messages << "Downloading " << set.title << " from " << set.url << "\n" << std::flush;
  try {
    IdxFiles files;
    for (std::size_t i = 0; i < files.size(); ++i) {
      const KnownFile& file = *set.files()[i];
      const std::string url = set.url + file.name + ".gz";
      files[i] = {url, download(url, file.size, file.sha256)};
    }
    DataSplits splits = decode_idx_files(files, set);
    splits.origin = set.title + " from " + set.url;
    try {
      for (std::size_t i = 0; cache && i < files.size(); ++i) keep(*cache, *set.files()[i], files[i].bytes);
    } catch (const Error& error) {
      messages << "The download is not kept: " << error.what() << ".\n";
    }
    return splits;
  } catch (const Error& error) {
    messages << "No data from there: " << error.what() << ".\n";
    return std::nullopt;
  }
}

void expect_directory(const fs::path& folder, const std::string& option) {
  std::error_code error;
  if (fs::is_directory(folder, error)) return;
  throw Error(option + " names " + quoted(folder.string()) + ", which is not a directory");
}

DataSplits read_cifar10(const fs::path& folder, const std::string& option) {
  expect_directory(folder, option);
  if (holds_cifar10_files(folder)) return read_cifar10_folder(folder);
  std::error_code error;
  if (fs::is_directory(folder / "cifar10", error)) return read_cifar10_folder(folder / "cifar10");
  throw Error(option + " names " + quoted(folder.string()) +
              ", which holds neither test_batch.bin and data_batch_1.bin to data_batch_5.bin (or their .gz) nor a "
              "folder \"cifar10\"");
}

DataSplits find_cifar10(const DataRequest& request) {
  if (!request.directory.empty()) return read_cifar10(request.directory, "--data");
  const std::string folder = environment("CONSTNET_DATA");
  if (!folder.empty()) return read_cifar10(folder, "CONSTNET_DATA");
  throw Error("CIFAR-10 is not downloaded by this program: name its folder by --data or CONSTNET_DATA");
}

DataSplits read_pictures(const DataRequest& request) {
  if (request.directory.empty()) {
    throw Error(
        "the data set \"folder\" needs --data with the folder that holds its pictures, one folder for each class");
  }
  expect_directory(request.directory, "--data");
  return read_png_folder(request.directory, request.size);
}

}  // namespace

DataSplits read_data_folder(const fs::path& folder, const KnownDataSet& set, const std::string& option) {
  expect_directory(folder, option);
  std::error_code error;
  if (holds_idx_files(folder, set)) return read_idx_folder(folder, set);
  if (fs::is_directory(folder / set.name, error)) return read_idx_folder(folder / set.name, set);
  throw Error(option + " names " + quoted(folder.string()) + ", which holds neither " + set.train_images.name +
              " and its three companions (or their .gz) nor a folder " + quoted(set.name));
}

DataSplits find_data(const KnownDataSet& set, const DataRequest& request, std::ostream& messages) {
  if (!request.directory.empty()) return read_data_folder(request.directory, set, "--data");
  const std::string folder = environment("CONSTNET_DATA");
  if (!folder.empty()) return read_data_folder(folder, set, "CONSTNET_DATA");

  const std::optional<fs::path> cache = cache_folder(set);
  if (cache) {
    if (std::optional<DataSplits> splits = read_cache(*cache, set, messages)) return *std::move(splits);
  }
  if (request.download) {
    if (std::optional<DataSplits> splits = download_set(set, cache, messages)) return *std::move(splits);
  }
  if (!set.can_be_drawn) {
    throw Error(set.title + " was not found, neither in the cache nor by download: name its folder by --data");
  }
  messages << "There is no " << set.title << " here: using digits that this program draws itself (seed "
           << request.drawn_seed << "). To use the real ones, name their folder by --data or CONSTNET_DATA.\n";
  return drawn_digits(request.drawn_seed);
}

DataSplits find_data(const DataRequest& request, std::ostream& messages) {
  if (request.name == "cifar10") return find_cifar10(request);
  if (request.name == "folder") return read_pictures(request);
  return find_data(known_data_set(request.name), request, messages);
}

}  // namespace constnet::runtime
