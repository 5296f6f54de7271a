// IDX files: what is read, and every way in which a header can lie.
#include "constnet/desk/data/idx.hpp"

#include <cstdint>
#include <string>
#include <vector>

#include "../error_of.hpp"
#include "catch.hpp"
#include "idx_bytes.hpp"

namespace {

using namespace constnet::runtime;
using Bytes = std::vector<std::uint8_t>;

std::string images_error(const Bytes& bytes) {
  return error_of([&] { decode_idx_images(bytes, "images"); });
}

std::string labels_error(const Bytes& bytes) {
  return error_of([&] { decode_idx_labels(bytes, "labels"); });
}

}  // namespace

TEST_CASE("images and labels are read, plain and compressed") {
  const Bytes file = idx_images(5, 3, 2);
  for (const Bytes& bytes : {file, gzipped(file)}) {
    const IdxImages images = decode_idx_images(bytes, "images");
    CHECK(images.count == 5);
    CHECK(images.height == 3);
    CHECK(images.width == 2);
    CHECK(images.pixels == Bytes(file.begin() + 16, file.end()));
  }
  CHECK(decode_idx_labels(idx_labels({3, 1, 4}), "labels") == Bytes{3, 1, 4});
  CHECK(decode_idx_labels(gzipped(idx_labels({3, 1, 4})), "labels") == Bytes{3, 1, 4});
}

TEST_CASE("another magic number is named") {
  CHECK(images_error(idx_labels({1, 2})) ==
        "\"images\" is not an IDX file of images: it starts with 0x00000801, expected 0x00000803");
  CHECK(labels_error(idx_images(1, 1, 1)) ==
        "\"labels\" is not an IDX file of labels: it starts with 0x00000803, expected 0x00000801");
}

TEST_CASE("every truncation of an IDX file is noticed") {
  const Bytes file = idx_images(2, 3, 4);
  CHECK(images_error({}) == "\"images\" is truncated: it ends in its IDX header");
  for (std::size_t size = 0; size < file.size(); ++size) {
    const Bytes cut(file.begin(), file.begin() + static_cast<std::ptrdiff_t>(size));
    REQUIRE(images_error(cut).starts_with("\"images\" is truncated: "));
    REQUIRE(images_error(gzipped(cut)).starts_with("\"images\" is truncated: "));
  }
  CHECK(labels_error(idx_bytes({0x801, 9}, Bytes{1, 2, 3})) ==
        "\"labels\" is truncated: its header says 9 bytes of content, and it holds at most 3");
  CHECK(labels_error(gzipped(idx_bytes({0x801, 9}, Bytes{1, 2, 3}))) ==
        "\"labels\" is truncated: its header says 9 bytes of content, and it holds 3");
}

TEST_CASE("extra bytes are noticed, and a bomb is not unpacked") {
  Bytes longer = idx_labels({1, 2, 3});
  longer.push_back(0);
  const std::string message = "\"labels\" is longer than the 3 bytes of content that its header says";
  CHECK(labels_error(longer) == message);
  CHECK(labels_error(gzipped(longer)) == message);
  longer.resize(100'000'000);
  CHECK(labels_error(gzipped(longer)) == message);
}

TEST_CASE("sizes are checked before they are believed") {
  const Bytes few(100);
  CHECK(images_error(idx_bytes({0x803, 0, 28, 28}, {})) == "\"images\" holds no images");
  CHECK(labels_error(idx_bytes({0x801, 0}, {})) == "\"labels\" holds no labels");
  CHECK(images_error(idx_bytes({0x803, 1, 0, 28}, few)) ==
        "\"images\" says that its images are 0 x 28 pixels, expected 1 to 32768 each");
  CHECK(images_error(idx_bytes({0x803, 1, 28, 0xffffffff}, few)) ==
        "\"images\" says that its images are 28 x 4294967295 pixels, expected 1 to 32768 each");
  // 2^32 - 4 images of 2^15 x 2^15 would be 2^62 - 2^32 bytes, and 0 modulo 2^32.
  CHECK(images_error(idx_bytes({0x803, 0xfffffffc, 32768, 32768}, few)) ==
        "\"images\" is too large: its header says 4611686014132420608 bytes of content, at most 4294967296 are read");
  // Four thousand million labels in a file of a few bytes: refused without taking the memory.
  CHECK(labels_error(idx_bytes({0x801, 0xf0000000}, few)) ==
        "\"labels\" is truncated: its header says 4026531840 bytes of content, and it holds at most 100");
  CHECK(labels_error(gzipped(idx_bytes({0x801, 0xf0000000}, few))).starts_with("\"labels\" is truncated: "));
}

TEST_CASE("images get their labels") {
  const Bytes labels = {9, 0};
  const Dataset data = label_images({2, 1, 3, {1, 2, 3, 4, 5, 6}}, "images", labels, "labels", 10);
  CHECK(data.size() == 2);
  CHECK(data.image_size() == 3);
  CHECK(data.channels == 1);
  CHECK(data.classes == 10);
  CHECK(data.labels == std::vector<int>{9, 0});
}

TEST_CASE("images and labels that do not fit each other") {
  const IdxImages images = {2, 1, 1, {1, 2}};
  const Bytes three = {1, 2, 3};
  CHECK(error_of([&] { label_images(images, "images", three, "labels", 10); }) ==
        "\"images\" holds 2 images, but \"labels\" holds 3 labels");
  const Bytes wrong = {1, 10};
  CHECK(error_of([&] { label_images(images, "images", wrong, "labels", 10); }) ==
        "\"labels\" says that image 1 has label 10, expected 0 to 9");
}
