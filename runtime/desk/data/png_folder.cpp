// Lists the folders of a data set, counts what reading it will take, reads it.
#include "constnet/desk/data/png_folder.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "constnet/desk/base/error.hpp"
#include "constnet/desk/data/png.hpp"

namespace constnet::runtime {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t most_bytes = std::uint64_t{1} << 32;
constexpr std::size_t test_picture_of = 5;

// A class and the paths of its pictures, in order.
struct ClassFolder {
  std::string name;
  std::vector<fs::path> pictures;
};

// What is in a folder, in the order of names.
std::vector<fs::directory_entry> entries_of(const fs::path& folder) {
  std::vector<fs::directory_entry> entries;
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    if (!at->path().filename().string().starts_with('.')) entries.push_back(*at);
  }
  if (error) throw Error(quoted(folder.string()) + " cannot be read: " + error.message());
  std::ranges::sort(entries, {}, [](const fs::directory_entry& entry) { return entry.path().filename().string(); });
  return entries;
}

bool is_png(const fs::path& path) {
  std::string ending = path.extension().string();
  std::ranges::transform(ending, ending.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; });
  return ending == ".png";
}

std::vector<ClassFolder> classes_in(const fs::path& folder) {
  std::vector<ClassFolder> classes;
  std::error_code ignored;
  for (const fs::directory_entry& entry : entries_of(folder)) {
    if (!entry.is_directory(ignored)) continue;
    ClassFolder one{entry.path().filename().string(), {}};
    for (const fs::directory_entry& file : entries_of(entry.path())) {
      if (file.is_regular_file(ignored) && is_png(file.path())) one.pictures.push_back(file.path());
    }
    if (one.pictures.empty()) throw Error(quoted(entry.path().string()) + " holds no PNG pictures");
    classes.push_back(std::move(one));
  }
  if (classes.empty()) {
    throw Error(quoted(folder.string()) + " holds no folders: expected one for each class, with PNG pictures in it");
  }
  return classes;
}

std::string names_of(const std::vector<ClassFolder>& classes) {
  std::string names;
  for (const ClassFolder& one : classes) names += (names.empty() ? "" : ", ") + one.name;
  return names;
}

void expect_room(const fs::path& folder, const std::vector<ClassFolder>& train, const std::vector<ClassFolder>& test,
                 std::uint64_t bytes_per_picture) {
  std::uint64_t pictures = 0;
  for (const auto* part : {&train, &test}) {
    for (const ClassFolder& one : *part) pictures += one.pictures.size();
  }
  if (pictures <= most_bytes / bytes_per_picture) return;
  throw Error(quoted(folder.string()) + " is too large: its " + std::to_string(pictures) + " pictures take " +
              std::to_string(bytes_per_picture) + " bytes each in memory, at most " + std::to_string(most_bytes) +
              " altogether are read");
}

Dataset read(const std::vector<ClassFolder>& classes, const ImageShape& size) {
  Dataset data{size.height, size.width, size.channels, static_cast<int>(classes.size()), {}, {}};
  for (std::size_t label = 0; label < classes.size(); ++label) {
    for (const fs::path& picture : classes[label].pictures) {
      const std::vector<std::uint8_t> pixels = read_png(picture, size.height, size.width, size.channels);
      data.pixels.insert(data.pixels.end(), pixels.begin(), pixels.end());
      data.labels.push_back(static_cast<int>(label));
    }
  }
  return data;
}

// Takes every fifth picture of each class out of `classes`.
std::vector<ClassFolder> take_test_pictures(std::vector<ClassFolder>& classes, const fs::path& folder) {
  std::vector<ClassFolder> test;
  for (ClassFolder& one : classes) {
    if (one.pictures.size() < test_picture_of) {
      throw Error(quoted((folder / one.name).string()) + " holds " + std::to_string(one.pictures.size()) +
                  " PNG pictures, expected " + std::to_string(test_picture_of) +
                  " or more: every fifth is for the test, where there are no folders train and test");
    }
    ClassFolder own{one.name, {}};
    std::vector<fs::path> kept;
    for (std::size_t i = 0; i < one.pictures.size(); ++i) {
      ((i + 1) % test_picture_of == 0 ? own.pictures : kept).push_back(std::move(one.pictures[i]));
    }
    one.pictures = std::move(kept);
    test.push_back(std::move(own));
  }
  return test;
}

}  // namespace

DataSplits read_png_folder(const fs::path& folder, const ImageShape& size) {
  std::error_code ignored;
  const bool has_train = fs::is_directory(folder / "train", ignored);
  const bool has_test = fs::is_directory(folder / "test", ignored);
  if (has_train != has_test) {
    throw Error(quoted(folder.string()) + " holds a folder " +
                (has_train ? "train, but none called test" : "test, but none called train"));
  }
  std::vector<ClassFolder> train = classes_in(has_train ? folder / "train" : folder);
  const std::vector<ClassFolder> test = has_train ? classes_in(folder / "test") : take_test_pictures(train, folder);
  if (names_of(train) != names_of(test)) {
    throw Error(quoted((folder / "test").string()) + " has the classes " + names_of(test) +
                ", expected those of train: " + names_of(train));
  }
  expect_room(folder, train, test,
              static_cast<std::uint64_t>(size.height) * static_cast<std::uint64_t>(size.width) *
                  static_cast<std::uint64_t>(size.channels));
  DataSplits splits{read(train, size), read(test, size), ""};
  splits.origin = folder.string() + ", classes " + names_of(train);
  return splits;
}

}  // namespace constnet::runtime
