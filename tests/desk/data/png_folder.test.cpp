// Folders of pictures: labels by names, the split, and what is refused.
#include "constnet/desk/data/png_folder.hpp"

#include <sstream>

#include "../error_of.hpp"
#include "../temporary_folder.hpp"
#include "catch.hpp"
#include "constnet/desk/data/data_sets.hpp"
#include "png_bytes.hpp"

namespace constnet::runtime {
namespace {

constexpr ImageShape size{2, 3, 1};

// A picture whose pixels are all alike.
std::vector<std::uint8_t> picture(std::uint8_t grey, png_uint_32 height = 2) {
  return png_bytes(height, 3, PNG_FORMAT_GRAY, std::vector<std::uint8_t>(height * 3, grey));
}

std::string fault(const TemporaryFolder& folder) {
  return error_of([&] { read_png_folder(folder.path(), size); });
}

}  // namespace

TEST_CASE("folders train and test hold a folder for each class, in the order of names") {
  const TemporaryFolder folder;
  put_file(folder / "train" / "cat" / "b.png", picture(20));
  put_file(folder / "train" / "cat" / "a.PNG", picture(10));
  put_file(folder / "train" / "Dog" / "x.png", picture(30));
  put_file(folder / "train" / "cat" / "notes.txt", picture(99));
  put_file(folder / "train" / ".hidden" / "x.png", picture(99));
  put_file(folder / "test" / "cat" / "x.png", picture(40));
  put_file(folder / "test" / "Dog" / "x.png", picture(50));
  const DataSplits data = read_png_folder(folder.path(), size);
  CHECK(data.train.classes == 2);
  CHECK(data.train.labels == std::vector<int>{0, 1, 1});
  REQUIRE(data.train.pixels.size() == 18);
  CHECK(data.train.pixels[0] == 30);
  CHECK(data.train.pixels[6] == 10);
  CHECK(data.train.pixels[12] == 20);
  CHECK(data.test.labels == std::vector<int>{0, 1});
  CHECK(data.test.pixels[0] == 50);
  CHECK(data.origin == folder.path().string() + ", classes Dog, cat");

  std::ostringstream messages;
  const DataSplits found = find_data({.name = "folder", .directory = folder.path().string(), .size = size}, messages);
  CHECK(found.train.pixels == data.train.pixels);
  CHECK(messages.str().empty());
}

TEST_CASE("without train and test every fifth picture of a class is for the test") {
  const TemporaryFolder folder;
  for (std::uint8_t i = 0; i < 11; ++i) {
    put_file(folder / "a" / ("p" + std::to_string(10 + i) + ".png"), picture(i));
    put_file(folder / "b" / ("p" + std::to_string(10 + i) + ".png"), picture(static_cast<std::uint8_t>(100 + i)));
  }
  const DataSplits data = read_png_folder(folder.path(), size);
  CHECK(data.train.size() == 18);
  CHECK(data.test.labels == std::vector<int>{0, 0, 1, 1});
  CHECK(data.test.pixels[0] == 4);
  CHECK(data.test.pixels[6] == 9);
  CHECK(data.test.pixels[12] == 104);
}

TEST_CASE("folders that are no data set are refused") {
  const auto of = [](const TemporaryFolder& folder, const char* part) { return (folder / part).string(); };
  const TemporaryFolder empty;
  CHECK(fault(empty) ==
        "\"" + empty.path().string() + "\" holds no folders: expected one for each class, with PNG pictures in it");

  const TemporaryFolder no_pictures;
  put_file(no_pictures / "cat" / "notes.txt", picture(1));
  CHECK(fault(no_pictures) == "\"" + of(no_pictures, "cat") + "\" holds no PNG pictures");

  const TemporaryFolder few;
  put_file(few / "cat" / "x.png", picture(1));
  CHECK(fault(few) ==
        "\"" + of(few, "cat") +
            "\" holds 1 PNG pictures, expected 5 or more: every fifth is for the test, where there are no "
            "folders train and test");

  const TemporaryFolder no_test;
  put_file(no_test / "train" / "cat" / "x.png", picture(1));
  CHECK(fault(no_test) == "\"" + no_test.path().string() + "\" holds a folder train, but none called test");

  const TemporaryFolder others;
  put_file(others / "train" / "cat" / "x.png", picture(1));
  put_file(others / "test" / "dog" / "x.png", picture(1));
  CHECK(fault(others) == "\"" + of(others, "test") + "\" has the classes dog, expected those of train: cat");

  const TemporaryFolder wrong_size;
  put_file(wrong_size / "train" / "cat" / "x.png", picture(1, 4));
  put_file(wrong_size / "test" / "cat" / "x.png", picture(1));
  CHECK(fault(wrong_size) ==
        "\"" + of(wrong_size, "train/cat/x.png") + "\" is 4 pixels high and 3 wide, expected 2 and 3");

  const TemporaryFolder damaged;
  put_file(damaged / "train" / "cat" / "x.png", std::vector<std::uint8_t>{1, 2, 3});
  put_file(damaged / "test" / "cat" / "x.png", picture(1));
  CHECK(fault(damaged) == "\"" + of(damaged, "train/cat/x.png") + "\" is not a PNG picture");

  // Two pictures of 2 GB and more: refused before one is read.
  CHECK(error_of([&] { read_png_folder(damaged.path(), {32768, 32768, 3}); }).find("is too large: its 2 pictures") !=
        std::string::npos);
  std::ostringstream messages;
  CHECK(error_of([&] { find_data(DataRequest{"folder", ""}, messages); }) ==
        "the data set \"folder\" needs --data with the folder that holds its pictures, one folder for each class");
}

}  // namespace constnet::runtime
