// Puts the four IDX files of a data set together.
#include "constnet/desk/data/idx_folder.hpp"

#include <algorithm>
#include <optional>

#include "constnet/desk/base/error.hpp"
#include "constnet/desk/base/files.hpp"
#include "constnet/desk/data/idx.hpp"

namespace constnet::runtime {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t largest_file = std::uint64_t{1} << 32;

std::optional<fs::path> find_file(const fs::path& folder, const KnownFile& file) {
  std::error_code error;
  for (const char* ending : {"", ".gz"}) {
    const fs::path path = folder / (file.name + ending);
    if (fs::is_regular_file(path, error)) return path;
  }
  return std::nullopt;
}

Dataset decode_part(const NamedBytes& images, const NamedBytes& labels, int classes) {
  return label_images(decode_idx_images(images.bytes, images.name), images.name,
                      decode_idx_labels(labels.bytes, labels.name), labels.name, classes);
}

std::string size_text(const Dataset& data) { return std::to_string(data.height) + " x " + std::to_string(data.width); }

}  // namespace

bool holds_idx_files(const fs::path& folder, const KnownDataSet& set) {
  return std::ranges::any_of(set.files(), [&](const KnownFile* file) { return find_file(folder, *file).has_value(); });
}

DataSplits read_idx_folder(const fs::path& folder, const KnownDataSet& set) {
  IdxFiles files;
  for (std::size_t i = 0; i < files.size(); ++i) {
    const KnownFile& file = *set.files()[i];
    const std::optional<fs::path> path = find_file(folder, file);
    if (!path) {
      throw Error(quoted(folder.string()) + " is not a complete data set: it holds neither " + file.name + " nor " +
                  file.name + ".gz");
    }
    files[i] = {path->string(), read_file(*path, largest_file)};
  }
  DataSplits splits = decode_idx_files(files, set);
  splits.origin = folder.string();
  return splits;
}

DataSplits decode_idx_files(const IdxFiles& files, const KnownDataSet& set) {
  DataSplits splits{decode_part(files[0], files[1], set.classes), decode_part(files[2], files[3], set.classes), ""};
  if (size_text(splits.train) != size_text(splits.test)) {
    throw Error(quoted(files[2].name) + " holds images of " + size_text(splits.test) + " pixels, but " +
                quoted(files[0].name) + " of " + size_text(splits.train));
  }
  return splits;
}

}  // namespace constnet::runtime
