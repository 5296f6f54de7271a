// Checks an IDX file against its own header while it is decompressed; no size is believed before there are bytes for
// it.
#include "constnet/desk/data/idx.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <utility>

#include "constnet/desk/base/error.hpp"
#include "constnet/desk/base/files.hpp"
#include "constnet/desk/data/gzip.hpp"

namespace constnet::runtime {
namespace {

constexpr std::uint32_t images_magic = 0x00000803;  // unsigned bytes, three dimensions
constexpr std::uint32_t labels_magic = 0x00000801;  // unsigned bytes, one dimension

// 80 times MNIST: far more than any set of this kind, and still within what a desk machine holds.
constexpr std::uint64_t largest_content = std::uint64_t{1} << 32;
constexpr std::uint32_t largest_side = 1 << 15;

std::string hexadecimal(std::uint32_t value) {
  std::array<char, 11> text;
  std::snprintf(text.data(), text.size(), "0x%08x", static_cast<unsigned>(value));
  return text.data();
}

std::uint32_t read_number(GzipReader& reader) {
  std::array<std::uint8_t, 4> bytes;
  if (reader.read(bytes) != bytes.size())
    throw Error(quoted(reader.name()) + " is truncated: it ends in its IDX header");
  return std::uint32_t{bytes[0]} << 24 | std::uint32_t{bytes[1]} << 16 | std::uint32_t{bytes[2]} << 8 | bytes[3];
}

void expect_magic(GzipReader& reader, std::uint32_t expected, const char* kind) {
  const std::uint32_t magic = read_number(reader);
  if (magic != expected) {
    throw Error(quoted(reader.name()) + " is not an IDX file of " + kind + ": it starts with " + hexadecimal(magic) +
                ", expected " + hexadecimal(expected));
  }
}

Error truncated(const GzipReader& reader, const std::string& found, std::uint64_t promised) {
  return Error(quoted(reader.name()) + " is truncated: its header says " + std::to_string(promised) +
               " bytes of content, and it holds " + found);
}

// Exactly `promised` bytes and then the end.
std::vector<std::uint8_t> read_content(GzipReader& reader, std::uint64_t promised) {
  if (promised > largest_content) {
    throw Error(quoted(reader.name()) + " is too large: its header says " + std::to_string(promised) +
                " bytes of content, at most " + std::to_string(largest_content) + " are read");
  }
  if (promised > reader.most_that_can_come()) {
    throw truncated(reader, "at most " + std::to_string(reader.most_that_can_come()), promised);
  }
  std::vector<std::uint8_t> content(static_cast<std::size_t>(promised));
  const std::size_t found = reader.read(content);
  if (found != promised) throw truncated(reader, std::to_string(found), promised);
  std::array<std::uint8_t, 1> more;
  if (reader.read(more) != 0) {
    throw Error(quoted(reader.name()) + " is longer than the " + std::to_string(promised) +
                " bytes of content that its header says");
  }
  return content;
}

}  // namespace

IdxImages decode_idx_images(std::span<const std::uint8_t> bytes, const std::string& name) {
  GzipReader reader(bytes, name);
  expect_magic(reader, images_magic, "images");
  const std::uint32_t count = read_number(reader);
  const std::uint32_t height = read_number(reader);
  const std::uint32_t width = read_number(reader);
  if (count == 0) throw Error(quoted(name) + " holds no images");
  if (height == 0 || width == 0 || height > largest_side || width > largest_side) {
    throw Error(quoted(name) + " says that its images are " + std::to_string(height) + " x " + std::to_string(width) +
                " pixels, expected 1 to " + std::to_string(largest_side) + " each");
  }
  // At most 2^32 * 2^15 * 2^15: no overflow.
  const std::uint64_t size = std::uint64_t{count} * height * width;
  return {count, static_cast<int>(height), static_cast<int>(width), read_content(reader, size)};
}

std::vector<std::uint8_t> decode_idx_labels(std::span<const std::uint8_t> bytes, const std::string& name) {
  GzipReader reader(bytes, name);
  expect_magic(reader, labels_magic, "labels");
  const std::uint32_t count = read_number(reader);
  if (count == 0) throw Error(quoted(name) + " holds no labels");
  return read_content(reader, count);
}

IdxImages read_idx_images(const std::filesystem::path& path) {
  return decode_idx_images(read_file(path, largest_content), path.string());
}

std::vector<std::uint8_t> read_idx_labels(const std::filesystem::path& path) {
  return decode_idx_labels(read_file(path, largest_content), path.string());
}

Dataset label_images(IdxImages images, const std::string& images_name, std::span<const std::uint8_t> labels,
                     const std::string& labels_name, int classes) {
  if (images.count != labels.size()) {
    throw Error(quoted(images_name) + " holds " + std::to_string(images.count) + " images, but " + quoted(labels_name) +
                " holds " + std::to_string(labels.size()) + " labels");
  }
  const auto wrong = std::ranges::find_if(labels, [classes](std::uint8_t label) { return label >= classes; });
  if (wrong != labels.end()) {
    throw Error(quoted(labels_name) + " says that image " + std::to_string(wrong - labels.begin()) + " has label " +
                std::to_string(*wrong) + ", expected 0 to " + std::to_string(classes - 1));
  }
  return {images.height, images.width, 1, classes, std::move(images.pixels), {labels.begin(), labels.end()}};
}

}  // namespace constnet::runtime
